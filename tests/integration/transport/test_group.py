"""The processes of a service share the partitions, and whoever dies is replaced within seconds."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from uuid import UUID

from tests.integration.projecting.test_projectors import steps
from tests.integration.transport.following import until_heard
from tests.sample.history import Recording, happened
from tests.sample.stage import Stage, new_tenant
from tests.wire import SmallRelay, Wire

SECONDS = 60
WITHIN = 20.0  # the broker waits six seconds for a silent process; the machine may be busy


@asynccontextmanager
async def other_process(wire: Wire, tenants: list[UUID]) -> AsyncIterator[Process]:
    place = (wire.address, wire.place.group, wire.place.topic, wire.place.dead)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.transport.instance", *place, *map(str, tenants)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line(process: Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def all_relayed(relay: SmallRelay, recordings: Sequence[Recording]) -> None:
    for recording in recordings:
        await recording.append(happened(recording.tenant, steps(recording.seq, 1)))
        await relay.publish(recording.tenant, recording.seq)


async def test_two_processes_share_the_tenants_and_one_that_is_killed_is_replaced(stage: Stage, wire: Wire) -> None:
    recordings = [Recording(stage.log, new_tenant()) for _ in range(12)]
    tenants = [recording.tenant for recording in recordings]
    async with AsyncExitStack() as stack, asyncio.timeout(SECONDS):
        relay = await stack.enter_async_context(wire.relay(stage.log))
        process = await stack.enter_async_context(other_process(wire, tenants))
        assert await line(process) == "joined"
        hints = await stack.enter_async_context(wire.hints(stage.log))
        await hints.joined.wait()
        theirs = asyncio.ensure_future(line(process))
        while not theirs.done():
            await all_relayed(relay, recordings)
            await asyncio.wait([theirs], timeout=0.5)
        assert UUID(theirs.result()) in tenants
        process.kill()
        async with asyncio.timeout(WITHIN):
            await until_heard(hints, relay, *recordings)


async def test_one_that_closes_is_replaced_at_once(stage: Stage, wire: Wire) -> None:
    recordings = [Recording(stage.log, new_tenant()) for _ in range(12)]
    async with wire.relay(stage.log) as relay, wire.hints(stage.log) as staying, asyncio.timeout(SECONDS):
        await staying.joined.wait()
        async with wire.hints(stage.log) as leaving:
            await leaving.joined.wait()
        await until_heard(staying, relay, *recordings)
