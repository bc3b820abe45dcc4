"""However often a command comes under one key, it is recorded once: also when its answer was lost."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.sdl import document
from tests.acceptance.api.story import DATA_GAP, baselined_engagement, registered_pilot, started_engagement

PILOT = {"name": "Claims", "purpose": "Sort claims", "runBy": "OWN_TEAM", "startedOn": "2026-01-12"}
TWO = """
mutation Two($pilot: RegisterPilotInput!) {
  one: registerPilot(input: $pilot) { pilot { id } consistency { repeated position } }
  other: registerPilot(input: $pilot) { pilot { id } consistency { repeated position } }
}
"""


class ConnectionLost(Exception):
    """The answer never arrived."""


class LosingReplies:
    """The application, on a line that breaks when it answers: the first `times` answers are lost."""

    def __init__(self, app: ASGIApp, times: int = 1) -> None:
        self._app, self._left = app, times

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._left == 0:
            await self._app(scope, receive, send)
            return
        self._left -= 1
        said: list[Message] = []

        async def lose(message: Message) -> None:
            said.append(message)

        await self._app(scope, receive, lose)
        assert said[0]["status"] == httpx.codes.OK
        raise ConnectionLost


async def sent(desk: Desk, key: str, times: int = 2) -> Sequence[dict[str, Any]]:
    """The same command so many times, one after the other."""
    return [await desk.send("registerPilot", **PILOT, idempotencyKey=key) for _ in range(times)]


async def test_a_command_that_comes_again_under_its_key_is_recorded_once_and_answered_alike(desk: Desk) -> None:
    before = await desk.head()
    first, *again = await sent(desk, "again", times=3)
    assert await desk.head() == before + 1
    assert first["consistency"]["repeated"] is False
    for payload in again:
        assert payload["pilot"] == first["pilot"]
        assert payload["consistency"] == {**first["consistency"], "repeated": True}


async def test_without_a_key_each_command_is_one_of_its_own(desk: Desk) -> None:
    before = await desk.head()
    one, other = [await desk.do("registerPilot", **PILOT) for _ in range(2)]
    assert one["id"] != other["id"]
    assert await desk.head() == before + 2


async def test_a_key_is_its_persons_and_its_tenants_own(desk: Desk, fresh_desk: Desk) -> None:
    (mine,) = await sent(desk, "own", times=1)
    others = await desk.send("registerPilot", by=Role.PILOT_LEAD, **PILOT, idempotencyKey="own")
    (elsewhere,) = await sent(fresh_desk, "own", times=1)
    assert len({payload["pilot"]["id"] for payload in (mine, others, elsewhere)}) == 3


@pytest.mark.parametrize(
    ("mutation", "other"),
    [
        ("registerPilot", {"name": "Letters"}),
        ("registerPilot", {"startedOn": "2026-01-13"}),
        ("registerPilot", {"occurredAt": "2026-02-01T00:00:00Z"}),
        ("registerPilot", {"expectedVersion": 0}),
    ],
)
async def test_a_key_that_comes_with_another_request_is_refused(desk: Desk, mutation: str, other: Any) -> None:  # noqa: ANN401
    key = f"other {other}"
    await desk.do(mutation, **PILOT, idempotencyKey=key)
    rejection = await desk.refused(mutation, **{**PILOT, **other}, idempotencyKey=key)
    assert (rejection["code"], rejection["where"]) == ("IDEMPOTENCY_KEY_REUSED", ["input", "idempotencyKey"])


async def test_a_key_that_comes_with_another_command_is_refused(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await desk.do("vacateSystemOwner", engagementId=engagement, reason="She left", idempotencyKey="one key")
    gap = {"engagementId": engagement, "title": "Sample", **DATA_GAP}
    assert (await desk.refused("openGap", **gap, idempotencyKey="one key"))["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_a_command_that_changes_nothing_keeps_its_key_too(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    nothing = {"engagementId": engagement, "reason": "Nobody was it", "idempotencyKey": "nothing"}
    await desk.do("vacateSystemOwner", **nothing)
    await desk.do("assignSystemOwner", engagementId=engagement, owner=desk.person(Role.MANAGER))
    before = await desk.head()
    again = await desk.send("vacateSystemOwner", **nothing)
    assert again["consistency"]["repeated"] is True
    assert await desk.head() == before


async def test_a_rejected_command_keeps_no_key_and_may_come_again_when_its_time_has_come(desk: Desk) -> None:
    pilot = await registered_pilot(desk)
    close = {"pilotId": pilot, "closedOn": "2026-03-31", "summary": "Done", "idempotencyKey": "close"}
    assert (await desk.refused("closePilot", **close))["code"] == "PILOT_WITHOUT_RESULTS"
    result = {"criterion": "Time saved", "unit": "%", "better": "HIGHER", "actual": "12"}
    await desk.do("recordPilotResult", pilotId=pilot, **result)
    assert (await desk.do("closePilot", **close))["closedOn"] == "2026-03-31"


async def test_the_same_command_many_times_at_once_is_recorded_once(desk: Desk) -> None:
    before = await desk.head()
    sending = (desk.send("registerPilot", **PILOT, idempotencyKey="at once") for _ in range(8))
    payloads = await asyncio.gather(*sending)
    assert await desk.head() == before + 1
    assert len({payload["pilot"]["id"] for payload in payloads}) == 1
    assert sorted(payload["consistency"]["repeated"] for payload in payloads) == [False, *[True] * 7]


async def test_a_key_in_the_header_covers_each_command_of_the_request(desk: Desk) -> None:
    before = await desk.head()
    key = {"idempotency-key": "both"}
    first, again = [(await desk.post(TWO, {"pilot": PILOT}, headers=key)).json()["data"] for _ in range(2)]
    assert await desk.head() == before + 2
    assert first["one"]["pilot"]["id"] != first["other"]["pilot"]["id"]
    for name in ("one", "other"):
        assert again[name]["pilot"] == first[name]["pilot"]
        assert (first[name]["consistency"]["repeated"], again[name]["consistency"]["repeated"]) == (False, True)


async def test_an_answer_that_was_lost_is_had_by_sending_the_command_again(desk: Desk) -> None:
    if desk.fairway.app is None:
        pytest.skip("what is lost here is lost within a process")
    transport = httpx.ASGITransport(LosingReplies(desk.fairway.app, times=2))
    before = await desk.head()
    body = {"query": document("registerPilot"), "variables": {"input": PILOT}}
    headers = {**desk.headers(Role.PILOT_LEAD), "idempotency-key": "lost"}
    async with httpx.AsyncClient(transport=transport, base_url="http://fairway.test") as http:
        for _ in range(2):
            with pytest.raises(ConnectionLost):
                await http.post("/graphql", json=body, headers=headers)
        payload = (await http.post("/graphql", json=body, headers=headers)).json()["data"]["registerPilot"]
    assert await desk.head() == before + 1
    assert payload["consistency"] == {**payload["consistency"], "repeated": True, "position": before + 1}
    assert payload["pilot"]["name"] == PILOT["name"]


@pytest.mark.req("RA10")
async def test_a_report_is_published_once_under_its_key_whatever_has_happened_since(desk: Desk) -> None:
    engagement = await baselined_engagement(desk)
    publish = {"engagementId": engagement, "idempotencyKey": "report"}
    first = await desk.send("publishCloseOutReport", **publish)
    await desk.do("assignSystemOwner", engagementId=engagement, owner=desk.person(Role.MANAGER))
    before = await desk.head()
    again = await desk.send("publishCloseOutReport", **publish)
    assert (again["rejection"], again["consistency"]["repeated"]) == (None, True)
    assert again["consistency"]["position"] == first["consistency"]["position"]
    at_once = [desk.send("publishCloseOutReport", **{**publish, "idempotencyKey": "another"}) for _ in range(3)]
    await asyncio.gather(*at_once)
    assert await desk.head() == before + 1
