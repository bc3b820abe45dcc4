"""The log's own questions: what happened after a position, where the log ends, where it stood at a moment."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.eventstore.log import Entry, Head, Log
from shared.kernel.decider import Reach, Scope
from shared.kernel.record import record


@record
class Ledger:
    """What auditors and subscribers ask. `after` and `until` are positions of the tenant's log."""

    log: Log

    async def events(
        self,
        tenant: UUID,
        *,
        after: int,
        until: int,
        limit: int,
        engagement_id: UUID | None = None,
        types: Sequence[str] = (),
    ) -> Sequence[Entry]:
        reach = Reach.TENANT if engagement_id is None else Reach.ENGAGEMENT
        scope = Scope(reach=reach, id=str(engagement_id or ""), types=tuple(types))
        return await self.log.within(tenant, scope, after, until, limit)

    async def head(self, tenant: UUID) -> Head:
        return await self.log.head(tenant)

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        return await self.log.position_at(tenant, moment)

    async def now(self) -> datetime:
        return await self.log.now()
