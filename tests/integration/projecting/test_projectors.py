"""Projectors side by side, killed and cut off: what they leave is always a clean fill's result."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from shared.eventstore.log import Entry
from shared.eventstore.memory import MemoryLog
from shared.projecting.failures import HistoryDiverged
from shared.projecting.positions import Reached
from shared.projecting.runner import Projector
from shared.transport.hints import Hints
from shared.transport.memory import MemoryHints
from tests.sample.chance import chances
from tests.sample.history import Recording, Step, happened
from tests.sample.stage import QUICK, Stage, staged, ticking

OPENED, RENAMED = 0, 1
SECONDS = 20
KILL = """
select pg_terminate_backend(pid) from pg_stat_activity
where usename = 'fairway_engagement_worker' and datname = current_database()
"""


@asynccontextmanager
async def running(*projectors: Projector, hints: Hints) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(projector.run(hints)) for projector in projectors]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(outcome, asyncio.CancelledError)


async def clean_fill(stage: Stage, tenant: UUID) -> object:
    async with staged(stage.database) as other:
        clean = replace(other, log=stage.log)
        await clean.projector().catch_up()
        return await clean.stored(tenant)


def steps(seed: int, number: int) -> list[Step]:
    chance = chances(seed)
    return [(next(chance) % 6, next(chance) % 6, next(chance) % 3) for _ in range(number)]


async def test_two_projectors_that_are_killed_at_random_leave_what_a_clean_fill_leaves(stage: Stage) -> None:
    hints, positions, chance = MemoryHints(), stage.positions(), chances(1)
    pace = replace(QUICK, batch=7)
    recordings = [stage.recording() for _ in range(3)]
    histories = [happened(recording.tenant, steps(number, 300)) for number, recording in enumerate(recordings)]
    killed = 0
    async with running(stage.projector(positions, pace=pace), stage.projector(positions, pace=pace), hints=hints):
        while any(histories):
            for recording, history in zip(recordings, histories, strict=True):
                await recording.append(history[:10])
                del history[:10]
                await hints.publish(recording.tenant, recording.seq)
            if next(chance) % 2:
                killed += len(await stage.execute(KILL))
        for recording in recordings:
            assert await positions.reached(recording.tenant, recording.seq, SECONDS) is Reached.REACHED
    assert killed > 10
    for recording in recordings:
        assert await stage.stored(recording.tenant) == await clean_fill(stage, recording.tenant)


async def test_a_hint_brings_the_views_up_and_wakes_who_waits(stage: Stage) -> None:
    hints, positions, recording = MemoryHints(), stage.positions(), stage.recording()
    slow = replace(QUICK, poll=SECONDS)
    projector = stage.projector(positions, pace=slow)
    await projector.catch_up()
    async with running(projector, hints=hints):
        waiting = asyncio.create_task(positions.reached(stage.recording().tenant, 1, 0.05))
        assert await waiting is Reached.TIMED_OUT
        await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
        assert await positions.reached(recording.tenant, 1, 0.05) is Reached.TIMED_OUT
        await hints.publish(recording.tenant, 1)
        assert await positions.reached(recording.tenant, 1, SECONDS) is Reached.REACHED
    assert len((await stage.rows(recording.tenant))["things"]) == 1


async def test_without_any_hint_the_poll_finds_what_was_recorded(stage: Stage) -> None:
    positions, recording = stage.positions(), stage.recording()
    async with running(stage.projector(positions), hints=MemoryHints()):
        await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
        assert await positions.reached(recording.tenant, 1, SECONDS) is Reached.REACHED


async def test_events_that_no_projection_handles_only_move_the_position(stage: Stage) -> None:
    recording, positions = stage.recording(), stage.positions()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, 5, 0), (1, 5, 0)]))
    await stage.projector(positions).catch_up()
    assert await positions.reached(recording.tenant, 3, 1) is Reached.REACHED
    assert [thing.opened_seq for thing in (await stage.rows(recording.tenant))["things"]] == [1]


async def test_a_log_that_lost_its_end_stops_its_tenant_loudly_and_no_other(stage: Stage) -> None:
    recording, other = stage.recording(), stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RENAMED, 1)]))
    projector = stage.projector()
    await projector.catch_up()
    restored = stage.restored()
    shorter, another = Recording(restored, recording.tenant), Recording(restored, other.tenant)
    await shorter.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await another.append(happened(other.tenant, [(1, OPENED, 1)]))
    after = stage.projector(log=restored)
    await after.catch_up()
    assert str(after.diverged[recording.tenant]) == "the log ends before event 2"
    assert len((await stage.rows(other.tenant))["things"]) == 1


async def test_a_log_with_another_history_is_not_followed(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    restored = stage.restored()
    forked = Recording(restored, recording.tenant)
    await forked.append(happened(recording.tenant, [(1, OPENED, 2), (1, RENAMED, 1)]))
    projector = stage.projector(log=restored)
    await projector.catch_up()
    assert str(projector.diverged[recording.tenant]) == "event 1 is not the one that was seen before"
    assert [thing.title for thing in (await stage.rows(recording.tenant))["things"]] == ["thing 1"]


class Altered(MemoryLog):
    """Gives the second event otherwise than it was recorded."""

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        entries = await super().after(tenant, seq, limit)
        return [entry._replace(data=entry.data + b" ") if entry.seq == 2 else entry for entry in entries]


class Holed(MemoryLog):
    """Keeps the second event back."""

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        return [entry for entry in await super().after(tenant, seq, limit) if entry.seq != 2]


@pytest.mark.parametrize(
    ("log", "says"),
    [
        (Altered(ticking()), "event 2 does not continue the chain"),
        (Holed(ticking()), "event 2 is missing: 3 came in its place"),
    ],
)
async def test_an_altered_event_and_a_hole_are_seen_before_anything_is_folded(
    stage: Stage, log: MemoryLog, says: str
) -> None:
    stage = replace(stage, log=log)
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RENAMED, 1), (1, RENAMED, 2)]))
    with pytest.raises(HistoryDiverged, match=says):
        await (await stage.filler()).advance(recording.tenant)


class Held(MemoryLog):
    """Keeps whoever reads waiting."""

    def __init__(self) -> None:
        super().__init__(ticking())
        self.read = asyncio.Event()
        self.released = asyncio.Event()

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        self.read.set()
        await self.released.wait()
        return await super().after(tenant, seq, limit)


async def test_a_projector_that_is_cancelled_finishes_its_batch(stage: Stage) -> None:
    log = Held()
    stage = replace(stage, log=log)
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RENAMED, 1)]))
    task = asyncio.create_task(stage.projector().run(MemoryHints()))
    await log.read.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    log.released.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    (checkpoint,) = await stage.execute("select seq from checkpoint where tenant_id = $1", recording.tenant)
    assert checkpoint["seq"] == 2


async def test_a_database_that_is_away_is_waited_for_longer_and_longer(stage: Stage) -> None:
    pauses: list[float] = []
    gone = await asyncpg.create_pool(stage.database.dsn("engagement", worker=True), min_size=0)
    await gone.close()

    class Enough(Exception):
        pass

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 9:
            raise Enough

    projector = Projector(pool=gone, log=stage.log, views=stage.views, positions=stage.positions(), sleep=pause)
    with pytest.raises(ExceptionGroup) as raised:
        await projector.run(MemoryHints())
    assert raised.group_contains(Enough)
    assert pauses == [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
