"""What an engagement still has to settle before it goes live: a statement for each kind of thing."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, and_, cast, func, or_, select

from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.go_live.blockers import GONE, GapAhead
from services.engagement.domain.standing import DecisionStatus
from services.engagement.projections.accountabilities import ACCOUNTABILITIES
from services.engagement.projections.change_programs import CHANGE_PROGRAMS
from services.engagement.projections.cohorts import COHORTS
from services.engagement.projections.components import COMPONENTS
from services.engagement.projections.data_sources import DATA_SOURCES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS
from shared.events.gaps import Severity
from shared.events.ownership import Party
from shared.events.pilots import RunBy
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import by_key, grouped
from shared.projecting.reading import Reader

PARENT = "engagement_id"


@record
class GapBefore:
    engagement_id: UUID
    gap_id: UUID
    severity: Severity
    status: GapStatus
    deferred_until: date | None
    former_owner: UUID | None


@record
class Subject:
    engagement_id: UUID
    subject: UUID


@record
class Uncovered:
    engagement_id: UUID
    people: int


@record
class Unsettled:
    """What an engagement still has to settle: gaps, its vendor's components and decisions, people, sources."""

    gaps: tuple[GapAhead, ...]
    held_by_vendor: tuple[UUID, ...]
    unratified: tuple[UUID, ...]
    uncovered: int
    unowned: tuple[UUID, ...]
    unanswered: bool


async def unsettled_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Unsettled]:
    gaps = grouped(await reader.rows(gaps_ahead(source, engagement_ids), GapBefore), PARENT, engagement_ids)
    held = grouped(await reader.rows(held_by_vendor(source, engagement_ids), Subject), PARENT, engagement_ids)
    unratified = grouped(await reader.rows(not_ratified(source, engagement_ids), Subject), PARENT, engagement_ids)
    unowned = grouped(await reader.rows(not_owned(source, engagement_ids), Subject), PARENT, engagement_ids)
    left_out = await reader.rows(not_covered(source, engagement_ids), Uncovered)
    people = {each.engagement_id: each.people for each in left_out}
    answering = await by_key(reader, source, ACCOUNTABILITIES, engagement_ids)
    return [
        Unsettled(
            gaps=tuple(map(ahead, mine)),
            held_by_vendor=tuple(each.subject for each in kept),
            unratified=tuple(each.subject for each in unjudged),
            uncovered=people.get(engagement_id, 0),
            unowned=tuple(each.subject for each in ownerless),
            unanswered=named is not None and named.vacated_at is not None,
        )
        for engagement_id, mine, kept, unjudged, ownerless, named in zip(
            engagement_ids, gaps, held, unratified, unowned, answering, strict=True
        )
    ]


def not_covered(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """How many people of each population are in no cohort that stands."""
    programs, cohorts = source.of(CHANGE_PROGRAMS), source.of(COHORTS)
    standing = and_(cohorts.c.engagement_id == programs.c.engagement_id, cohorts.c.withdrawn_at.is_(None))
    placed = func.coalesce(func.sum(cohorts.c.headcount), 0)
    people = cast(func.coalesce(programs.c.headcount, 0) - placed, BigInteger).label("people")
    wanted = select(programs.c.engagement_id, people).select_from(programs.outerjoin(cohorts, standing))
    mine = among(programs.c.engagement_id, list(engagement_ids))
    return wanted.where(mine).group_by(programs.c.engagement_id, programs.c.headcount)


def gaps_ahead(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """Those that can block, in the order in which they were opened."""
    gaps = source.of(GAP_REGISTER)
    blocking = and_(gaps.c.severity == Severity.BLOCKING.value, gaps.c.status.notin_(sorted(GONE)))
    counting = or_(blocking, gaps.c.status == GapStatus.DEFERRED.value, gaps.c.former_owner.is_not(None))
    of_one = (gaps.c.severity, gaps.c.status, gaps.c.deferred_until, gaps.c.former_owner)
    columns = (gaps.c.engagement_id, gaps.c.gap_id, *of_one)
    mine = among(gaps.c.engagement_id, list(engagement_ids))
    return select(*columns).where(mine, counting).order_by(gaps.c.opened_seq)


def held_by_vendor(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """Components that the vendor still holds, of pilots that a vendor ran."""
    parts, pilots = source.of(COMPONENTS), source.of(PILOTS)
    both = parts.join(pilots, parts.c.engagement_id == pilots.c.pilot_id)
    held = and_(parts.c.held_by == Party.VENDOR.value, pilots.c.run_by == RunBy.VENDOR.value)
    wanted = select(parts.c.engagement_id, parts.c.component_id.label("subject")).select_from(both)
    return wanted.where(among(parts.c.engagement_id, list(engagement_ids)), held).order_by(parts.c.recorded_seq)


def not_ratified(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """Decisions that the client has not judged, of pilots that a vendor ran."""
    decisions, pilots = source.of(VENDOR_DECISIONS), source.of(PILOTS)
    both = decisions.join(pilots, decisions.c.engagement_id == pilots.c.pilot_id)
    unjudged = decisions.c.status == DecisionStatus.UNRATIFIED.value
    wanted = select(decisions.c.engagement_id, decisions.c.decision_id.label("subject")).select_from(both)
    mine = among(decisions.c.engagement_id, list(engagement_ids))
    return wanted.where(mine, unjudged, pilots.c.run_by == RunBy.VENDOR.value).order_by(decisions.c.recorded_seq)


def not_owned(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """Sources of data whose owner left."""
    sources = source.of(DATA_SOURCES)
    wanted = select(sources.c.engagement_id, sources.c.source_id.label("subject"))
    mine = among(sources.c.engagement_id, list(engagement_ids))
    return wanted.where(mine, sources.c.former_owner.is_not(None)).order_by(sources.c.source_id)


def ahead(row: GapBefore) -> GapAhead:
    blocking = row.severity is Severity.BLOCKING
    return GapAhead(
        gap_id=row.gap_id,
        blocking=blocking,
        status=row.status,
        until=row.deferred_until,
        left=row.former_owner is not None,
    )
