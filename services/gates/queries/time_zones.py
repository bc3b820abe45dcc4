"""The question in which time zone the tenant's days begin."""

from sqlalchemy import select

from services.gates.projections.time_zones import TIME_ZONES, TimeZoneEntry
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


async def time_zone_of(reader: Reader, source: Source) -> str | None:
    """None until the tenant is configured."""
    rows = await reader.rows(select(source.of(TIME_ZONES)), TimeZoneEntry)
    return rows[0].time_zone if rows else None
