"""Questions about engagements."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.engagements import ENGAGEMENTS, EngagementEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, listing, one_page
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def engagements_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[EngagementEntry | None]:
    return await by_key(reader, source, ENGAGEMENTS, ids)


async def engagement_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[EngagementEntry]]:
    return [await one_page(reader, listing(source, ENGAGEMENTS), ask) for ask in asks]


async def engagement_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, ENGAGEMENTS), wanted) for wanted in filters]
