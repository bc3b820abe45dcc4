"""Who may ask at all: whoever holds a valid token of a tenant and a role in it, as of this instant."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import recorded_result, registered_pilot, started_engagement, unknown

GAPS = "query Gaps { gaps(first: 5) { nodes { id } } }"
REGISTER = """
mutation Register {
  registerPilot(input: {name: "Claims", purpose: "Sort", runBy: OWN_TEAM, startedOn: "2026-01-12"}) { pilot { id } }
}
"""
SCHEMA_ONLY = {
    "a field": "{ __schema { queryType { name } } }",
    "a fragment": "{ ...F } fragment F on Query { __typename ... { __typename } }",
}
HIDDEN = {
    "beside what is open": "{ __typename viewer { id } }",
    "in an inline fragment": "{ __typename ... { viewer { id } } }",
    "in a fragment": "{ ...F } fragment F on Query { ...G } fragment G on Query { viewer { id } }",
    "under another name": "{ __name: viewer { id } }",
}
GRANT = {"issuer": "fairway.local", "name": "Robin Doe"}


def patched(desk: Desk) -> str:
    head, _, signature = desk.token(Role.AUDITOR).split(".")
    return f"Bearer {head}.{desk.token(Role.ADMINISTRATOR).split('.')[1]}.{signature}"


def expired(desk: Desk) -> str:
    return f"Bearer {desk.fairway.issuer.token(desk.tenant, Role.AUDITOR, timedelta(minutes=-1))}"


BAD_TOKENS: dict[str, tuple[Callable[[Desk], str | None], str]] = {
    "none at all": (lambda _: None, "TOKEN_MISSING"),
    "another scheme": (lambda _: "Basic YWRtaW46YWRtaW4=", "TOKEN_MALFORMED"),
    "no token": (lambda _: "Bearer nothing", "TOKEN_MALFORMED"),
    "an endless one": (lambda _: f"Bearer {'a' * 9_000}", "TOKEN_TOO_LARGE"),
    "a forged signature": (lambda desk: f"Bearer {desk.token(Role.AUDITOR)[:-6]}AAAAAA", "TOKEN_NOT_ACCEPTED"),
    "one with the claims of another": (patched, "TOKEN_NOT_ACCEPTED"),
    "one that has expired": (expired, "TOKEN_EXPIRED"),
}


@pytest.mark.parametrize("document", [GAPS, REGISTER], ids=["query", "mutation"])
@pytest.mark.parametrize("bad", BAD_TOKENS.values(), ids=BAD_TOKENS)
async def test_a_bad_token_opens_nothing_and_is_told_apart_by_a_reason_only(
    desk: Desk, bad: tuple[Callable[[Desk], str | None], str], document: str
) -> None:
    token, reason = bad
    given = token(desk)
    before = await desk.head()
    response = await desk.post(document, by=None, headers={"authorization": given} if given else {})
    answer = response.json()
    assert (response.status_code, response.headers["www-authenticate"]) == (httpx.codes.UNAUTHORIZED, "Bearer")
    assert "data" not in answer
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["message"]) == ("UNAUTHENTICATED", "This takes a valid access token.")
    assert error["extensions"]["reason"] == reason
    assert await desk.head() == before


@pytest.mark.parametrize("document", [GAPS, REGISTER], ids=["query", "mutation"])
async def test_a_person_without_a_role_sees_and_does_nothing(desk: Desk, document: str) -> None:
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, subject="known", **GRANT)
    before = await desk.head()
    assert await desk.codes(document, by="known") == ["FORBIDDEN"]
    assert await desk.codes(document, by="somebody who was never registered") == ["FORBIDDEN"]
    response = await desk.post(document, by="known")
    assert response.status_code == httpx.codes.FORBIDDEN
    assert "data" not in response.json()
    assert await desk.head() == before


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_who_is_not_admitted_reads_it_from_the_status_under_either_media_type(desk: Desk, accept: str) -> None:
    response = await desk.post("{ viewer { id } }", by=None, headers={"accept": accept})
    assert response.status_code == httpx.codes.UNAUTHORIZED
    assert response.headers["content-type"].startswith(accept)
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("hidden", SCHEMA_ONLY.values(), ids=SCHEMA_ONLY)
async def test_what_the_schema_is_everybody_may_ask(desk: Desk, hidden: str) -> None:
    response = await desk.post(hidden, by=None)
    assert response.status_code == httpx.codes.OK
    assert "errors" not in response.json()


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
async def test_no_way_of_writing_a_field_goes_past_the_admission(desk: Desk, hidden: str) -> None:
    response = await desk.post(hidden, by=None)
    assert response.status_code == httpx.codes.UNAUTHORIZED
    assert "data" not in response.json()


async def test_a_document_that_is_not_valid_is_told_so_before_it_is_asked_who_sent_it(desk: Desk) -> None:
    assert await desk.codes("{ nothing }", by=None) == ["GRAPHQL_INVALID"]


async def test_a_token_of_one_tenant_opens_no_other(desk: Desk, running: Running) -> None:
    """The person has every role there, and none here."""
    other = await running.tenancy()
    token = desk.fairway.token(other.tenant, Role.AUDITOR)
    answer = await desk.post(GAPS, by=None, headers={"authorization": f"Bearer {token}"})
    assert answer.json() == {"data": {"gaps": {"nodes": []}}}
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, subject="only here", **GRANT)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=desk.person("only here"), role="AUDITOR")
    assert await desk.codes(GAPS, by="only here") == []
    assert await other.codes(GAPS, by="only here") == ["FORBIDDEN"]


async def test_a_role_that_is_taken_back_permits_nothing_from_the_next_request_on(desk: Desk) -> None:
    person = desk.person("temporary")
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, subject="temporary", **GRANT)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=person, role="PILOT_LEAD")
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=person, role="AUDITOR")
    assert await desk.codes(REGISTER, by="temporary") == []
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, person=person, role="PILOT_LEAD")
    refused = await desk.refused(
        "registerPilot", by="temporary", name="x", purpose="y", runBy="OWN_TEAM", startedOn="2026-01-12"
    )
    assert refused["code"] == "NOT_PERMITTED"
    assert await desk.codes(GAPS, by="temporary") == []
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, person=person, role="AUDITOR")
    assert await desk.codes(GAPS, by="temporary") == ["FORBIDDEN"]


async def test_a_role_for_one_engagement_permits_nothing_in_another(desk: Desk) -> None:
    mine, other = await started_engagement(desk, "mine"), await started_engagement(desk, "other")
    person = desk.person("guest")
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, subject="guest", **GRANT)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=person, role="ENGAGEMENT_LEAD", engagementId=mine)
    owner = desk.person(Role.MANAGER)
    await desk.do("assignSystemOwner", by="guest", engagementId=mine, owner=owner)
    refused = await desk.refused("assignSystemOwner", by="guest", engagementId=other, owner=owner)
    assert refused["code"] == "NOT_PERMITTED"


async def test_a_role_can_be_given_for_a_pilot_that_still_runs(desk: Desk) -> None:
    """By the pilot's id, since there is no engagement yet that could be named."""
    pilot = await registered_pilot(desk)
    held = {"person": desk.person("early"), "role": "PILOT_LEAD"}
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, subject="early", **GRANT)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **held, engagementId=pilot)
    query = "query Roles($id: ID!) { person(id: $id) { roles { role engagement { id } pilot { id } } } }"
    found = await desk.ask(query, id=held["person"])
    assert found["person"]["roles"] == [{"role": "PILOT_LEAD", "engagement": None, "pilot": {"id": pilot}}]
    await recorded_result(desk, pilot)
    await desk.do("closePilot", by="early", pilotId=pilot, closedOn="2026-03-31", summary="It works")
    engagement = (await desk.do("startEngagement", by="early", pilotId=pilot, name="It goes on"))["id"]
    found = await desk.ask(query, id=held["person"])
    assert found["person"]["roles"][0]["engagement"] == {"id": engagement}


async def test_no_role_is_given_for_an_engagement_that_never_was(desk: Desk) -> None:
    for noun in ("Engagement", "Pilot"):
        given = {"person": desk.person(Role.MANAGER), "role": "CHAMPION", "engagementId": unknown(noun)}
        refused = await desk.refused("grantRole", by=Role.ADMINISTRATOR, **given)
        assert (refused["code"], refused["where"]) == ("ENGAGEMENT_NOT_FOUND", ["input", "engagementId"])


async def test_who_was_erased_is_nobody_any_more_and_is_never_listed_again(desk: Desk) -> None:
    person = desk.person("leaver")
    listed = {"by": Role.ADMINISTRATOR, "subject": "leaver", "email": "robin@example.org", **GRANT}
    first = await desk.send("registerPerson", **listed, idempotencyKey="the leaver")
    assert first["person"]["name"] == "Robin Doe"
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=person, role="AUDITOR")
    await desk.do("erasePerson", by=Role.ADMINISTRATOR, person=person)
    assert await desk.codes(GAPS, by="leaver") == ["FORBIDDEN"]
    assert (await desk.refused("registerPerson", **listed))["code"] == "ERASED_FOR_GOOD"
    again = await desk.send("registerPerson", **listed, idempotencyKey="the leaver")
    assert again["consistency"]["repeated"] is True
    assert {name: again["person"][name] for name in ("name", "email", "erased")} == {
        "name": None,
        "email": None,
        "erased": True,
    }


async def test_another_name_under_the_same_key_is_another_command(desk: Desk) -> None:
    listed = {"by": Role.ADMINISTRATOR, "subject": "namesake", "idempotencyKey": "the namesake", **GRANT}
    first = await desk.do("registerPerson", **listed)
    refused = await desk.refused("registerPerson", **{**listed, "name": "Alex Roe"})
    assert (refused["code"], refused["where"]) == ("IDEMPOTENCY_KEY_REUSED", ["input", "idempotencyKey"])
    again = await desk.send("registerPerson", **listed)
    assert (again["person"]["name"], again["consistency"]["repeated"]) == (first["name"], True)


@pytest.mark.parametrize("subject", ["", "a\0b", "   ", " ana", "ana\n", "a\u200bb", "x" * 256])
async def test_a_subject_that_no_screen_shows_as_it_is_is_rejected(desk: Desk, subject: str) -> None:
    refused = await desk.refused("registerPerson", by=Role.ADMINISTRATOR, **{**GRANT, "subject": subject})
    assert (refused["code"], refused["where"]) == ("NOT_WELL_FORMED", ["input", "subject"])
