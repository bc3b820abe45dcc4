"""Questions the gap register answers."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import FromClause, false, func, select

from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.gap_register import GAP_REGISTER, GapEntry
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Branch, Given, Live, Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import Listing, PageAsk, count, counts_of, one_page, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import grouped, having
from shared.projecting.reading import Reader


@record
class GapLine(GapEntry):
    """A gap as the register shows it. A gap opened after the baseline was found after the pilot's close."""

    found_after_close: bool


def register(source: Source) -> FromClause:
    return joined(source) if isinstance(source, Given | Branch) else known(source)


def joined(source: Source) -> FromClause:
    gaps, engagements = source.of(GAP_REGISTER), source.of(ENGAGEMENTS)
    late = func.coalesce(gaps.c.opened_seq > engagements.c.baseline_seq, false()).label("found_after_close")
    both = gaps.outerjoin(engagements, gaps.c.engagement_id == engagements.c.engagement_id)
    return select(*gaps.c, late).select_from(both).subquery("register")


@lru_cache(maxsize=100)
def known(source: Live | AtSeq) -> FromClause:
    """Made once for each source: to make it takes longer than to run it."""
    return joined(source)


def listing(source: Source) -> Listing:
    return Listing(rows=register(source), row=GapLine, key=GAP_REGISTER.key)


async def gaps_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[GapLine | None]:
    lines = await having(reader, register(source), GapLine, "gap_id", ids)
    found = {line.gap_id: line for line in lines}
    return [found.get(gap_id) for gap_id in ids]


async def gaps_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[GapLine]]:
    """The whole register of each engagement, in the order in which the gaps were opened."""
    lines = await having(reader, register(source), GapLine, "engagement_id", engagement_ids, ("opened_seq",))
    return grouped(lines, "engagement_id", engagement_ids)


async def gap_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[GapLine]]:
    return [await one_page(reader, listing(source), ask) for ask in asks]


async def gap_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source), wanted) for wanted in filters]


async def gap_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[GapLine]]:
    return await pages_of(reader, listing(source), "engagement_id", engagement_ids, ask)


async def gap_counts_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter) -> list[Count]:
    return await counts_of(reader, listing(source), "engagement_id", engagement_ids, wanted)
