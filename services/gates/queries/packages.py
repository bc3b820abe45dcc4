"""Questions about governance packages: those that were assembled, and what one would hold on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.package.contents import contents
from services.gates.projections.packages import PACKAGES, PackageEntry
from services.gates.queries.grounds import grounds_of
from shared.events.packages import PackagedCriterion
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


async def packages_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[tuple[PackageEntry, ...]]:
    """Newest first."""
    several = await belonging(reader, source, PACKAGES, "engagement_id", engagement_ids, ("number",))
    return [tuple(reversed(rows)) for rows in several]


async def package_contents_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], day: date
) -> list[tuple[PackagedCriterion, ...]]:
    """As the rules see the day; empty before criteria were adopted."""
    grounds = await grounds_of(reader, source, engagement_ids)
    found = (grounds[each] for each in engagement_ids)
    return [contents(each.ground, each.frameworks, day) for each in found]


async def package_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[PackageEntry]]:
    return await pages_of(reader, listing(source, PACKAGES), "engagement_id", engagement_ids, ask)


async def package_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, PACKAGES), "engagement_id", engagement_ids, wanted)
