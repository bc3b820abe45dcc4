"""One step of the relay: a batch of one tenant's events to one topic, all acknowledged before the checkpoint moves.

Whatever ends it on the way, the checkpoint stands where it stood and the batch is sent again: nothing is ever lost.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from uuid import UUID

from shared.eventstore.log import Entry, Log
from shared.kernel.record import record
from shared.transport import relay_checkpoint as checkpoint
from shared.transport.records import Record
from shared.transport.relay_checkpoint import Pool
from shared.transport.relay_outlets import Outlet
from shared.transport.relay_producer import Producer, TooLarge

BATCH = 500


@record
class Forwarded:
    """The topic has the tenant's events up to `seq`, but for those `withheld` on the way as too large.

    `events` were gone through, and `sent` records sent, which may be fewer. `more`: the log may go on. `unknown`: it
    does, with an event that this process does not know.
    """

    seq: int
    events: int
    sent: int
    more: bool
    withheld: tuple[TooLarge, ...] = ()
    unknown: Entry | None = None


class HoleInLog(Exception):
    """The log left an event out."""


class Forwarder:
    def __init__(self, pool: Pool, log: Log, producer: Producer) -> None:
        self._pool = pool
        self._log = log
        self._producer = producer
        self._created: set[tuple[str, UUID]] = set()

    async def advance(self, outlet: Outlet, tenant: UUID, limit: int = BATCH) -> Forwarded | None:
        """Send the next events. None: another relay is at it."""
        forwarded = await self._attempt(outlet, tenant, limit)
        if forwarded is None and (outlet.topic, tenant) not in self._created:
            await checkpoint.create(self._pool, outlet.topic, tenant)
            self._created.add((outlet.topic, tenant))
            forwarded = await self._attempt(outlet, tenant, limit)
        return forwarded

    async def _attempt(self, outlet: Outlet, tenant: UUID, limit: int) -> Forwarded | None:
        async with self._pool.acquire() as connection, connection.transaction():
            start = await checkpoint.lock(connection, outlet.topic, tenant)
            if start is None:
                return None
            found = contiguous(start, await self._log.after(tenant, start, limit))
            entries = list(takewhile(outlet.knows, found))
            unknown = found[len(entries)] if len(entries) < len(found) else None
            if not entries:
                return Forwarded(seq=start, events=0, sent=0, more=False, unknown=unknown)
            records = await outlet.records(connection, tenant, entries)
            withheld = await self._send(outlet.topic, records)
            await checkpoint.move(connection, outlet.topic, tenant, entries[-1].seq)
        return Forwarded(
            seq=entries[-1].seq,
            events=len(entries),
            sent=len(records) - len(withheld),
            more=len(found) == limit and unknown is None,
            withheld=withheld,
            unknown=unknown,
        )

    async def _send(self, topic: str, records: Mapping[int, Record]) -> tuple[TooLarge, ...]:
        """Leaves out what no record can hold, so that the tenant's log goes on; gives what was left out."""
        withheld: dict[int, TooLarge] = {}
        while True:
            try:
                await self._producer.send(topic, {seq: each for seq, each in records.items() if seq not in withheld})
            except TooLarge as error:
                withheld[error.seq] = error
            else:
                return tuple(withheld.values())


def contiguous(start: int, entries: Sequence[Entry]) -> Sequence[Entry]:
    for expected, entry in enumerate(entries, start + 1):
        if entry.seq != expected:
            raise HoleInLog(f"event {expected} of tenant {entry.tenant} is missing: {entry.seq} came in its place")
    return entries
