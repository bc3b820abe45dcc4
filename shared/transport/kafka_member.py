"""A place in a consumer group: the records of its partitions, and how far they were looked at."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Self

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from shared.kernel.record import record
from shared.transport import kafka_metrics as metrics
from shared.transport.topics import DEAD, LOG, MOST_BYTES

GETTING_MS, MOST_RECORDS = 500, 100
SESSION_MS, HEARTBEAT_MS = 6_000, 1_500  # who is silent for so long has lost its partitions to the others
REQUEST_MS = 15_000
COMMIT_EVERY, COMMIT_WITHIN, LEAVE_WITHIN = 1.0, 2.0, 3.0


@record
class Place:
    """Where to listen, as part of which consumer group, and where to put what is not taken."""

    address: str
    group: str
    topic: str = LOG.name
    dead: str = DEAD.name


class Member(ConsumerRebalanceListener):
    """Joins as its `async with` begins and leaves at the end. `on_joined` hears of partitions it was given.

    What is committed is what was looked at to the end: a record may be looked at twice, and is never left out.
    """

    def __init__(self, place: Place, on_joined: Callable[[], None]) -> None:
        self._place = place
        self._on_joined = on_joined
        self._next: dict[TopicPartition, int] = {}
        self._untold: set[TopicPartition] = set()
        self._commit_at = 0.0
        self._report = structlog.get_logger().bind(group=place.group)
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=place.address,
            group_id=place.group,
            client_id=place.group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=SESSION_MS,
            heartbeat_interval_ms=HEARTBEAT_MS,
            request_timeout_ms=REQUEST_MS,
            max_partition_fetch_bytes=MOST_BYTES,
        )
        self._consumer.subscribe((place.topic,), listener=self)

    async def __aenter__(self) -> Self:
        try:
            await self._consumer.start()
        except BaseException:
            await self._leave()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._commit()
        await self._leave()

    async def records(self) -> Sequence["ConsumerRecord[bytes, bytes]"]:
        """The next ones, or none after a while without any."""
        found = await self._consumer.getmany(timeout_ms=GETTING_MS, max_records=MOST_RECORDS)
        return [each for records in found.values() for each in records]

    def looked_at(self, record: "ConsumerRecord[bytes, bytes]") -> None:
        partition = TopicPartition(record.topic, record.partition)
        self._next[partition] = record.offset + 1
        self._untold.add(partition)

    async def tell_progress(self, *, idle: bool) -> None:
        """Commit, but at most once in a second; it only serves to show how far behind this group is."""
        now = asyncio.get_running_loop().time()
        if self._untold and (idle or now >= self._commit_at):
            await self._commit()
            self._commit_at = now + COMMIT_EVERY
        metrics.LAG.labels(self._place.group).set(self._lag())

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002 - aiokafka's form
        await self._commit()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        self._report.info("partitions_assigned", partitions=sorted(each.partition for each in assigned))
        self._on_joined()

    def _lag(self) -> int:
        ends = {each: self._consumer.highwater(each) for each in self._consumer.assignment() & self._next.keys()}
        return sum(max(end - self._next[each], 0) for each, end in ends.items() if end is not None)

    async def _commit(self) -> None:
        """What belongs to somebody else by now they commit, and a broker that is away is told later."""
        offsets = {each: self._next[each] for each in self._untold & self._consumer.assignment()}
        self._untold.clear()
        if not offsets:
            return
        try:
            async with asyncio.timeout(COMMIT_WITHIN):
                await self._consumer.commit(offsets)
        except (KafkaError, TimeoutError) as error:
            self._report.info("progress_not_told", error=type(error).__name__)

    async def _leave(self) -> None:
        """`stop` alone may wait for a broker that is away, or end halfway, cancelled by a task of its own."""
        stopping = asyncio.create_task(self._consumer.stop())
        await asyncio.wait([stopping], timeout=LEAVE_WITHIN)
        if stopping.done() and not stopping.cancelled() and stopping.exception() is None:
            return
        stopping.cancel()
        await asyncio.wait([stopping])
        for part in (self._consumer._fetcher, self._consumer._client):  # noqa: SLF001 - what `stop` left open
            if part is not None:
                await asyncio.wait([asyncio.create_task(part.close())], timeout=LEAVE_WITHIN)
