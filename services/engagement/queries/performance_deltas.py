"""Questions about what production loses against the pilot."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import FromClause, select

from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.performance_deltas import PERFORMANCE_DELTAS, PerformanceDeltaEntry
from services.engagement.projections.quality_metrics import QUALITY_METRICS
from services.engagement.projections.validations import VALIDATIONS
from services.engagement.queries.validations import superseded
from shared.events.pilots import Better
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Branch, Given, Live, Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import Listing, PageAsk, counts_of, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import having
from shared.projecting.reading import Reader


@record
class PerformanceDeltaLine(PerformanceDeltaEntry):
    """A delta beside the way in which its measure improves, and where the gap stands that addresses it.

    `superseded`: a later run on data that count is on record than the one that was compared.
    """

    better: Better
    gap_status: GapStatus | None
    superseded: bool


def deltas(source: Source) -> FromClause:
    return joined(source) if isinstance(source, Given | Branch) else known(source)


def joined(source: Source) -> FromClause:
    rows, metrics, gaps = source.of(PERFORMANCE_DELTAS), source.of(QUALITY_METRICS), source.of(GAP_REGISTER)
    runs = source.of(VALIDATIONS).alias("runs")
    together = (
        rows.join(metrics, rows.c.metric_id == metrics.c.metric_id)
        .outerjoin(gaps, rows.c.gap_id == gaps.c.gap_id)
        .outerjoin(runs, rows.c.run_id == runs.c.run_id)
    )
    later = superseded(source, runs).label("superseded")
    columns = (*rows.c, metrics.c.better, gaps.c.status.label("gap_status"), later)
    return select(*columns).select_from(together).subquery("deltas")


@lru_cache(maxsize=100)
def known(source: Live | AtSeq) -> FromClause:
    """Made once for each source: to make it takes longer than to run it."""
    return joined(source)


def listing(source: Source) -> Listing:
    return Listing(rows=deltas(source), row=PerformanceDeltaLine, key=PERFORMANCE_DELTAS.key)


async def performance_deltas_of(
    reader: Reader, source: Source, metric_ids: Sequence[UUID]
) -> list[PerformanceDeltaLine | None]:
    """Of each measure."""
    found = await having(reader, deltas(source), PerformanceDeltaLine, "metric_id", metric_ids)
    lines = {line.metric_id: line for line in found}
    return [lines.get(metric_id) for metric_id in metric_ids]


async def performance_delta_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[PerformanceDeltaLine]]:
    return await pages_of(reader, listing(source), "engagement_id", engagement_ids, ask)


async def performance_delta_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source), "engagement_id", engagement_ids, wanted)
