"""Questions about sets of data that the model is tried on."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.datasets import DATASETS, DatasetEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def datasets_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[DatasetEntry | None]:
    return await by_key(reader, source, DATASETS, ids)


async def dataset_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[DatasetEntry]]:
    return await pages_of(reader, listing(source, DATASETS), "engagement_id", engagement_ids, ask)


async def dataset_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, DATASETS), "engagement_id", engagement_ids, wanted)
