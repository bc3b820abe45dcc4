"""Time travel: the rows at any position are what a reader would have seen live at that position."""

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from shared.projecting.as_of import LIVE, AtSeq, Given
from tests.sample.history import HISTORIES, Step, happened
from tests.sample.stage import Stage
from tests.sample.things import RATINGS, THINGS, Thing

RANDOM = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

OPENED, RENAMED, RATED, WITHDRAWN, CLOSED = range(5)
STORY: list[Step] = [
    (1, OPENED, 2),
    (1, RENAMED, 1),
    (2, OPENED, 0),
    (1, RATED, 2),
    (1, CLOSED, 0),
    (1, OPENED, 1),
    (1, WITHDRAWN, 2),
    (3, OPENED, 2),
]


@pytest.mark.req("X1")
@RANDOM
@given(steps=HISTORIES)
async def test_rows_as_of_each_position_equal_the_rows_captured_live_at_it(stage: Stage, steps: list[Step]) -> None:
    recording, projector = stage.recording(), stage.projector()
    captured = []
    for event in happened(recording.tenant, steps):
        await recording.append([event])
        await projector.catch_up()
        captured.append(await stage.rows(recording.tenant))
    for seq, rows in enumerate(captured, start=1):
        assert await stage.as_of(recording.tenant, seq) == rows
    assert not any((await stage.as_of(recording.tenant, 0)).values())


@RANDOM
@given(steps=HISTORIES)
async def test_batches_of_any_size_store_the_same_rows_with_the_same_past(stage: Stage, steps: list[Step]) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps))
    whole = await stage.filler()
    await whole.advance(recording.tenant)
    at_once = await stage.stored(recording.tenant)
    assert any(at_once.values())
    for size in (1, 3):
        await stage.execute("delete from checkpoint where tenant_id = $1", recording.tenant)
        for table in at_once:
            await stage.execute(f"delete from {table} where tenant_id = $1", recording.tenant)  # noqa: S608 - our names
        filler = await stage.filler()
        while (advanced := await filler.advance(recording.tenant, size)) and advanced.more:
            pass
        assert await stage.stored(recording.tenant) == at_once


@pytest.mark.req("X1")
async def test_rows_handed_in_answer_the_same_query_as_the_stored_ones(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, STORY))
    await stage.projector().catch_up()
    live = await stage.rows(recording.tenant)
    assert len(live["things"]) == 3
    assert await stage.rows(recording.tenant, Given(rows=live, otherwise=AtSeq(seq=0))) == live


async def test_a_projection_that_is_not_handed_in_comes_from_the_other_source(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, STORY))
    await stage.projector().catch_up()
    source = Given(rows={THINGS.name: []}, otherwise=AtSeq(seq=4))
    async with stage.reading().of(recording.tenant) as reader:
        assert await reader.rows(select(source.of(THINGS)), Thing) == []
        assert await reader.value(select(source.of(RATINGS).c.stars)) == 2


async def test_one_statement_joins_two_projections_at_one_position(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, STORY))
    await stage.projector().catch_up()
    for source, expected in ((AtSeq(seq=4), ["renamed 1"]), (AtSeq(seq=6), ["thing 1"]), (LIVE, [])):
        things, ratings = source.of(THINGS), source.of(RATINGS)
        rated = select(things).join(ratings, ratings.c.thing_id == things.c.thing_id).where(ratings.c.stars == 2)
        async with stage.reading().of(recording.tenant) as reader:
            assert [thing.title for thing in await reader.rows(rated, Thing)] == expected
