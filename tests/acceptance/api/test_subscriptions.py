"""Subscriptions: every change once, in order, after it is on record; over a WebSocket or as server-sent events."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.line import Frame, line, stream
from tests.acceptance.api.log import EVENTS, LOG, last_cursor, seqs
from tests.acceptance.api.story import EVIDENCE, opened_gap, owned_gap, registered_pilot, started_engagement

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
GAP = "query Gap($id: ID!) { gap(id: $id) { version title status } }"


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
