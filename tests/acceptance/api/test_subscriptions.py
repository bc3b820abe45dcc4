"""Subscriptions: every change once, in order, after it is on record; over a WebSocket or as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
import pytest_asyncio

from deploy.clock import now
from shared.events.people import Role
from shared.web.identity.verifier import LEEWAY
from shared.web.issuer import LocalIssuer
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.line import Frame, NotAdmitted, line, stream
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import EVIDENCE, opened_gap, owned_gap, registered_pilot, started_engagement
from tests.integration.gateway.server import served

EVENTS = """
subscription Events($after: String, $types: [String!]) {
  events(after: $after, types: $types) { cursor event { seq type recordedAt data } }
}
"""
GAPS = """
subscription Gaps($after: String, $engagement: ID) {
  gapChanged(after: $after, engagementId: $engagement) {
    cursor event { type version } gap { id title status version owner { name } engagement { name } }
  }
}
"""
ENGAGEMENTS = """
subscription Engagements($engagement: ID) {
  engagementChanged(engagementId: $engagement) { event { type seq } engagement { name } }
}
"""
PILOTS = """
subscription Pilots($pilot: ID) {
  pilotChanged(pilotId: $pilot) { event { type seq } pilot { results { criterion } } }
}
"""
LOG = (
    "query Log($first: Int!, $after: String) { events(first: $first, after: $after) { nodes { seq type } endCursor } }"
)
GAP = "query Gap($id: ID!) { gap(id: $id) { version title status } }"


@pytest_asyncio.fixture(scope="module")
async def port(running: Running) -> AsyncIterator[int]:
    async with served(running.fairway.app) as chosen:
        yield chosen


async def last_cursor(desk: Desk) -> str:
    """A cursor behind all that has happened so far."""
    seen, cursor = 1, ""
    while seen:
        page = (await desk.ask(LOG, first=100, after=cursor or None))["events"]
        seen, cursor = len(page["nodes"]), page["endCursor"]
    return cursor


def seqs(frames: list[Frame]) -> list[int]:
    return [frame["events"]["event"]["seq"] for frame in frames]


async def test_each_change_arrives_in_order_with_the_gap_as_it_now_reads(desk: Desk, port: int) -> None:
    engagement = await started_engagement(desk)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        following = await auditor.begin(GAPS, engagement=engagement, after=await last_cursor(desk))
        gap = await owned_gap(desk, engagement)
        await desk.do("startGap", by=Role.DATA_OWNER, gapId=gap)
        await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
        heard = [frame["gapChanged"] for frame in await auditor.take(following, 4)]
    assert [one["event"] for one in heard] == [
        {"type": "GapOpened", "version": 1},
        {"type": "GapOwnerAssigned", "version": 2},
        {"type": "GapStarted", "version": 3},
        {"type": "GapResolved", "version": 4},
    ]
    assert all(one["gap"]["version"] >= one["event"]["version"] for one in heard)
    assert {one["gap"]["id"] for one in heard} == {gap}
    assert heard[-1]["gap"]["status"] == "RESOLVED"
    assert heard[-1]["gap"]["owner"] == {"name": "Sample data owner"}


async def test_without_a_cursor_it_begins_with_what_happens_next(desk: Desk, port: int) -> None:
    engagement, pilot = await started_engagement(desk), await registered_pilot(desk)
    before = await desk.head()
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        engagements = asyncio.create_task(auditor.next(await auditor.begin(ENGAGEMENTS, engagement=engagement)))
        pilots = asyncio.create_task(auditor.next(await auditor.begin(PILOTS, pilot=pilot)))
        for number in range(1_000):
            await opened_gap(desk, engagement, f"gap {number}")
            result = {"criterion": f"criterion {number}", "unit": "%", "better": "HIGHER", "actual": "12"}
            await desk.do("recordPilotResult", pilotId=pilot, **result)
            if engagements.done() and pilots.done():
                break
        changed, tried = (await engagements)["engagementChanged"], (await pilots)["pilotChanged"]
    assert min(changed["event"]["seq"], tried["event"]["seq"]) > before
    assert (changed["event"]["type"], tried["event"]["type"]) == ("GapOpened", "PilotResultRecorded")
    assert changed["engagement"]["name"] == "Claims triage"
    assert tried["pilot"]["results"]


@pytest.mark.req("X8")
async def test_after_a_break_it_goes_on_from_the_cursor_and_loses_and_repeats_nothing(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    engagement = await started_engagement(desk)
    heard: list[Frame] = []
    after = begin
    for _ in range(3):
        async with line(port, desk.token(Role.AUDITOR)) as auditor:
            following = await auditor.begin(EVENTS, after=after)
            heard += await auditor.take(following, 2)
            after = heard[-1]["events"]["cursor"]
            auditor.socket.transport.abort()
        await opened_gap(desk, engagement)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        heard += await auditor.take(await auditor.begin(EVENTS, after=after), 1)
    logged = (await desk.ask(LOG, first=100, after=begin))["events"]["nodes"]
    assert seqs(heard) == [event["seq"] for event in logged]


@pytest.mark.req("X8")
async def test_server_sent_events_tell_the_same_and_go_on_from_the_same_cursor(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    engagement = await started_engagement(desk)
    token = desk.token(Role.AUDITOR)
    async with stream(port, token, EVENTS, after=begin) as heard:
        first = [(await heard())["payload"]["data"] for _ in range(2)]
    async with stream(port, token, EVENTS, after=first[-1]["events"]["cursor"]) as heard:
        second = [(await heard())["payload"]["data"] for _ in range(2)]
        await opened_gap(desk, engagement)
        last = (await heard())["payload"]["data"]
    logged = (await desk.ask(LOG, first=100, after=begin))["events"]["nodes"]
    assert seqs([*first, *second, last]) == [event["seq"] for event in logged]


async def test_only_the_types_that_were_asked_for_are_told(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    gap = await owned_gap(desk, await started_engagement(desk))
    await desk.do("startGap", gapId=gap)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        following = await auditor.begin(EVENTS, after=begin, types=["GapStarted", "GapOpened", "GapOpened"])
        heard = await auditor.take(following, 2)
        assert [one["events"]["event"]["type"] for one in heard] == ["GapOpened", "GapStarted"]
        wrong = await auditor.frame(await auditor.begin(EVENTS, types=["GapExploded"]))
    assert "UNKNOWN_EVENT_TYPE" in str(wrong)


async def test_nothing_of_another_tenant_is_ever_told(desk: Desk, running: Running, port: int) -> None:
    """The neighbour's changes come first, and ours is the first to be heard."""
    neighbour = await running.tenancy()
    begin, theirs = await last_cursor(desk), await started_engagement(neighbour)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        everything = await auditor.begin(EVENTS, after=begin)
        foreign = await auditor.begin(GAPS, engagement=theirs)
        await owned_gap(neighbour, theirs)
        await registered_pilot(desk)
        heard = (await auditor.next(everything))["events"]["event"]
        assert heard["type"] == "PilotRegistered"
        assert heard["seq"] == await desk.head()
        await auditor.say({"type": "complete", "id": foreign})
        stolen = await auditor.frame(await auditor.begin(EVENTS, after=await last_cursor(neighbour)))
    assert "BAD_CURSOR" in str(stolen)


async def test_a_token_ends_its_subscriptions_when_it_expires(desk: Desk, running: Running, port: int) -> None:
    fairway = running.fairway
    earlier = LocalIssuer(
        running.folder / "issuer.pem",
        name=fairway.issuer.name,
        audience=fairway.issuer.audience,
        clock=lambda: now() - LEEWAY,
    )
    token = earlier.token(desk.tenant, Role.AUDITOR, timedelta(seconds=2))
    async with line(port, token) as auditor:
        ended = await auditor.frame(await auditor.begin(EVENTS))
    assert "UNAUTHENTICATED" in str(ended)
    assert "TOKEN_EXPIRED" in str(ended)


async def test_a_role_that_is_taken_back_ends_its_subscriptions(desk: Desk, port: int) -> None:
    listed = {"issuer": "fairway.local", "subject": "listener", "name": "Robin"}
    held = {"person": desk.person("listener"), "role": "AUDITOR"}
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, **listed)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **held)
    begin = await last_cursor(desk)
    async with line(port, desk.token("listener")) as listener:
        following = await listener.begin(EVENTS, after=begin)
        await registered_pilot(desk)
        assert (await listener.next(following))["events"]["event"]["type"] == "PilotRegistered"
        await desk.do("revokeRole", by=Role.ADMINISTRATOR, **held)
        await registered_pilot(desk)
        assert "FORBIDDEN" in str(await listener.frame(following))
        assert "FORBIDDEN" in str(await listener.frame(await listener.begin(EVENTS)))


async def test_who_may_not_listen_is_not_let_in(desk: Desk, port: int) -> None:
    for token in ("nothing", desk.token("somebody who was never registered")):
        with pytest.raises(NotAdmitted, match="4403"):
            async with line(port, token):
                pass


async def test_a_stream_that_nobody_may_hear_says_so_and_ends(desk: Desk, port: int) -> None:
    async with stream(port, desk.token("somebody who was never registered"), EVENTS) as heard:
        assert "FORBIDDEN" in str(await heard())
        assert (await heard())["type"] in {"complete", "closed"}


async def test_who_does_not_listen_holds_up_nobody_and_hears_everything_in_the_end(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    async with line(port, desk.token(Role.AUDITOR)) as slow, line(port, desk.token(Role.SPONSOR)) as quick:
        slow.socket.transport.pause_reading()
        late = await slow.begin(EVENTS, after=begin)
        soon = await quick.begin(EVENTS, after=begin)
        for number in range(30):
            await registered_pilot(desk, f"Pilot {number}")
        told = seqs(await quick.take(soon, 30))
        slow.socket.transport.resume_reading()
        assert seqs(await slow.take(late, 30)) == told


async def test_a_connection_carries_fifty_operations_and_no_more(desk: Desk, port: int) -> None:
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        for _ in range(50):
            await auditor.begin(EVENTS)
        refused = await auditor.frame(await auditor.begin(EVENTS))
        assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "SUBSCRIPTION_LIMIT")


async def test_what_is_read_on_an_open_connection_is_never_stale(desk: Desk, port: int) -> None:
    gap = await owned_gap(desk, await started_engagement(desk))
    async with line(port, desk.token(Role.ENGAGEMENT_LEAD)) as lead:
        assert (await lead.ask(GAP, id=gap))["gap"]["version"] == 2
        for number in range(3, 8):
            await desk.do("setGapDueDate", gapId=gap, due=f"2027-05-0{number}")
            assert (await lead.ask(GAP, id=gap))["gap"]["version"] == number
        start = "mutation Start($gap: ID!) { startGap(input: {gapId: $gap}) { gap { version status } } }"
        assert (await lead.ask(start, gap=gap))["startGap"]["gap"] == {"version": 8, "status": "IN_PROGRESS"}
        assert (await lead.ask(GAP, id=gap))["gap"]["version"] == 8


async def test_many_connections_hear_the_same_at_the_same_time(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    async with AsyncExitStack() as open_lines:
        lines = [await open_lines.enter_async_context(line(port, desk.token(Role.AUDITOR))) for _ in range(10)]
        following = [await each.begin(EVENTS, after=begin) for each in lines]
        await started_engagement(desk)
        heard = await asyncio.gather(*(each.take(name, 4) for each, name in zip(lines, following, strict=True)))
    assert len({tuple(seqs(frames)) for frames in heard}) == 1
