"""Views are filled anew beside the ones that serve, and nobody who reads notices."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.eventstore.log import Entry, Log
from shared.eventstore.memory import MemoryLog
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting import builds
from shared.projecting.builds import State
from shared.projecting.failures import BuildLost, NothingServes, NotServing, RebuildUnderWay
from shared.projecting.positions import Positions, Reached
from shared.projecting.rebuild import Progress, Report, rebuild, sweep
from shared.transport.memory import MemoryHints
from tests.integration.projecting.test_projectors import clean_fill, running, steps
from tests.sample.history import Happened, Recording, happened
from tests.sample.stage import Stage, ticking
from tests.sample.things import LANGUAGE, THINGS, Thing

OPENED, RENAMED = 0, 1
SECONDS = 20
AT_ONCE = timedelta(0)


async def rebuilt(stage: Stage, log: Log | None = None, *, accept: bool = False) -> Report:
    return await rebuild(stage.workers, log or stage.log, stage.views, language=LANGUAGE, accept_differences=accept)


async def states(stage: Stage) -> list[str]:
    return [row["state"] for row in await stage.execute("select state from build order by number")]


@record
class Load:
    """Somebody writes and somebody reads, all the time."""

    stage: Stage
    hints: MemoryHints
    positions: Positions
    recordings: list[Recording]
    reads: list[int]

    async def write(self, histories: Sequence[Sequence[Happened]]) -> None:
        for events in zip(*histories, strict=True):
            for recording, event in zip(self.recordings, events, strict=True):
                await recording.append([event])
                await self.hints.publish(recording.tenant, recording.seq)
                assert await self.positions.reached(recording.tenant, recording.seq, SECONDS) is Reached.REACHED

    async def read(self) -> None:
        while True:
            for recording in self.recordings:
                rows = await self.stage.rows(recording.tenant)
                self.reads.append(len(rows["things"]))


async def test_a_rebuild_under_load_is_equal_and_changes_over_without_a_failed_read(stage: Stage) -> None:
    recordings = [stage.recording() for _ in range(2)]
    histories = [happened(recording.tenant, steps(number, 600)) for number, recording in enumerate(recordings)]
    for recording, history in zip(recordings, histories, strict=True):
        await recording.append(history[:500])
    load = Load(stage=stage, hints=MemoryHints(), positions=stage.positions(), recordings=recordings, reads=[])
    projector = stage.projector(load.positions)
    await projector.catch_up()
    first = await stage.build()
    async with running(projector, hints=load.hints):
        reading = asyncio.create_task(load.read())
        writing = asyncio.create_task(load.write([history[500:] for history in histories]))
        report = await rebuilt(stage)
        await writing
        reading.cancel()
        assert isinstance((await asyncio.gather(reading, return_exceptions=True))[0], asyncio.CancelledError)
    assert all(load.reads)
    assert report.flipped
    assert report.comparison.equal
    assert sum(table.rows for table in report.comparison.tables) > 500
    assert (await stage.build()).number == first.number + 1
    for recording in recordings:
        assert await stage.stored(recording.tenant) == await clean_fill(stage, recording.tenant)


async def test_a_mended_fold_differs_and_serves_only_when_that_is_accepted(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RENAMED, 1), (2, OPENED, 1)]))
    await stage.projector().catch_up()
    mended = stage.with_views(replace(THINGS, fold=_shouting), *stage.views.projections[1:])
    report = await rebuilt(mended)
    assert not report.flipped
    differing = {table.table: table for table in report.comparison.tables if not table.equal}
    assert {name: (t.rows, t.only_before, t.only_after) for name, t in differing.items()} == {
        "things_v1": (2, 2, 2),
        "things_v1_past": (1, 1, 1),
    }
    assert await states(stage) == [State.SERVING]
    assert (await rebuilt(mended, accept=True)).flipped
    titles = {thing.title for thing in (await stage.rows(recording.tenant))["things"]}
    assert titles == {"RENAMED 1", "THING 1"}


def _shouting(thing: Thing | None, recorded: Recorded[Any]) -> Thing | None:
    after = THINGS.fold(thing, recorded)
    return after and replace(after, title=after.title.upper())


async def test_a_build_that_parks_more_than_the_serving_one_does_not_serve(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (2, OPENED, 1), (1, 5, 1)]))
    await stage.projector().catch_up()
    forgetful = replace(LANGUAGE, known=LANGUAGE.known - {"ThingSeen"})
    report = await rebuild(stage.workers, stage.log, stage.views, language=forgetful)
    assert report.comparison.newly_parked == ((recording.tenant, str(UUID(int=101))),)
    assert all(table.equal for table in report.comparison.tables)
    assert not report.flipped


async def test_progress_is_told_up_to_the_end(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps(5, 300)))
    await stage.projector().catch_up()
    told: list[Progress] = []
    await rebuild(stage.workers, stage.log, stage.views, language=LANGUAGE, progress=told.append)
    assert told[-1] == Progress(done=300, total=300)


async def test_there_is_nothing_to_rebuild_before_anything_serves(stage: Stage) -> None:
    with pytest.raises(NothingServes):
        await rebuilt(stage)


class Slow(MemoryLog):
    """Gives no event before it is told to."""

    def __init__(self, entries: MemoryLog) -> None:
        super().__init__(ticking())
        self.entries = entries
        self.asked = asyncio.Event()
        self.released = asyncio.Event()

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        self.asked.set()
        await self.released.wait()
        return await self.entries.after(tenant, seq, limit)


async def a_rebuild_under_way(stage: Stage) -> tuple[Slow, asyncio.Task[Report]]:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps(7, 50)))
    await stage.projector().catch_up()
    assert isinstance(stage.log, MemoryLog)
    log = Slow(stage.log)
    rebuilding = asyncio.create_task(rebuilt(stage, log))
    await log.asked.wait()
    return log, rebuilding


async def test_a_second_rebuild_at_the_same_time_is_refused_and_disturbs_nothing(stage: Stage) -> None:
    log, rebuilding = await a_rebuild_under_way(stage)
    with pytest.raises(RebuildUnderWay):
        await rebuilt(stage)
    assert await sweep(stage.workers, stage.views) == []
    log.released.set()
    assert (await rebuilding).flipped


async def test_what_a_killed_rebuild_left_behind_is_dropped_at_the_next_start(stage: Stage) -> None:
    log, rebuilding = await a_rebuild_under_way(stage)
    await stage.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where usename = 'fairway_engagement_worker' and datname = current_database()"
    )
    await stage.workers.expire_connections()
    assert await states(stage) == [State.SERVING, State.FILLING]
    await stage.projector().catch_up()
    assert await states(stage) == [State.SERVING]
    log.released.set()
    with pytest.raises(BaseException):  # noqa: B017, PT011 - however the cut connection shows
        await rebuilding
    assert (await rebuilt(stage)).flipped


async def test_a_rebuild_whose_build_was_taken_away_gives_up(stage: Stage) -> None:
    log, rebuilding = await a_rebuild_under_way(stage)
    await stage.execute("delete from build where state = 'FILLING'")
    log.released.set()
    with pytest.raises(BuildLost):
        await rebuilding
    assert await states(stage) == [State.SERVING]


async def test_a_retired_build_is_dropped_when_no_reader_holds_it(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    async with stage.reading().of(recording.tenant) as reader:
        await rebuilt(stage)
        assert await builds.drop_retired(stage.workers, stage.views, AT_ONCE) == []
        assert await stage.count(reader) == 1
    assert len(await builds.drop_retired(stage.workers, stage.views, AT_ONCE)) == 1
    assert await states(stage) == [State.SERVING]


async def test_a_changed_version_fills_beside_the_old_one_which_serves_on(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps(9, 60)))
    await stage.projector().catch_up()
    before = await stage.rows(recording.tenant)
    changed = stage.with_views(replace(THINGS, version=2), *stage.views.projections[1:])
    with pytest.raises(NotServing):
        await changed.rows(recording.tenant)
    projector = changed.projector()
    assert not projector.ready
    await (await changed.filler()).advance(recording.tenant, 10)
    with pytest.raises(NotServing):
        await changed.rows(recording.tenant)
    assert await stage.rows(recording.tenant) == before
    await projector.catch_up()
    assert projector.ready
    assert await changed.rows(recording.tenant) == before
    assert await stage.rows(recording.tenant) == before


async def test_builds_of_old_versions_are_given_up_when_asked(stage: Stage) -> None:
    await stage.projector().catch_up()
    changed = stage.with_views(replace(THINGS, version=2))
    await changed.projector().catch_up()
    await builds.retire_others(changed.workers, changed.views)
    assert len(await builds.drop_retired(changed.workers, changed.views, AT_ONCE)) == 1
    assert (await changed.build()).state is State.SERVING
