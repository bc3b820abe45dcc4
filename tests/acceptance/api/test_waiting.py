"""What governance closure waits for: whom for, and since when."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import CONFIDENTIAL, LOGGING, access_to, registered_source
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement

WAITING = """
query Waiting($id: ID!) {
  engagement(id: $id) { startedAt waitingOn { matter roles number since person { id } } }
}
"""
Answer = dict[str, Any]


async def waiting(desk: Desk, engagement: str) -> dict[str, Answer]:
    found = (await desk.ask(WAITING, id=engagement))["engagement"]["waitingOn"]
    return {wait["matter"]: wait for wait in found}


async def test_at_first_somebody_must_answer_for_the_model_and_its_output_be_logged(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    started = (await desk.ask(WAITING, id=engagement))["engagement"]["startedAt"]
    found = await waiting(desk, engagement)
    assert {matter: wait["since"] for matter, wait in found.items()} == {
        "ACCOUNTABILITY": started,
        "AUDIT_LOGGING": started,
    }


async def test_a_source_waits_for_its_owner_and_its_class_since_it_was_registered(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    unowned = await desk.do("registerDataSource", engagementId=engagement, name="Letters")
    await access_to(desk, await registered_source(desk, engagement))
    found = await waiting(desk, engagement)
    assert (found["DATA_OWNER"]["number"], found["DATA_OWNER"]["since"]) == (1, unowned["registeredAt"])
    assert (found["DATA_CLASSIFICATION"]["number"], found["DATA_CLASSIFICATION"]["roles"]) == (2, ["BUSINESS_OWNER"])
    assert "DATA_ACCESS" not in found


async def test_a_request_waits_for_the_owner_once_they_can_approve_it_and_again_after_another_class(
    desk: Desk,
) -> None:
    engagement = await started_engagement(desk)
    source = await registered_source(desk, engagement)
    access = {"sourceId": source, "accessId": await access_to(desk, source)}
    first = await desk.do("classifyData", by=Role.BUSINESS_OWNER, sourceId=source, **CONFIDENTIAL)
    wait = {"matter": "DATA_ACCESS", "roles": ["DATA_OWNER"], "number": 1}
    of_the_owner = {**wait, "person": {"id": desk.person(Role.DATA_OWNER)}}
    assert (await waiting(desk, engagement))["DATA_ACCESS"] == {**of_the_owner, "since": first["classifiedAt"]}
    await desk.do("approveDataAccess", by=Role.DATA_OWNER, **access, until=in_days(90))
    assert "DATA_ACCESS" not in await waiting(desk, engagement)
    restricted = {"dataClass": "RESTRICTED", "personalData": True}
    anew = await desk.do("classifyData", by=Role.BUSINESS_OWNER, sourceId=source, **restricted)
    assert (await waiting(desk, engagement))["DATA_ACCESS"] == {**of_the_owner, "since": anew["classifiedAt"]}
    await desk.do("revokeDataAccess", **access, reason="Not needed")
    assert "DATA_ACCESS" not in await waiting(desk, engagement)


async def test_what_was_assigned_waits_for_that_person_and_what_was_configured_for_its_test(desk: Desk) -> None:
    of = {"engagementId": await started_engagement(desk)}
    person = desk.person(Role.SPONSOR)
    await desk.do("assignModelAccountability", **of, person=person, role="SPONSOR")
    await desk.do("configureAuditLogging", **of, **LOGGING)
    for passed in (None, False):
        if passed is not None:
            await desk.do("recordAuditLogTest", **of, evidence=EVIDENCE, passed=passed)
        found = await waiting(desk, of["engagementId"])
        assert set(found) == {"ACCEPTANCE", "AUDIT_LOG_TEST"}
        assert found["ACCEPTANCE"]["person"] == {"id": person}
    await desk.do("recordAuditLogTest", **of, evidence=EVIDENCE, passed=True)
    await desk.do("acceptModelAccountability", by=Role.SPONSOR, **of)
    assert await waiting(desk, of["engagementId"]) == {}
