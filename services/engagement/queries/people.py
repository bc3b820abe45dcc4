"""Questions about people and their roles."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.people import PEOPLE, PersonEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, listing, one_page
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def people_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[PersonEntry | None]:
    return await by_key(reader, source, PEOPLE, ids)


async def people_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[PersonEntry]]:
    return [await one_page(reader, listing(source, PEOPLE), ask) for ask in asks]


async def people_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, PEOPLE), wanted) for wanted in filters]
