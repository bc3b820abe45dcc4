"""People are told why a command was rejected in the language of their request, else in their tenant's."""

from collections.abc import Mapping

import httpx
import pytest
import pytest_asyncio

from shared.events.people import Role
from shared.events.tenants import Locale
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import NO_RELEASE
from tests.acceptance.api.line import line
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import started_engagement

SELF_GRANT = """
mutation Grant($me: ID!) {
  once: grantRole(input: {person: $me, role: SPONSOR}) { rejection { code message } }
  twice: grantRole(input: {person: $me, role: SPONSOR}) { rejection { code message } }
}
"""
GO_LIVE = """
mutation GoLive($engagement: ID!, $release: ID!) {
  goLive(input: {engagementId: $engagement, releaseId: $release}) {
    rejection { message blockers { code label english: label(locale: EN) } }
  }
}
"""
ENGLISH = "Nobody gives or takes their own roles: another administrator does."
FRENCH = "Personne ne s\u2019attribue ni ne se retire de rôles\u00a0: cela revient à une autre personne qui administre."
BY_DEFAULT: Mapping[str, str] = {}


@pytest_asyncio.fixture(scope="module")
async def french(running: Running) -> Desk:
    """A tenant whose language is French."""
    desk = await running.tenancy()
    given = {"timeZone": "America/Toronto", "currency": "CAD", "dataRegion": "CANADA"}
    await desk.do("configureTenant", by=Role.ADMINISTRATOR, locale="FR", **given)
    return desk


async def granted(desk: Desk, headers: Mapping[str, str]) -> httpx.Response:
    me = desk.person(Role.ADMINISTRATOR)
    return await desk.post(SELF_GRANT, {"me": me}, by=Role.ADMINISTRATOR, headers=headers)


def messages(data: Answer) -> set[str]:
    return {payload["rejection"]["message"] for payload in data.values()}


async def test_a_request_that_asks_for_french_is_told_in_french(desk: Desk) -> None:
    response = await granted(desk, {"accept-language": "fr-CA,fr;q=0.9,en;q=0.8"})
    assert messages(response.json()["data"]) == {FRENCH}
    assert response.headers["content-language"] == Locale.FR


@pytest.mark.req("RF9")
@pytest.mark.parametrize("headers", [BY_DEFAULT, {"accept-language": "de, *;q=0.5"}], ids=["no header", "others"])
async def test_else_the_tenants_language_counts(desk: Desk, french: Desk, headers: Mapping[str, str]) -> None:
    response = await granted(french, headers)
    assert messages(response.json()["data"]) == {FRENCH}
    assert response.headers["content-language"] == Locale.FR
    response = await granted(desk, headers)
    assert messages(response.json()["data"]) == {ENGLISH}
    assert response.headers["content-language"] == Locale.EN


async def test_a_request_that_asks_for_english_is_told_in_english_by_a_french_tenant(french: Desk) -> None:
    response = await granted(french, {"accept-language": "en, fr;q=0.9"})
    assert messages(response.json()["data"]) == {ENGLISH}
    assert response.headers["content-language"] == Locale.EN


async def test_an_answer_without_a_rejection_names_no_language(french: Desk) -> None:
    response = await french.post("{ tenant { locale } }", headers={"accept-language": "fr"})
    assert response.json() == {"data": {"tenant": {"locale": "FR"}}}
    assert "content-language" not in response.headers


async def test_what_blocks_is_labelled_in_the_language_of_its_rejection(french: Desk) -> None:
    given = {"engagement": await started_engagement(french), "release": NO_RELEASE}
    rejection = (await french.ask(GO_LIVE, **given))["goLive"]["rejection"]
    labels = {blocker["code"]: (blocker["label"], blocker["english"]) for blocker in rejection["blockers"]}
    assert rejection["message"].startswith("La mise en production est refusée tant que quelque chose la bloque\u00a0: ")
    assert labels["RELEASE_NOT_PINNED"] == (
        "Aucune version n'est figée pour la mise en production",
        "No release is pinned to go live",
    )


@pytest.mark.parametrize(
    ("params", "told"),
    [({"acceptLanguage": "en"}, ENGLISH), ({"Accept-Language": "en"}, ENGLISH), ({"acceptLanguage": 7}, FRENCH)],
    ids=["its own field", "as a header", "no text"],
)
async def test_a_websocket_names_its_language_as_it_opens(
    french: Desk, port: int, params: Mapping[str, object], told: str
) -> None:
    me = french.person(Role.ADMINISTRATOR)
    async with line(port, french.token(Role.ADMINISTRATOR), **params) as opened:
        assert messages(await opened.ask(SELF_GRANT, me=me)) == {told}


async def test_the_tenant_is_looked_up_once_and_only_where_the_request_names_no_language(
    running: Running, french: Desk
) -> None:
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")
    taken = []
    for headers in (BY_DEFAULT, {"accept-language": "fr"}):
        before = len(running.statements)
        await granted(french, headers)
        taken.append(len(running.statements) - before)
    assert taken == [1, 0]


WORDS = "{ workstreams { label english: label(locale: EN) } gapTemplates { title french: title(locale: FR) } }"


@pytest.mark.req("RF9")
async def test_the_words_that_are_shipped_are_told_likewise_unless_a_field_names_its_language(
    desk: Desk, french: Desk
) -> None:
    for asker, headers, told in (
        (french, BY_DEFAULT, Locale.FR),
        (french, {"accept-language": "en"}, Locale.EN),
        (desk, BY_DEFAULT, Locale.EN),
        (desk, {"accept-language": "fr-CA"}, Locale.FR),
    ):
        found = (await asker.post(WORDS, headers=headers)).json()["data"]
        assert all((each["label"] == each["english"]) is (told is Locale.EN) for each in found["workstreams"])
        assert all((each["title"] == each["french"]) is (told is Locale.FR) for each in found["gapTemplates"])
