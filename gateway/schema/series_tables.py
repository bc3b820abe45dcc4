"""Links to the tables of a series, made as they are asked for."""

from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.links import asker
from gateway.schema.adoption_reports import shown_at
from gateway.tables.links import LinkedTable, TableLinks
from services.measurement.contracts.series import SeriesEntry
from shared.projecting.as_of import Source


@strawberry.type(
    description="Where a browser saves what the series came to as CSV, from the gateway's root on: for a few minutes, "
    "while who asked for it may read it."
)
class SeriesTables:
    days: str
    windows: str


async def tables_of(info: Info, source: Source, row: SeriesEntry) -> SeriesTables | None:
    position = await shown_at(info, source)
    if position is None:
        return None
    return SeriesTables(
        days=await address(info, row.engagement_id, row.series_id, position, "days"),
        windows=await address(info, row.engagement_id, row.series_id, position, "windows"),
    )


async def address(info: Info, engagement_id: UUID, series_id: UUID, position: int, table: str) -> str:
    identity, backends = await info.context.identity(), info.context.backends
    linked = LinkedTable(by=asker(identity, engagement_id), series_id=series_id, position=position, table=table)
    return TableLinks(key=backends.cursor_key, now=backends.now).address(linked)
