"""Questions about measures of the model's quality."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.quality_metrics import QUALITY_METRICS, QualityMetricEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def quality_metrics_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[QualityMetricEntry | None]:
    return await by_key(reader, source, QUALITY_METRICS, ids)


async def quality_metric_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[QualityMetricEntry]]:
    return await pages_of(reader, listing(source, QUALITY_METRICS), "engagement_id", engagement_ids, ask)


async def quality_metric_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, QUALITY_METRICS), "engagement_id", engagement_ids, wanted)
