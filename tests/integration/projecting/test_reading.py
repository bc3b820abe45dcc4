"""A reader sends one statement per question, and gives back records of the types that were asked for."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select

from shared.kernel.record import record
from shared.projecting.as_of import LIVE, AtSeq
from tests.sample.history import happened, thing_id
from tests.sample.stage import Stage
from tests.sample.things import SHELVES, THINGS, Kind, Note, Shelf, Thing

OPENED, RENAMED = 0, 1


async def test_rows_come_back_as_they_were_folded(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 2), (0, OPENED, 0)]))
    await stage.projector().catch_up()
    entries = await stage.log.after(recording.tenant, 0, 2)
    things = {thing.thing_id: thing for thing in (await stage.rows(recording.tenant))["things"]}
    assert things[thing_id(recording.tenant, 1)] == Thing(
        thing_id=thing_id(recording.tenant, 1),
        engagement_id=UUID(int=101),
        title="thing 2",
        kind=Kind.ROUND,
        price=Decimal("0.5"),
        due=date(2026, 1, 3),
        note=Note(author="Ana", lines=("one", "two")),
        labels=("blue", "green"),
        opened_at=entries[0].occurred_at,
        opened_seq=1,
        renamed=False,
    )
    bare = things[thing_id(recording.tenant, 0)]
    assert (bare.engagement_id, bare.due, bare.note, bare.labels) == (None, None, None, ())
    assert isinstance(bare.kind, Kind)
    assert bare.opened_at.tzinfo is not None
    assert bare.opened_at > datetime(2026, 1, 1, tzinfo=UTC)


@record
class Tally:
    kind: Kind
    things: int


async def test_a_question_may_ask_for_any_record_whose_fields_are_the_columns(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 2), (2, OPENED, 1), (0, OPENED, 0)]))
    await stage.projector().catch_up()
    table = LIVE.of(THINGS)
    tally = select(table.c.kind, func.count().label("things")).group_by(table.c.kind).order_by(table.c.kind)
    async with stage.reading().of(recording.tenant) as reader:
        assert await reader.rows(tally, Tally) == [Tally(kind=Kind.ROUND, things=2), Tally(kind=Kind.SQUARE, things=1)]
        with pytest.raises(TypeError, match="Shelf has the fields"):
            await reader.rows(tally, Shelf)


async def test_any_number_of_keys_takes_one_and_the_same_statement(stage: Stage) -> None:
    heard: list[str] = []
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(thing, OPENED, 1) for thing in range(6)]))
    await stage.projector().catch_up()
    ids = [thing_id(recording.tenant, thing) for thing in range(6)]
    table = LIVE.of(THINGS)
    async with stage.reading(heard.append).of(recording.tenant) as reader:
        for number in (0, 1, 4):
            chosen = select(table).where(table.c.thing_id.in_(ids[:number]))
            assert len(await reader.rows(chosen, Thing)) == number
        others = select(table).where(table.c.thing_id.not_in(ids[:2]), table.c.thing_id.in_(select(table.c.thing_id)))
        assert len(await reader.rows(others, Thing)) == 4
    assert len(heard) == 4
    assert len(set(heard)) == 2


async def test_one_subquery_may_stand_twice_in_a_statement(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (2, OPENED, 1), (3, OPENED, 1)]))
    await stage.projector().catch_up()
    table = LIVE.of(THINGS)
    some = select(table).where(table.c.thing_id.in_([thing_id(recording.tenant, 1), thing_id(recording.tenant, 2)]))
    left, right = some.subquery(), some.subquery()
    both = select(func.count()).select_from(left.join(right, left.c.thing_id == right.c.thing_id))
    async with stage.reading().of(recording.tenant) as reader:
        assert await reader.value(both) == 2


async def test_all_statements_of_a_reader_see_the_same_cut(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    projector = stage.projector()
    await projector.catch_up()
    things, shelves = LIVE.of(THINGS), LIVE.of(SHELVES)
    async with stage.reading().of(recording.tenant) as reader:
        assert await reader.value(select(func.count()).select_from(things)) == 1
        await recording.append(happened(recording.tenant, [(1, RENAMED, 1)]))
        await recording.append(happened(recording.tenant, [(4, OPENED, 1)]))
        await projector.catch_up()
        assert await reader.value(select(func.count()).select_from(things)) == 1
        assert await reader.value(select(shelves.c.things)) == 1
        assert await reader.value(select(AtSeq(seq=3).of(SHELVES).c.things)) == 1


async def test_a_value_that_is_not_there_is_none(stage: Stage) -> None:
    await stage.projector().catch_up()
    async with stage.reading().of(stage.recording().tenant) as reader:
        assert await reader.value(select(LIVE.of(THINGS).c.title)) is None
