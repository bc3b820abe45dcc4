"""Questions about what is reported of the first ninety days: as it stands now, and as it read at a position."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.measurement.projections.interventions import INTERVENTIONS
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS, PublishedReport
from services.measurement.projections.reported_tenants import REPORTED_TENANTS, ReportedTenantEntry
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.projections.triggers import TRIGGERS
from services.measurement.reports.adoption import AdoptionReport, AdoptionRows, build
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class AdoptionAsk:
    """The engagement, the position to report at, when that was recorded, and up to which day; None: as far as it is."""

    engagement_id: UUID
    position: int
    at: datetime
    until: int | None = None


async def adoption_reports(reader: Reader, _: Source, asks: Sequence[AdoptionAsk]) -> list[AdoptionReport | None]:
    """Each report as of its own position; None where the system was not live then."""
    return [await adoption_report(reader, ask) for ask in asks]


async def adoption_report(reader: Reader, ask: AdoptionAsk) -> AdoptionReport | None:
    (rows,) = await rows_of(reader, AtSeq(seq=ask.position), [ask.engagement_id])
    if rows is None:
        return None
    return await asyncio.to_thread(build, rows, position=ask.position, at=ask.at, until=ask.until)


async def dashboards_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[AdoptionReport | None]:
    """What a report would tell, of what stands now: in eight statements, however much was measured."""
    found = await rows_of(reader, source, engagement_ids)
    return [await asyncio.to_thread(build, rows, position=0, at=at) if rows else None for rows in found]


async def rows_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[AdoptionRows | None]:
    tenants = await reader.rows(select(source.of(REPORTED_TENANTS)), ReportedTenantEntry)
    engagements = await by_key(reader, source, REPORTED_ENGAGEMENTS, engagement_ids)
    lives = await by_key(reader, source, LIVE_DAYS, engagement_ids)
    of, ids = "engagement_id", engagement_ids
    parts = zip(
        engagements,
        lives,
        await belonging(reader, source, MEASUREMENT_WINDOWS, of, ids, ("cadence", "number")),
        await belonging(reader, source, SERIES, of, ids, ("defined_seq",)),
        await belonging(reader, source, SERIES_DAYS, of, ids, ("series_id", "day", "split")),
        await belonging(reader, source, TRIGGERS, of, ids, ("defined_seq",)),
        await belonging(reader, source, INTERVENTIONS, of, ids, ("triggered_seq",)),
        strict=True,
    )
    return [
        AdoptionRows(
            tenant=tenants[0],
            engagement=engagement,
            live=live,
            windows=windows,
            series=series,
            days=days,
            triggers=triggers,
            interventions=interventions,
        )
        if tenants and engagement and live
        else None
        for engagement, live, windows, series, days, triggers, interventions in parts
    ]


async def published_reports_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[PublishedReport, ...]]:
    """From the first to the last."""
    rows = await by_key(reader, source, REPORTED_ENGAGEMENTS, engagement_ids)
    return [row.published if row else () for row in rows]
