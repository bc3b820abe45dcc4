"""Questions for the report on the return: all that it is made from, as it read at a position, in one go."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.measurement.domain.roi import Roi
from services.measurement.projections.business_cases import BUSINESS_CASES
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS
from services.measurement.projections.reported_tenants import REPORTED_TENANTS, ReportedTenantEntry
from services.measurement.projections.roi_costs import ROI_COSTS
from services.measurement.queries.roi import RoiAnswer, rois_of
from services.measurement.reports.roi import RoiReport, RoiReportRows, Shift, build
from shared.kernel.known import known
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class RoiAsk:
    """The engagement, the position to report at, and when that was recorded."""

    engagement_id: UUID
    position: int
    at: datetime


async def roi_reports(reader: Reader, _: Source, asks: Sequence[RoiAsk]) -> list[RoiReport | None]:
    """Each report as of its own position; None where there was no business case then, or the system was not live."""
    return [await roi_report(reader, ask) for ask in asks]


async def roi_report(reader: Reader, ask: RoiAsk) -> RoiReport | None:
    source, ids = AtSeq(seq=ask.position), [ask.engagement_id]
    (answer,) = await rois_of(reader, source, ids)
    if answer is None or answer.known is None:
        return None
    rows = await rows_of(reader, source, ids, answer, answer.known.roi)
    return await asyncio.to_thread(build, rows, position=ask.position, at=ask.at)


async def rows_of(reader: Reader, source: Source, ids: Sequence[UUID], answer: RoiAnswer, roi: Roi) -> RoiReportRows:
    (tenant,) = await reader.rows(select(source.of(REPORTED_TENANTS)), ReportedTenantEntry)
    (engagement,) = await by_key(reader, source, REPORTED_ENGAGEMENTS, ids)
    (case,) = await by_key(reader, source, BUSINESS_CASES, ids)
    (windows,) = await belonging(reader, source, MEASUREMENT_WINDOWS, "engagement_id", ids, ("cadence", "number"))
    (costs,) = await belonging(reader, source, ROI_COSTS, "engagement_id", ids, ("recorded_seq",))
    published = answer.reported
    return RoiReportRows(
        tenant=tenant,
        engagement=known(engagement),
        case=known(case),
        known=roi,
        published=published.told if published else None,
        again=published.again.roi if published and published.again else None,
        shifts=[Shift(figure=each.figure, because=each.because, causes=each.causes) for each in answer.moved],
        told=answer.told,
        windows=windows,
        costs=costs,
    )
