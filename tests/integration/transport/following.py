"""A service that follows a log by Kafka, with the tail in front of the store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.projecting.positions import Positions, Reached
from shared.transport.kafka import KafkaHints, followed
from shared.transport.kafka_metrics import ENTRIES_READ
from shared.transport.memory import MemoryHints
from shared.transport.tail import TailedLog
from tests.integration.projecting.test_projectors import clean_fill, running, steps
from tests.sample.history import Recording, happened
from tests.sample.stage import QUICK, Stage
from tests.wire import OURS, SmallRelay, Wire

SECONDS = 60
UNHEARD = 600.0  # seconds after which a projector would look by itself: longer than any test


@record
class Following:
    stage: Stage
    hints: KafkaHints
    relay: SmallRelay
    positions: Positions

    async def reached(self, tenant: UUID, seq: int) -> None:
        assert await self.positions.reached(tenant, seq, SECONDS) is Reached.REACHED

    async def equals_a_clean_fill(self, tenant: UUID) -> None:
        views = await self.stage.stored(tenant)
        assert any(views.values())
        assert views == await clean_fill(self.stage, tenant)

    async def joined(self) -> None:
        async with asyncio.timeout(SECONDS):
            await self.hints.joined.wait()


@asynccontextmanager
async def following(
    stage: Stage, wire: Wire, log: Log | None = None, poll: float = UNHEARD
) -> AsyncIterator[Following]:
    """Runs already, and has its place in the group."""
    positions = stage.positions()
    await stage.projector().catch_up()
    async with (
        wire.relay(stage.log) as relay,
        followed(wire.place, OURS, stage.log, MemoryHints()) as (hints, tail),
    ):
        found = Following(stage=stage, hints=hints, relay=relay, positions=positions)
        await found.joined()
        projector = stage.projector(positions, pace=replace(QUICK, poll=poll), log=TailedLog(log or stage.log, tail))
        async with running(projector, hints=hints):
            yield found


async def heard_of(hints: KafkaHints, wanted: set[UUID]) -> None:
    """Return when all of them were heard of by name."""
    missing = set(wanted)
    async for tenants in hints.listen():
        missing -= tenants or set()
        if not missing:
            return


async def until_heard(hints: KafkaHints, relay: SmallRelay, *recordings: Recording) -> None:
    """Record and relay, again and again, until someone who listens has heard of each of these tenants."""
    heard = asyncio.ensure_future(heard_of(hints, {recording.tenant for recording in recordings}))
    try:
        while not heard.done():
            for recording in recordings:
                await recording.append(happened(recording.tenant, steps(recording.seq, 1)))
                await relay.publish(recording.tenant, recording.seq)
            await asyncio.wait([heard], timeout=0.2)
    finally:
        heard.cancel()


def entries_read(source: str) -> float:
    """How many entries were read to be folded so far."""
    return sum(
        sample.value
        for metric in ENTRIES_READ.collect()
        for sample in metric.samples
        if sample.name.endswith("_total") and sample.labels["source"] == source
    )
