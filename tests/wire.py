"""A log's way through Kafka for tests: topics and a group of their own, and a relay that is as small as can be."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID, uuid1

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.structs import ConsumerRecord

from shared.eventstore.log import Entry, Log
from shared.kernel.record import record
from shared.transport.hints import Hints
from shared.transport.intake import Ours
from shared.transport.kafka import KafkaHints, followed
from shared.transport.kafka_member import Place
from shared.transport.memory import MemoryHints
from shared.transport.records import Record, encode
from shared.transport.topics import DEAD, LOG, Topic, ensure
from tests.sample.things import LANGUAGE

KEY = b"a key for tests that is long enough"
PARTITIONS = 3
OURS = Ours(keys=(KEY,), events=dict.fromkeys(LANGUAGE.known, 1))


@record
class Wire:
    """The broker, and names that no other test uses."""

    place: Place

    @property
    def address(self) -> str:
        return self.place.address

    @property
    def topics(self) -> tuple[Topic, ...]:
        return replace(LOG, name=self.place.topic, partitions=PARTITIONS), replace(DEAD, name=self.place.dead)

    @asynccontextmanager
    async def hints(self, log: Log, relay: Hints | None = None) -> AsyncIterator[KafkaHints]:
        """Someone of the group who listens, or will as soon as the broker is there."""
        async with followed(self.place, OURS, log, relay or MemoryHints()) as (hints, _):
            yield hints

    @asynccontextmanager
    async def relay(self, log: Log) -> AsyncIterator["SmallRelay"]:
        async with self.writer() as writer:
            yield SmallRelay(log, writer, self.place.topic)

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[AIOKafkaProducer]:
        writer = AIOKafkaProducer(bootstrap_servers=self.address, enable_idempotence=True, acks="all")
        await writer.start()
        try:
            yield writer
        finally:
            await writer.stop()

    async def dead_letters(self, number: int) -> list["ConsumerRecord[bytes, bytes]"]:
        """The first so many, as soon as they lie there."""
        reader = AIOKafkaConsumer(self.place.dead, bootstrap_servers=self.address, auto_offset_reset="earliest")
        await reader.start()
        try:
            return [await reader.getone() for _ in range(number)]
        finally:
            await reader.stop()


async def new_wire(address: str) -> Wire:
    name = uuid1().hex
    wire = Wire(place=Place(address=address, group=f"group-{name}", topic=f"log-{name}", dead=f"dead-{name}"))
    await ensure(address, wire.topics)
    return wire


class SmallRelay:
    """Whoever publishes to it has the log written into the topic; `loss` leaves out the entries that it names."""

    def __init__(self, log: Log, writer: AIOKafkaProducer, topic: str) -> None:
        self.loss: Callable[[Entry], bool] = lambda _: False
        self._log = log
        self._writer = writer
        self._topic = topic
        self._sent: dict[UUID, int] = {}

    async def publish(self, tenant: UUID, seq: int) -> None:  # noqa: ARG002 - it sends what there is
        for entry in await self._log.after(tenant, self._sent.get(tenant, 0), 10_000):
            self._sent[tenant] = entry.seq
            if not self.loss(entry):
                await self.send(encode(entry, KEY))

    async def send(self, record: Record) -> None:
        await self._writer.send(self._topic, record.value, key=record.key, headers=list(record.headers))
