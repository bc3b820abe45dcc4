"""Where the days of each tenant begin, as its own stream says by now."""

from datetime import UTC, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.events.tenants import TenantConfigured
from shared.eventstore.circumstances import tenant_scope
from shared.eventstore.codec import decode
from shared.eventstore.log import Log
from shared.kernel.decider import stream_scope

AT_ONCE = 1_000


class Zones:
    """Remembers each tenant's, so that only what is new in its stream is read again."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._known: dict[UUID, tuple[int, tzinfo]] = {}

    async def of(self, tenant: UUID, head: int) -> tzinfo:
        """As of event `head`. Days are UTC's until the tenant is configured."""
        seq, zone = self._known.get(tenant, (0, UTC))
        scope = stream_scope(tenant_scope(tenant).id, TenantConfigured)
        while seq < head:
            entries = await self._log.within(tenant, scope, seq, head, AT_ONCE)
            if entries:
                zone = ZoneInfo(decode(entries[-1]).event.time_zone)
            seq = entries[-1].seq if len(entries) == AT_ONCE else head
        self._known[tenant] = (seq, zone)
        return zone
