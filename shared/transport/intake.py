"""Judges each record of the internal topic: what is ours becomes the tail's, all else goes where dead letters lie."""

from collections.abc import Mapping
from uuid import UUID

from aiokafka.structs import ConsumerRecord

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.transport import kafka_metrics as metrics
from shared.transport.dead import DeadLetters
from shared.transport.records import PUBLISHED, BadRecord, Reason, decode
from shared.transport.tail import Tail


@record
class Ours:
    """What makes a record ours: the keys it may be signed with, and the events that this process knows."""

    keys: tuple[bytes, ...]
    events: Mapping[str, int]

    @classmethod
    def signed(cls, *keys: bytes) -> "Ours":
        return cls(keys=keys, events=PUBLISHED)


class Intake:
    def __init__(self, group: str, ours: Ours, log: Log, tail: Tail, dead: DeadLetters) -> None:
        self._group = group
        self._ours = ours
        self._log = log
        self._tail = tail
        self._dead = dead
        self._tenants: set[UUID] = set()

    async def take(self, record: "ConsumerRecord[bytes, bytes]") -> UUID | None:
        """The tenant whose log has grown. Where the store or Kafka is away it raises, and may be tried again."""
        try:
            entry = decode(record.key, record.value, record.headers, self._ours.keys, self._ours.events)
            await self._check_tenant(entry.tenant)
            self._tail.add(entry)
        except BadRecord as bad:
            await self._dead.put(record, bad.reason)
            return None
        metrics.RECORDS.labels(self._group).inc()
        return entry.tenant

    async def close(self) -> None:
        await self._dead.close()

    async def _check_tenant(self, tenant: UUID) -> None:
        """An event comes here after it was recorded: a tenant without any in our store is somebody else's."""
        if tenant in self._tenants:
            return
        if (await self._log.head(tenant)).seq == 0:
            raise BadRecord(Reason.UNKNOWN_TENANT)
        self._tenants.add(tenant)
