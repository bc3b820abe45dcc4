"""Which of the tenant's days it is: now, or at the moment that is looked at."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

from gateway.context import Info
from gateway.schema.moments import moment_of
from services.engagement.contract import tenants_by_id
from shared.projecting.as_of import Source


async def day_of(info: Info, source: Source) -> date:
    """In UTC until the tenant is configured."""
    at = await moment_of(info, source)
    tenant = await info.context.load(source, tenants_by_id, (await info.context.identity()).tenant)
    return at.astimezone(ZoneInfo(tenant.time_zone) if tenant else UTC).date()
