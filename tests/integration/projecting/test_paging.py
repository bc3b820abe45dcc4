"""Pages of a list, forwards and backwards, hold every row once, in the order that was asked for."""

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from shared.projecting.as_of import LIVE, AtSeq, Source
from shared.projecting.paging import By, Count, Page, Window, count, page
from shared.projecting.reading import Reader
from tests.sample.history import happened
from tests.sample.stage import Stage
from tests.sample.things import THINGS, Thing

OPENED = 0
THINGS_THERE = 23

Order = tuple[tuple[str, bool], ...]
"""Columns and whether they descend."""

ORDERS: list[Order] = [
    (("thing_id", False),),
    (("title", False), ("thing_id", False)),
    (("title", True), ("thing_id", True)),
    (("title", True), ("thing_id", False)),
    (("due", False), ("thing_id", False)),
    (("due", True), ("thing_id", False)),
    (("kind", False), ("due", True), ("price", False), ("thing_id", True)),
]
NULLABLE = {"due"}


@pytest_asyncio.fixture
async def filled(stage: Stage) -> tuple[Stage, Any]:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(thing, OPENED, thing % 3) for thing in range(THINGS_THERE)]))
    await stage.projector().catch_up()
    return stage, recording.tenant


def in_order(things: Sequence[Thing], order: Order) -> list[Thing]:
    def compare(one: Thing, other: Thing) -> int:
        for name, descending in order:
            a, b = getattr(one, name), getattr(other, name)
            if a == b:
                continue
            if a is None or b is None:
                return 1 if a is None else -1
            return (1 if a > b else -1) * (-1 if descending else 1)
        return 0

    return sorted(things, key=cmp_to_key(compare))


async def paged(reader: Reader, source: Source, order: Order, window: Window) -> Page[Thing]:
    table = source.of(THINGS)
    by = [By(column=table.c[name], descending=down, nullable=name in NULLABLE) for name, down in order]
    return await page(reader, select(table), Thing, by, window)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("source", [LIVE, AtSeq(seq=THINGS_THERE)])
@pytest.mark.parametrize("size", [1, 5, 23, 100])
async def test_pages_forwards_hold_every_row_once_and_in_order(
    filled: tuple[Stage, Any], order: Order, source: Source, size: int
) -> None:
    stage, tenant = filled
    expected = in_order((await stage.rows(tenant))["things"], order)
    seen: list[Thing] = []
    after = None
    async with stage.reading().of(tenant) as reader:
        while True:
            one = await paged(reader, source, order, Window(limit=size, after=after))
            assert one.has_previous is bool(seen)
            seen += one.rows
            if not one.has_next:
                break
            after = one.positions[-1]
    assert seen == expected


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 5, 100])
async def test_pages_backwards_hold_every_row_once_and_in_order(
    filled: tuple[Stage, Any], order: Order, size: int
) -> None:
    stage, tenant = filled
    expected = in_order((await stage.rows(tenant))["things"], order)
    seen: list[Thing] = []
    before = None
    async with stage.reading().of(tenant) as reader:
        while True:
            one = await paged(reader, LIVE, order, Window(limit=size, before=before, last=True))
            assert one.has_next is bool(seen)
            seen = one.rows + seen
            if not one.has_previous:
                break
            before = one.positions[0]
    assert seen == expected


async def test_a_page_may_lie_between_two_positions(filled: tuple[Stage, Any]) -> None:
    stage, tenant = filled
    order: Order = (("title", False), ("thing_id", False))
    async with stage.reading().of(tenant) as reader:
        everything = await paged(reader, LIVE, order, Window(limit=100))
        between = Window(limit=3, after=everything.positions[4], before=everything.positions[7], last=True)
        assert (await paged(reader, LIVE, order, between)).rows == everything.rows[5:7]


@pytest.mark.parametrize("limit", [0, 101])
async def test_a_page_has_one_to_a_hundred_rows(limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        Window(limit=limit)


async def test_a_position_of_another_order_is_refused(filled: tuple[Stage, Any]) -> None:
    stage, tenant = filled
    async with stage.reading().of(tenant) as reader:
        with pytest.raises(ValueError, match="a position of 1 values in an order of 2"):
            await paged(reader, LIVE, ORDERS[1], Window(limit=5, after=("thing 1",)))


async def test_rows_are_counted_up_to_a_cap(filled: tuple[Stage, Any]) -> None:
    stage, tenant = filled
    statement = select(LIVE.of(THINGS))
    async with stage.reading().of(tenant) as reader:
        assert await count(reader, statement) == Count(value=THINGS_THERE, capped=False)
        assert await count(reader, statement, cap=THINGS_THERE) == Count(value=THINGS_THERE, capped=False)
        assert await count(reader, statement, cap=10) == Count(value=10, capped=True)
