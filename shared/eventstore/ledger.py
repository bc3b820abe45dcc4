"""The log's own questions: what happened after a position, where the log ends, where it stood at a moment."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from uuid import UUID

from shared.authority.grants import Readable
from shared.eventstore.log import Entry, Head, Log
from shared.kernel.decider import Reach, Scope
from shared.kernel.record import record

SIFTED = 1_000
"""Events that are read at once where most of them may be nobody's business."""


@record
class Ledger:
    """What auditors and subscribers ask. `after` and `until` are positions of the tenant's log."""

    log: Log

    async def events(
        self,
        tenant: UUID,
        readable: Readable,
        *,
        after: int,
        until: int,
        limit: int,
        engagement_id: UUID | None = None,
        types: Sequence[str] = (),
        stream: str | None = None,
    ) -> Sequence[Entry]:
        """Of the tenant, an engagement or a stream, as far as it is readable.

        What belongs to no engagement takes it all.
        """
        if not readable.includes(engagement_id):
            return ()
        if stream is not None:
            own = readable.engagements if engagement_id is None else frozenset({engagement_id})
            return await self._of_stream(tenant, stream_of(stream, types), own, after=after, until=until, limit=limit)
        if engagement_id is not None or readable.engagements is None:
            return await self.log.within(tenant, scope_of(engagement_id, types), after, until, limit)
        scopes = [scope_of(each, types) for each in readable.engagements]
        found = await asyncio.gather(*(self.log.within(tenant, scope, after, until, limit) for scope in scopes))
        return sorted(chain.from_iterable(found), key=attrgetter("seq"))[:limit]

    async def _of_stream(
        self, tenant: UUID, scope: Scope, own: frozenset[UUID] | None, *, after: int, until: int, limit: int
    ) -> Sequence[Entry]:
        """Only what belongs to one of its `own` engagements; None: whatever there is."""
        if own is None:
            return await self.log.within(tenant, scope, after, until, limit)
        found: list[Entry] = []
        size = max(limit, SIFTED)
        while len(found) < limit:
            page = await self.log.within(tenant, scope, after, until, size)
            found += (entry for entry in page if entry.engagement_id in own)
            if len(page) < size:
                break
            after = page[-1].seq
        return found[:limit]

    async def recorded_at(self, tenant: UUID, seq: int) -> datetime | None:
        """When the log took this event; None where there is none."""
        entries = await self.log.after(tenant, seq - 1, 1)
        return entries[0].recorded_at if entries else None

    async def head(self, tenant: UUID) -> Head:
        return await self.log.head(tenant)

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        return await self.log.position_at(tenant, moment)

    async def now(self) -> datetime:
        return await self.log.now()


def scope_of(engagement_id: UUID | None, types: Sequence[str]) -> Scope:
    reach = Reach.TENANT if engagement_id is None else Reach.ENGAGEMENT
    return Scope(reach=reach, id=str(engagement_id or ""), types=tuple(types))


def stream_of(stream: str, types: Sequence[str]) -> Scope:
    return Scope(reach=Reach.STREAM, id=stream, types=tuple(types))
