"""Questions about series: by their ids, and by engagement in pages."""

from collections.abc import Sequence
from uuid import UUID

from services.measurement.projections.series import SERIES, SeriesEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


async def series_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[SeriesEntry | None]:
    return await by_key(reader, source, SERIES, ids)


async def series_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[SeriesEntry]]:
    return await pages_of(reader, listing(source, SERIES), "engagement_id", engagement_ids, ask)


async def series_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, SERIES), "engagement_id", engagement_ids, wanted)


async def series_of_engagements(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[SeriesEntry, ...]]:
    """All of each, in the order in which they were defined."""
    rows = await belonging(reader, source, SERIES, "engagement_id", engagement_ids, ("defined_seq",))
    return [tuple(each) for each in rows]
