"""Recomputes the hash chain of a tenant's log and names the first event at which it does not hold.

An attacker who rewrites the log and the whole chain behind it is found by the head alone: hold it against one that was
kept elsewhere.
"""

from collections.abc import AsyncIterable, Iterable
from enum import StrEnum
from uuid import UUID

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Entry, Head
from shared.kernel.record import record

START = Head(seq=0, chain=GENESIS)


class FaultKind(StrEnum):
    """What is wrong at the event where a chain stops holding."""

    MISSING = "missing"  # this seq does not come
    OUT_OF_ORDER = "out of order"  # this seq comes where a later one belongs
    OTHER_TENANT = "other tenant"
    BROKEN = "broken"  # its content, time or link is not what the chain says
    SURPLUS = "surplus"  # the log ended before it
    OTHER_HEAD = "other head"  # all links hold, yet the chain does not end as it should: it was computed anew
    OTHER_LEAF = "other leaf"  # the leaf beside the event is not the one that the chain was made of
    OTHER_TIME = "other time"  # the head says another time of the last event
    NO_HEAD = "no head"  # there are events of a tenant that no head knows of


@record
class Fault:
    seq: int
    kind: FaultKind


class Verification:
    """Follows a tenant's log from a head that is trusted, event by event."""

    def __init__(self, tenant: UUID, start: Head = START) -> None:
        self._tenant = tenant
        self._seq = start.seq
        self._chain = start.chain

    def follow(self, entry: Entry) -> Fault | None:
        expected = self._seq + 1
        if entry.tenant != self._tenant:
            return Fault(seq=entry.seq, kind=FaultKind.OTHER_TENANT)
        if entry.seq > expected:
            return Fault(seq=expected, kind=FaultKind.MISSING)
        if entry.seq < expected:
            return Fault(seq=entry.seq, kind=FaultKind.OUT_OF_ORDER)
        chain = link(self._chain, entry.seq, entry.recorded_at, leaf(entry))
        if chain != entry.chain:
            return Fault(seq=entry.seq, kind=FaultKind.BROKEN)
        self._seq, self._chain = expected, chain
        return None

    def end(self, head: Head) -> Fault | None:
        """Whether what was followed ends at `head`."""
        if self._seq < head.seq:
            return Fault(seq=self._seq + 1, kind=FaultKind.MISSING)
        if self._seq > head.seq:
            return Fault(seq=head.seq + 1, kind=FaultKind.SURPLUS)
        return None if self._chain == head.chain else Fault(seq=head.seq, kind=FaultKind.OTHER_HEAD)


def verify(tenant: UUID, entries: Iterable[Entry], head: Head, start: Head = START) -> Fault | None:
    """The first fault of a log that must lead from `start` to `head`, or None."""
    verification = Verification(tenant, start)
    faults = (verification.follow(entry) for entry in entries)
    return next((fault for fault in faults if fault), None) or verification.end(head)


async def verify_stream(tenant: UUID, entries: AsyncIterable[Entry], head: Head, start: Head = START) -> Fault | None:
    """Like `verify`, for entries that come in over time."""
    verification = Verification(tenant, start)
    async for entry in entries:
        if fault := verification.follow(entry):
            return fault
    return verification.end(head)
