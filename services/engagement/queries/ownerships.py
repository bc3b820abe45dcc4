"""Questions about who answers for a system: its owner, their obligations, the reviews."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.engagement.domain.standing import OwnershipBlocker, in_force, ownership_blockers
from services.engagement.projections.ownerships import OWNERSHIPS, OwnershipEntry
from services.engagement.projections.reviews import REVIEWS, ReviewEntry
from services.engagement.queries.calendar import zone_of
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class OwnershipLine:
    """`in_force`: whoever owns the system has accepted the obligations."""

    entry: OwnershipEntry
    in_force: bool
    blockers: tuple[OwnershipBlocker, ...]


async def ownerships_of(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[OwnershipLine | None]:
    return [line(entry) if entry else None for entry in await by_key(reader, source, OWNERSHIPS, ids)]


def line(entry: OwnershipEntry) -> OwnershipLine:
    blockers = ownership_blockers(
        owner=entry.system_owner,
        vacated=entry.former_owner is not None,
        accepted_by=entry.accepted_by,
        has_path=bool(entry.escalation),
    )
    return OwnershipLine(entry=entry, in_force=in_force(entry.system_owner, entry.accepted_by), blockers=blockers)


async def review_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ReviewEntry]]:
    return await pages_of(reader, listing(source, REVIEWS), "engagement_id", engagement_ids, ask)


async def review_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, REVIEWS), "engagement_id", engagement_ids, wanted)


async def days_of(reader: Reader, source: Source, moments: Sequence[datetime]) -> list[date]:
    """Which of the tenant's days each moment is in."""
    zone = await zone_of(reader, source)
    return [moment.astimezone(zone).date() for moment in moments]
