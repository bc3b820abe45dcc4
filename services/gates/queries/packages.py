"""Questions about governance packages: those that were assembled, and what one would hold on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.package.contents import contents
from services.gates.projections.packages import PACKAGES, PackageEntry
from services.gates.queries.grounds import grounds_of
from shared.events.packages import PackagedCriterion
from shared.projecting.as_of import Source
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
