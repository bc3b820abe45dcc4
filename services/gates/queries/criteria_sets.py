"""Questions about what engagements are held to, and which of them are held to nothing."""

from collections.abc import Sequence
from uuid import UUID

from services.gates.projections.criteria_sets import CRITERIA_SETS, CriteriaSetEntry
from shared.kernel.replacing import replaced
from shared.projecting.as_of import Source
from shared.projecting.filtering import AllOf, Compare, Filter, Is
from shared.projecting.pages import Order, PageAsk, count, listing, one_page
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader

WITHOUT = Compare(column="adopted", how=Is.EQUAL, values=(False,))
BEYOND_ASSESSMENT = Compare(column="number", how=Is.AT_LEAST, values=(2,))
"""To be added to what is wanted: those that left the first stage before anybody said what they are held to."""

OLDEST = (Order(column="started_seq"),)


async def criteria_sets_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[CriteriaSetEntry | None]:
    return await by_key(reader, source, CRITERIA_SETS, engagement_ids)


async def engagements_without_criteria(
    reader: Reader, source: Source, asks: Sequence[PageAsk]
) -> list[Page[CriteriaSetEntry]]:
    """Of those that are held to nothing the rows that are wanted; where no order is given, the oldest first."""
    rows = listing(source, CRITERIA_SETS)
    return [
        await one_page(reader, rows, replaced(ask, wanted=without(ask.wanted), order=ask.order or OLDEST))
        for ask in asks
    ]


async def engagements_without_criteria_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, CRITERIA_SETS), without(wanted)) for wanted in filters]


def without(wanted: Filter) -> Filter:
    return AllOf(of=(WITHOUT, wanted))
