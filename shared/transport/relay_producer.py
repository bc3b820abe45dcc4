"""Sending to Kafka until it is safe there; a producer that failed is never used again.

An idempotent producer counts what it sends to a partition. A record that the broker did not take leaves a hole in that
count, and everything after it is refused as out of order: after any failure a new producer begins a new count.
"""

import asyncio
from collections.abc import Mapping
from itertools import chain
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError, RecordListTooLargeError

from shared.transport.records import Record
from shared.transport.topics import MOST_BYTES

BATCH_BYTES = 64 * 1024  # a record larger than that travels alone, so it alone is to blame where its batch is refused
HEADROOM = 1024  # for what the protocol adds to a record
SECONDS = 10.0
REQUEST_SECONDS = 5.0

TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)


class KafkaAway(Exception):
    """Kafka did not take everything in time: it may have some of it."""


class TooLarge(Exception):
    """No record of the topic holds this event. Others may have been sent."""

    def __init__(self, seq: int, size: int) -> None:
        super().__init__(f"event {seq} makes a record of {size} bytes")
        self.seq = seq


class Producer:
    """Safe to use from many tasks at once."""

    def __init__(self, address: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self._address = address
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._current: AIOKafkaProducer | None = None
        self._under_way: set[asyncio.Timeout] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()
        self._closed = False

    async def send(self, topic: str, records: Mapping[int, Record]) -> None:
        """Done when Kafka has acknowledged all of them, in order for each key. Raises KafkaAway and TooLarge."""
        for seq, record in records.items():
            if (found := size(record)) > self._most_bytes - HEADROOM:
                raise TooLarge(seq, found)
        if not records:
            return
        try:
            async with asyncio.timeout(self._seconds) as limit:
                producer = await self._opened()
                self._under_way.add(limit)
                outcomes = await self._sent(producer, topic, records)
        except (KafkaError, OSError) as error:
            raise KafkaAway(str(error) or type(error).__name__) from error
        finally:
            self._under_way.discard(limit)
        self._judge(producer, records, outcomes)

    async def close(self) -> None:
        """For good; what is not acknowledged yet is given up."""
        self._closed = True
        async with self._changing:
            if self._current is not None:
                self._fail(self._current)
            await self._ended()

    async def _sent(self, producer: AIOKafkaProducer, topic: str, records: Mapping[int, Record]) -> list[Any]:
        waiting: list[asyncio.Future[Any]] = []
        try:
            for record in records.values():
                sending = producer.send(topic, record.value, key=record.key, headers=list(record.headers))
                waiting.append(await sending)
            return await asyncio.gather(*waiting, return_exceptions=True)
        except BaseException:
            self._fail(producer)
            for future in waiting:
                future.cancel()
            raise

    def _judge(self, producer: AIOKafkaProducer, records: Mapping[int, Record], outcomes: list[Any]) -> None:
        failures = {seq: error for seq, error in zip(records, outcomes, strict=True) if isinstance(error, Exception)}
        if not failures:
            return
        self._fail(producer)
        for seq, error in failures.items():
            if isinstance(error, TOO_LARGE) and size(records[seq]) > BATCH_BYTES:
                raise TooLarge(seq, size(records[seq])) from error
        error = next(iter(failures.values()))
        raise KafkaAway(str(error) or type(error).__name__) from error

    async def _opened(self) -> AIOKafkaProducer:
        async with self._changing:
            await self._ended()
            if self._closed:
                raise KafkaAway("the relay ends")
            if self._current is None:
                self._current = await self._started()
            return self._current

    async def _started(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._address,
            client_id="fairway-relay",
            acks="all",
            enable_idempotence=True,
            max_batch_size=BATCH_BYTES,
            max_request_size=self._most_bytes,
            request_timeout_ms=int(REQUEST_SECONDS * 1000),
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        return producer

    def _fail(self, producer: AIOKafkaProducer) -> None:
        """Whoever else is sending by it is told at once, since it answers nobody any more."""
        if self._current is not producer:
            return
        self._current = None
        for limit in self._under_way:
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())
        self._ending.add(asyncio.create_task(abandoned(producer)))

    async def _ended(self) -> None:
        """Nothing of those that failed is under way any more when a new one begins."""
        while self._ending:
            done, self._ending = await asyncio.wait(self._ending)
            for ending in done:
                ending.result()


async def abandoned(producer: AIOKafkaProducer) -> None:
    """Stop without waiting for what the broker has not taken: `stop` alone would wait until it is back."""
    await producer._sender.close()  # noqa: SLF001 - there is no other way to end what it repeats for ever
    waiting = producer._message_accumulator  # noqa: SLF001 - as above
    for batch in chain.from_iterable(waiting._batches.values()):  # noqa: SLF001 - as above
        batch.drain_ready()
    waiting.fail_all(KafkaError("given up"))
    await producer.stop()


def size(record: Record) -> int:
    """In bytes, without what the protocol adds."""
    return len(record.key) + len(record.value) + sum(len(name) + len(content) for name, content in record.headers)
