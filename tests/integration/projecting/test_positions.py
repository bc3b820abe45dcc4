"""How far views are, and waiting until they show an event."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from shared.eventstore.log import Entry
from shared.eventstore.memory import MemoryLog
from shared.projecting.positions import Reached
from shared.transport.memory import MemoryHints
from tests.integration.projecting.test_projectors import Held, running
from tests.sample.history import happened
from tests.sample.stage import Stage

OPENED, RENAMED = 0, 1
SECONDS = 20


async def test_who_waits_is_woken_when_another_process_projects(stage: Stage) -> None:
    recording = stage.recording()
    async with running(stage.projector(), hints=MemoryHints()):
        await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
        elsewhere = stage.positions()
        waits = [elsewhere.reached(recording.tenant, 1, SECONDS) for _ in range(5)]
        assert await asyncio.gather(*waits) == [Reached.REACHED] * 5


async def test_who_comes_later_is_not_held_up_by_who_waits_in_vain(stage: Stage) -> None:
    recording, elsewhere = stage.recording(), stage.positions()
    in_vain = asyncio.create_task(elsewhere.reached(recording.tenant, 9, SECONDS))
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    assert await elsewhere.reached(recording.tenant, 1, SECONDS) is Reached.REACHED
    in_vain.cancel()
    await asyncio.gather(in_vain, return_exceptions=True)


async def test_waiting_ends_when_its_time_is_over(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    assert await stage.positions().reached(recording.tenant, 1, 0.01) is Reached.TIMED_OUT


async def test_views_never_seem_to_go_back(stage: Stage) -> None:
    positions, tenant = stage.positions(), stage.recording().tenant
    positions.moved(tenant, 5, 0)
    positions.moved(tenant, 3, 0)
    assert await positions.reached(tenant, 5, 0) is Reached.REACHED


async def test_a_position_tells_how_many_events_are_not_shown_yet(stage: Stage) -> None:
    recording, positions = stage.recording(), stage.positions()
    assert (await positions.position(recording.tenant)).lag_events == 0
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RENAMED, 1)]))
    await stage.projector().catch_up()
    await recording.append(happened(recording.tenant, [(2, OPENED, 1)]))
    position = await positions.position(recording.tenant)
    assert (position.seq, position.head, position.lag_events) == (2, 3, 1)


class HeldFor(Held):
    """Keeps only those waiting who read one tenant."""

    held: UUID | None = None

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        if tenant == self.held:
            return await super().after(tenant, seq, limit)
        return await MemoryLog.after(self, tenant, seq, limit)


async def test_nobody_is_told_of_views_that_do_not_serve_yet(stage: Stage) -> None:
    log = HeldFor()
    stage = replace(stage, log=log)
    shown, held = stage.recording(), stage.recording()
    log.held = held.tenant
    for recording in (shown, held):
        await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    positions = stage.positions()
    async with running(stage.projector(positions), hints=MemoryHints()):
        await log.read.wait()
        while not await stage.execute("select from checkpoint where tenant_id = $1 and seq = 1", shown.tenant):
            pass
        assert await positions.reached(shown.tenant, 1, 0.05) is Reached.TIMED_OUT
        log.released.set()
        assert await positions.reached(shown.tenant, 1, SECONDS) is Reached.REACHED
    assert (await stage.rows(shown.tenant))["things"]
