"""Questions about the tenant's calendar: the time zone that its days are counted in."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from services.engagement.projections.tenants import TENANTS, TenantEntry
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


async def zone_of(reader: Reader, source: Source) -> ZoneInfo:
    """The tenant's time zone; UTC until it is configured."""
    rows = await reader.rows(select(source.of(TENANTS)), TenantEntry)
    return ZoneInfo(rows[0].time_zone) if rows else ZoneInfo("UTC")


async def day_of(reader: Reader, source: Source, at: datetime) -> date:
    """Which of the tenant's days the moment is in."""
    return at.astimezone(await zone_of(reader, source)).date()
