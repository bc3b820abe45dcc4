"""A log, its relays, and two topics of a test's own, with everything that lies in them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid1

import asyncpg
from aiokafka import AIOKafkaConsumer
from aiokafka.structs import ConsumerRecord, TopicPartition
from uuid_utils.compat import uuid7

from shared.eventstore.log import Appended, Attempt, Entry
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.transport.memory import MemoryHints
from shared.transport.records import decode
from shared.transport.relay import Pace, Relay
from shared.transport.relay_checkpoint import Place, Pool, places
from shared.transport.relay_outlets import Outlet, outlets
from shared.transport.relay_producer import Producer
from shared.transport.topics import EVENTS, LOG, Topic, ensure
from tests.attempts import attempt, write
from tests.database import Database

KEY = b"a key for tests that is long enough"
SECONDS = 60.0
PARTITIONS = 3
QUICK = Pace(batch=7, lanes=4, poll=0.02, first_pause=0.02, longest_pause=0.2)

Read = ConsumerRecord[bytes, bytes]


@dataclass(frozen=True, kw_only=True)
class Sending:
    """`requests` appends, `workers` is what relays log in as."""

    database: Database
    address: str
    log_topic: str
    events_topic: str
    log: PostgresLog
    workers: Pool
    hints: MemoryHints = field(default_factory=MemoryHints)

    @property
    def topics(self) -> tuple[str, str]:
        return self.log_topic, self.events_topic

    @property
    def made(self) -> tuple[Topic, Topic]:
        return topics(self.log_topic, self.events_topic)

    @property
    def outlets(self) -> Sequence[Outlet]:
        return outlets(KEY, log=self.log_topic, events=self.events_topic)

    async def append(self, tenant: UUID, *attempts: Attempt) -> int:
        """Gives the last seq."""
        outcomes = await self.log.append(tenant, attempts)
        assert all(isinstance(outcome, Appended) for outcome in outcomes), outcomes
        position = (await self.log.head(tenant)).seq
        await self.hints.publish(tenant, position)
        return position

    @asynccontextmanager
    async def relay(self, pace: Pace = QUICK, producer: Producer | None = None) -> AsyncIterator[Relay]:
        """One that only works when it is told to catch up."""
        sender = producer or Producer(self.address)
        try:
            yield Relay(
                pool=self.workers,
                log=PostgresLog(self.workers),
                producer=sender,
                outlets=self.outlets,
                pace=pace,
            )
        finally:
            await sender.close()

    @asynccontextmanager
    async def relaying(self, pace: Pace = QUICK, producer: Producer | None = None) -> AsyncIterator[Relay]:
        """One that runs."""
        async with self.relay(pace, producer) as relay, asyncio.TaskGroup() as group:
            work = group.create_task(relay.run(self.hints))
            yield relay
            work.cancel()

    async def places(self) -> list[Place]:
        return await places(self.workers, self.topics)

    async def until(self, holds: Callable[[list[Place]], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not holds(await self.places()):
                pass

    async def sent(self) -> None:
        """As soon as the topics have all that the log holds now."""
        heads = await PostgresLog(self.workers).heads()
        await self.until(lambda found: all(place.seq >= heads[place.tenant] for place in found))

    async def read(self, topic: str) -> list[Read]:
        """Everything that lies in the topic now, partition by partition."""
        reader = AIOKafkaConsumer(bootstrap_servers=self.address, enable_auto_commit=False)
        await reader.start()
        try:
            return [each async for each in everything(reader, topic)]
        finally:
            await reader.stop()

    async def entries(self) -> list[Entry]:
        """The internal topic's, decoded as our services do."""
        return [
            decode(each.key, each.value, each.headers, [KEY], Everything()) for each in await self.read(self.log_topic)
        ]

    async def execute(self, statement: str, *values: object) -> list[asyncpg.Record]:
        """As a superuser."""
        connection = await asyncpg.connect(self.database.superuser)
        try:
            return await connection.fetch(statement, *values)
        finally:
            await connection.close()


class Everything(dict[str, int]):
    """Every name is known, in every version."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> int:
        return 1_000


async def everything(reader: AIOKafkaConsumer, topic: str) -> AsyncIterator[Read]:
    partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
    reader.assign(partitions)
    async with asyncio.timeout(SECONDS):
        await reader.seek_to_beginning(*partitions)
        for partition, end in (await reader.end_offsets(partitions)).items():
            while await reader.position(partition) < end:
                for each in (await reader.getmany(partition, timeout_ms=500)).get(partition, []):
                    yield each


@asynccontextmanager
async def sending(database: Database, address: str) -> AsyncIterator[Sending]:
    name = uuid1().hex
    log, events = made = topics(f"{LOG.name}.{name}", f"{EVENTS.name}.{name}")
    await ensure(address, made)
    opening = open_pool(database.dsn("engagement")), open_pool(database.dsn("ledger", worker=True), size=20)
    async with await opening[0] as pool, await opening[1] as workers:
        yield Sending(
            database=database,
            address=address,
            log_topic=log.name,
            events_topic=events.name,
            log=PostgresLog(pool),
            workers=workers,
        )


def topics(log: str, events: str) -> tuple[Topic, Topic]:
    return replace(LOG, name=log, partitions=PARTITIONS), replace(EVENTS, name=events, partitions=PARTITIONS)


def header(record: Read, name: str) -> str:
    return dict(record.headers)[f"ce_{name}"].decode()


def story(number: int, engagements: Sequence[UUID]) -> list[Attempt]:
    """What may happen next: public events of some engagements, and between them what stays inside."""
    one, other = (engagements[each % len(engagements)] for each in (number, number + 1))
    return [
        attempt(write(f"gap-{uuid7()}", "GapOpened", "GapStarted", engagement_id=one)),
        attempt(write(f"people-{uuid7()}", "PersonRegistered", engagement_id=None)),
        attempt(
            write(f"pilot-{uuid7()}", "FindingRecorded", engagement_id=one),
            write(f"gap-{uuid7()}", "GapOpened", engagement_id=other),
        ),
    ]
