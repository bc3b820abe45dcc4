"""Questions about sources of data."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.data_sources import DATA_SOURCES, DataSourceEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, counts_of, listing, one_page, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def data_sources_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[DataSourceEntry | None]:
    return await by_key(reader, source, DATA_SOURCES, ids)


async def data_source_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[DataSourceEntry]]:
    return [await one_page(reader, listing(source, DATA_SOURCES), ask) for ask in asks]


async def data_source_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, DATA_SOURCES), wanted) for wanted in filters]


async def data_source_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[DataSourceEntry]]:
    return await pages_of(reader, listing(source, DATA_SOURCES), "engagement_id", engagement_ids, ask)


async def data_source_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, DATA_SOURCES), "engagement_id", engagement_ids, wanted)
