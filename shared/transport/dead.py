"""The place of records that are not taken: they lie there unchanged, with the reason in their headers."""

import asyncio
from collections.abc import Mapping

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.structs import ConsumerRecord

from shared.transport import kafka_metrics as metrics
from shared.transport.kafka_member import Place
from shared.transport.records import Headers
from shared.transport.relay_producer import abandoned
from shared.transport.topics import MOST_BYTES, MOST_BYTES_OF_DEAD

PREFIX = "fairway-dead-"
SECONDS = 10.0


class DeadLetters:
    """`close` it at the end. `put` raises KafkaError or TimeoutError where it is not known whether all went well."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._producer: AIOKafkaProducer | None = None
        self._report = structlog.get_logger().bind(group=place.group)

    async def put(self, record: "ConsumerRecord[bytes, bytes]", reason: str, message: str = "") -> None:
        """Returns when the record is safe. It may lie there twice. `message` says the reason in a sentence."""
        value, omitted = _kept(record)
        try:
            async with asyncio.timeout(SECONDS):
                producer = await self._started()
                await producer.send_and_wait(
                    self._place.dead,
                    key=record.key,
                    value=value,
                    headers=[*record.headers, *self._story(record, {"reason": reason, "message": message}, omitted)],
                )
        except BaseException:
            await self.close()
            raise
        metrics.DEAD.labels(self._place.group, reason).inc()
        place = {"topic": record.topic, "partition": record.partition, "offset": record.offset}
        self._report.warning("record_not_taken", reason=str(reason), **place)

    async def close(self) -> None:
        if self._producer is not None:
            producer, self._producer = self._producer, None
            await abandoned(producer)

    async def _started(self) -> AIOKafkaProducer:
        if self._producer is None:
            self._producer = AIOKafkaProducer(
                bootstrap_servers=self._place.address,
                client_id=f"{self._place.group}-dead-letters",
                acks="all",
                enable_idempotence=True,
                max_request_size=MOST_BYTES_OF_DEAD,
            )
            await self._producer.start()
        return self._producer

    def _story(self, record: "ConsumerRecord[bytes, bytes]", why: Mapping[str, str], omitted: str | None) -> Headers:
        """`time` is when the record was written, in milliseconds since 1970; the copy has a time stamp of its own."""
        story = (
            {name: text for name, text in why.items() if text}
            | {
                "group": self._place.group,
                "topic": record.topic,
                "partition": record.partition,
                "offset": record.offset,
                "time": record.timestamp,
            }
            | ({"value-omitted": omitted} if omitted else {})
        )
        return [(f"{PREFIX}{name}", str(value).encode()) for name, value in story.items()]


def _kept(record: "ConsumerRecord[bytes, bytes]") -> tuple[bytes | None, str | None]:
    """The value, or none of it and why: there are records that our producer would not take."""
    if record.value is None and record.key is None:
        return b"", "there was none"
    if record.value is not None and len(record.value) > MOST_BYTES:
        return b"", "too large"
    return record.value, None
