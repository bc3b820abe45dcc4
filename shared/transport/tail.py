"""The last entries of each tenant's log, as they came in: where they reach, the store need not be read.

The store stays the truth. A run has no holes and its hash chain fits; what is not in it is read from the store.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Attempt, Entry, Head, Log, Look, Outcome, View
from shared.kernel.decider import Scope
from shared.transport import kafka_metrics as metrics
from shared.transport.records import BadRecord, Reason

MOST_ENTRIES = 2_000
MOST_BYTES = 64 * 1024 * 1024
ENVELOPE_BYTES = 1_000  # about what an entry takes besides its data
TELLING = 2


class Tail:
    """Bounded: a tenant's run loses its oldest entries first, and the tenant that was quiet the longest all of its."""

    def __init__(self, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._runs: OrderedDict[UUID, list[Entry]] = OrderedDict()
        self._bytes = 0

    def add(self, entry: Entry) -> None:
        """Raises BadRecord for an entry that does not follow from the ones before it; those are forgotten then."""
        run = self._runs.get(entry.tenant)
        if run is None or entry.seq > run[-1].seq + 1:
            self.forget(entry.tenant)
            run = None
        if not _fits(run or [], entry):
            self.forget(entry.tenant)
            raise BadRecord(Reason.BROKEN_CHAIN)
        if run is None or entry.seq > run[-1].seq:
            self._append(entry)

    def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        """The entries that follow `seq`, or none if the very next one is not here."""
        run = self._runs.get(tenant)
        if run is None or not run[0].seq <= seq + 1 <= run[-1].seq:
            return ()
        first = seq + 1 - run[0].seq
        return run[first : first + limit]

    def forget(self, tenant: UUID) -> None:
        self._bytes -= sum(map(_size, self._runs.pop(tenant, ())))

    def _append(self, entry: Entry) -> None:
        run = self._runs.setdefault(entry.tenant, [])
        run.append(entry)
        self._runs.move_to_end(entry.tenant)
        self._bytes += _size(entry)
        if len(run) > self._most_entries:
            surplus = len(run) - self._most_entries // 2
            self._bytes -= sum(map(_size, run[:surplus]))
            del run[:surplus]
        while self._bytes > self._most_bytes:
            self.forget(next(iter(self._runs)))


def _fits(run: Sequence[Entry], entry: Entry) -> bool:
    """Whether the chain binds the entry to the one before it, or it is the very entry that is there already."""
    if entry.seq == 1:
        return _follows(GENESIS, entry)
    if not run or entry.seq < run[0].seq:
        return True
    if entry.seq > run[-1].seq:
        return _follows(run[-1].chain, entry)
    return run[entry.seq - run[0].seq].chain == entry.chain


def _follows(before: bytes, entry: Entry) -> bool:
    return entry.chain == link(before, entry.seq, entry.recorded_at, leaf(entry))


def _size(entry: Entry) -> int:
    return ENVELOPE_BYTES + len(entry.data)


class TailedLog:
    """A log whose next events come from the tail, if it has them."""

    def __init__(self, log: Log, tail: Tail) -> None:
        self._log = log
        self._tail = tail

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        """A single entry is no answer where more were asked for: the store may hold others that did not come in."""
        entries = self._tail.after(tenant, seq, limit)
        if len(entries) >= min(limit, TELLING):
            metrics.ENTRIES_READ.labels("tail").inc(len(entries))
            return entries
        entries = await self._log.after(tenant, seq, limit)
        metrics.ENTRIES_READ.labels("store").inc(len(entries))
        return entries

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        return await self._log.append(tenant, attempts)

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        return await self._log.look(tenant, looks, command_id, digest)

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        return await self._log.within(tenant, scope, after, until, limit)

    async def head(self, tenant: UUID) -> Head:
        return await self._log.head(tenant)

    async def heads(self) -> Mapping[UUID, int]:
        return await self._log.heads()

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        return await self._log.position_at(tenant, moment)

    async def now(self) -> datetime:
        return await self._log.now()
