"""The relay: keeps the topics of Kafka up with the log, for all tenants, beside any number of others like it.

An ordinary consumer of the log. At least once, in the order of the log for each tenant and engagement.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.transport import relay_checkpoint as checkpoint
from shared.transport import relay_metrics as metrics
from shared.transport.gathered import Gathered
from shared.transport.hints import Hints
from shared.transport.lanes import Lanes, finished
from shared.transport.listen import FAILURES
from shared.transport.relay_checkpoint import Place, Pool
from shared.transport.relay_forwarding import BATCH, Forwarded, Forwarder, HoleInLog
from shared.transport.relay_outlets import Outlet
from shared.transport.relay_producer import KafkaAway, Producer


@record
class Pace:
    """`poll` bounds how long a lost hint stays unnoticed; `lanes` is how many batches are under way at a time."""

    batch: int = BATCH
    lanes: int = 8
    poll: float = 0.25
    first_pause: float = 0.05
    longest_pause: float = 5.0


class Relay:
    """`broken` holds the tenants that it no longer works for, since their log has a hole."""

    def __init__(
        self,
        *,
        pool: Pool,
        log: Log,
        producer: Producer,
        outlets: Sequence[Outlet],
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.broken: dict[UUID, HoleInLog] = {}
        self._pool = pool
        self._pace = pace or Pace()
        if pool.get_max_size() <= self._pace.lanes:
            raise ValueError("each lane holds a connection while it reads the log: the pool takes more than the lanes")
        self._forwarder = Forwarder(pool, log, producer)
        self._outlets = {outlet.topic: outlet for outlet in outlets}
        self._sleep = sleep
        self._lanes = Lanes(self._pace.lanes)
        self._unknown: dict[tuple[str, UUID], int] = {}
        self._failures = 0
        self._waits_for: str | None = None
        self._report = structlog.get_logger()

    @property
    def waits_for(self) -> str | None:
        """Who did not answer, in words for operators. None while all goes well."""
        return self._waits_for

    async def run(self, hints: Hints) -> None:
        """Until cancelled; the batches under way are finished first."""
        work = Gathered()
        work.add_everyone()
        async with asyncio.TaskGroup() as group:
            group.create_task(work.hear(hints))
            group.create_task(self._keep_up(work))

    async def catch_up(self) -> None:
        """Until the topics have all that the log holds now, but for what waits."""
        work = Gathered()
        while not await self._round(work, await work.taken(0)):
            pass

    async def places(self) -> list[Place]:
        """How far each topic is with each tenant, whichever relay brought it there."""
        return await checkpoint.places(self._pool, list(self._outlets))

    async def _keep_up(self, work: Gathered) -> None:
        loop = asyncio.get_running_loop()
        next_look = loop.time()
        while True:
            wanted = await work.taken(max(next_look - loop.time(), 0))
            if wanted is None or loop.time() >= next_look:
                wanted, next_look = None, loop.time() + self._pace.poll
            try:
                await finished(self._round(work, wanted))
                self._failures = 0
                self._waits_for = None
            except KafkaAway as error:
                await self._pause("Kafka", error)
                work.add_everyone()
            except FAILURES as error:
                await self._pause("the database", error)
                work.add_everyone()

    async def _pause(self, who: str, error: Exception) -> None:
        seconds = min(self._pace.first_pause * 2**self._failures, self._pace.longest_pause)
        self._failures += 1
        self._waits_for = who
        metrics.PAUSES.inc()
        self._report.warning("relay_paused", waits_for=who, seconds=seconds, error=str(error) or type(error).__name__)
        await self._sleep(seconds)

    async def _round(self, work: Gathered, wanted: frozenset[UUID] | None) -> bool:
        """One batch for each topic and tenant that has work. True: this was a look at all, and there was nothing."""
        if wanted is None:
            steps = await self._behind()
        else:
            steps = [(outlet, tenant) for outlet in self._outlets.values() for tenant in wanted - self.broken.keys()]
        moved = await self._lanes.all([self._lane(outlet, tenant) for outlet, tenant in steps])
        work.add([tenant for (_, tenant), forwarded in zip(steps, moved, strict=True) if forwarded and forwarded.more])
        return wanted is None and not any(forwarded and forwarded.events for forwarded in moved)

    async def _behind(self) -> list[tuple[Outlet, UUID]]:
        places = await self.places()
        for place in places:
            metrics.POSITION.labels(place.topic, place.tenant).set(place.seq)
            metrics.LAG.labels(place.topic, place.tenant).set(place.lag)
        return [
            (self._outlets[place.topic], place.tenant)
            for place in places
            if place.lag and place.tenant not in self.broken
        ]

    async def _lane(self, outlet: Outlet, tenant: UUID) -> Forwarded | None:
        try:
            forwarded = await self._forwarder.advance(outlet, tenant, self._pace.batch)
        except HoleInLog as error:
            self.broken[tenant] = error
            self._report.critical("hole_in_log", tenant=str(tenant), error=str(error))
            return None
        if forwarded is not None:
            metrics.SENT.labels(outlet.topic).inc(forwarded.sent)
            self._tell(outlet.topic, tenant, forwarded)
        return forwarded

    def _tell(self, topic: str, tenant: UUID, forwarded: Forwarded) -> None:
        for withheld in forwarded.withheld:
            metrics.WITHHELD.labels(topic).inc()
            self._report.error("event_withheld", topic=topic, tenant=str(tenant), reason=str(withheld))
        if forwarded.unknown is None:
            self._unknown.pop((topic, tenant), None)
        elif self._unknown.get((topic, tenant)) != forwarded.unknown.seq:
            self._unknown[topic, tenant] = forwarded.unknown.seq
            told = {"seq": forwarded.unknown.seq, "type": forwarded.unknown.type, "stream": forwarded.unknown.stream}
            self._report.error("relay_waits_for_a_newer_one", topic=topic, tenant=str(tenant), **told)
        metrics.WAITING.labels(topic).set(sum(1 for waiting, _ in self._unknown if waiting == topic))
