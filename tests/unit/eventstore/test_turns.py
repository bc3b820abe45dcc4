"""Many commands at once, in one process: they queue where they would collide, and all are recorded."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.engagement.contract import LinkGaps, SetGapDueDate
from services.engagement.domain.register import GapCycle
from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler, Receipt
from shared.eventstore.turns import Turns
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW
from tests.unit.eventstore.desk import GAP, Desk, gap

MANY = 50


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Every command looks at the log before any of the others has appended."""
    desk.handler = Handler(Batched(desk.log), lambda: next(desk.ids))
    return desk


async def all_of(desk: Desk, commands: Sequence[object]) -> list[Receipt | BaseException]:
    return await asyncio.gather(*map(desk.give, commands), return_exceptions=True)


async def test_gaps_that_have_nothing_to_do_with_each_other_are_opened_at_the_same_time(busy: Desk) -> None:
    receipts = await all_of(busy, [gap(UUID(int=number)) for number in range(MANY)])
    assert all(isinstance(receipt, Receipt) for receipt in receipts)
    assert (await busy.types()).count("GapOpened") == MANY


async def test_commands_to_one_stream_are_recorded_in_the_order_in_which_they_came(busy: Desk) -> None:
    await busy.give(gap(GAP))
    days = [NOW.date() + timedelta(days=number) for number in range(MANY)]
    receipts = await all_of(busy, [SetGapDueDate(gap_id=GAP, due=day) for day in days])
    positions = [receipt.position for receipt in receipts if isinstance(receipt, Receipt)]
    assert positions == sorted(positions)
    assert len(positions) == MANY


async def test_links_of_one_engagement_are_all_recorded_and_close_no_circle(busy: Desk) -> None:
    gaps = [UUID(int=number) for number in range(MANY)]
    await all_of(busy, [gap(each) for each in gaps])
    ring = [
        LinkGaps(engagement_id=ENGAGEMENT, gap_id=each, needs=after)
        for each, after in zip(gaps, [*gaps[1:], gaps[0]], strict=True)
    ]
    receipts = await all_of(busy, ring)
    assert [type(receipt) for receipt in receipts].count(Receipt) == MANY - 1
    assert [type(receipt) for receipt in receipts].count(GapCycle) == 1


async def test_whoever_stops_waiting_lets_the_next_one_go(busy: Desk) -> None:
    await busy.give(gap(GAP))
    first, given_up, last = (
        asyncio.create_task(busy.give(SetGapDueDate(gap_id=GAP, due=NOW.date() + timedelta(days=days))))
        for days in range(3)
    )
    await asyncio.wait([asyncio.create_task(busy.log.now())])  # by now all of them wait
    given_up.cancel()
    assert await last == replace(await first, position=(await first).position + 1)
    assert given_up.cancelled()


async def test_a_place_at_which_nobody_waits_is_forgotten() -> None:
    turns = Turns()
    async with turns.at("gap-1"):
        assert (turns.awaited("gap-1"), turns.awaited("gap-2")) == (True, False)
    assert not turns.awaited("gap-1")
