"""Hints by Apache Kafka: the relay writes the log into a topic, and the processes of a service share its partitions.

A record is a hint, and cargo for the tail besides. Nothing depends on it: the projector looks at the store four times
a second whatever happens here, so a broker that is away costs time and nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import structlog
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from shared.eventstore.log import Log
from shared.transport import kafka_metrics as metrics
from shared.transport.dead import DeadLetters
from shared.transport.gathered import Gathered
from shared.transport.hints import Hints
from shared.transport.intake import Intake, Ours
from shared.transport.kafka_member import Member, Place
from shared.transport.listen import FAILURES
from shared.transport.tail import Tail

AWAY = (KafkaError, *FAILURES)
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


@asynccontextmanager
async def followed(place: Place, ours: Ours, log: Log, relay: Hints) -> AsyncIterator[tuple["KafkaHints", Tail]]:
    """Hints, and the tail that they fill; `log` tells whose tenants are ours. It leaves the group at the end."""
    tail = Tail()
    hints = KafkaHints(place, Intake(place.group, ours, log, tail, DeadLetters(place)), relay)
    hints.start()
    try:
        yield hints, tail
    finally:
        await hints.close()


class KafkaHints:
    """One for a process: `start` it, `close` it at the end. What it publishes wakes the process, and the relay."""

    def __init__(
        self,
        place: Place,
        intake: Intake,
        relay: Hints,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.joined = asyncio.Event()
        self._place = place
        self._intake = intake
        self._relay = relay
        self._sleep = sleep
        self._listeners: set[Gathered] = set()
        self._following: asyncio.Task[None] | None = None
        self._failures = 0
        self._report = structlog.get_logger().bind(group=place.group)

    async def publish(self, tenant: UUID, seq: int) -> None:
        self._tell([tenant])
        await self._relay.publish(tenant, seq)

    async def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        gathered = Gathered()
        gathered.add_everyone()
        self._listeners.add(gathered)
        try:
            while True:
                yield await gathered.taken()
        finally:
            self._listeners.discard(gathered)

    def start(self) -> None:
        """Returns at once: the broker may come whenever it likes."""
        self._following = asyncio.create_task(self._follow())

    async def close(self) -> None:
        """Tell how far it came, and leave the group, so that the others take over at once."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait([self._following])
            self._has_left()
        await self._intake.close()

    async def _follow(self) -> None:
        while True:
            try:
                async with Member(self._place, self._has_joined) as member:
                    await self._work(member)
            except Exception as error:  # noqa: BLE001 - nobody would miss hints that never came again
                self._has_left()
                await self._pause(error)

    async def _work(self, member: Member) -> None:
        while True:
            records = await member.records()
            await self._take(member, records)
            await member.tell_progress(idle=not records)
            await asyncio.sleep(0)  # records that are here already come without a pause, and others have work to do

    async def _take(self, member: Member, records: Sequence["ConsumerRecord[bytes, bytes]"]) -> None:
        tenants: set[UUID] = set()
        for record in records:
            tenant = await self._judged(record)
            member.looked_at(record)
            if tenant is not None:
                tenants.add(tenant)
        self._tell(tenants)

    async def _judged(self, record: "ConsumerRecord[bytes, bytes]") -> UUID | None:
        """Again and again while what it takes is away: it keeps its place in the group meanwhile."""
        while True:
            try:
                tenant = await self._intake.take(record)
            except AWAY as error:
                await self._pause(error)
            else:
                self._failures = 0
                return tenant

    def _tell(self, tenants: Collection[UUID]) -> None:
        for gathered in self._listeners:
            gathered.add(tenants)

    def _has_joined(self) -> None:
        """Anything may have happened in the partitions that are ours now."""
        self._failures = 0
        metrics.JOINED.labels(self._place.group).set(1)
        self.joined.set()
        for gathered in self._listeners:
            gathered.add_everyone()

    def _has_left(self) -> None:
        metrics.JOINED.labels(self._place.group).set(0)
        self.joined.clear()
        for gathered in self._listeners:
            gathered.add_everyone()

    async def _pause(self, error: BaseException) -> None:
        seconds = min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._report.warning("kafka_not_heard", seconds=seconds, error=type(error).__name__)
        await self._sleep(seconds)
