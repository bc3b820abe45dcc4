"""Questions about which party is accountable: for each activity and output, and for each gap."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, select

from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.responsibilities import RESPONSIBILITIES, Responsibility
from shared.events.ownership import Party
from shared.events.people import Role
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import Listing, PageAsk, counts_of, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import grouped
from shared.projecting.reading import Reader


@record
class GapResponsibility:
    """A gap that stands, and who is accountable for it, if anybody is."""

    gap_id: UUID
    engagement_id: UUID
    opened_seq: int
    party: Party | None
    role: Role | None


async def activities_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[Responsibility]]:
    """The activities and outputs of each engagement that somebody is accountable for."""
    rows = source.of(RESPONSIBILITIES)
    mine = among(rows.c.engagement_id, list(engagement_ids))
    wanted = select(rows).where(and_(mine, rows.c.gap_id.is_(None))).order_by(rows.c.subject)
    return grouped(await reader.rows(wanted, Responsibility), "engagement_id", engagement_ids)


def listing(source: Source) -> Listing:
    gaps, named = source.of(GAP_REGISTER), source.of(RESPONSIBILITIES)
    both = gaps.outerjoin(named, gaps.c.gap_id == named.c.gap_id)
    columns = (gaps.c.gap_id, gaps.c.engagement_id, gaps.c.opened_seq, named.c.party, named.c.role)
    standing = select(*columns).select_from(both).where(gaps.c.status != GapStatus.CANCELLED.value)
    return Listing(rows=standing.subquery("accountable"), row=GapResponsibility, key=("gap_id",))


async def accountable_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[GapResponsibility]]:
    return await pages_of(reader, listing(source), "engagement_id", engagement_ids, ask)


async def accountable_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source), "engagement_id", engagement_ids, wanted)
