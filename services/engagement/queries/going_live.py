"""Questions about going live: what is planned and done, what blocks it on a day, and which scope it has."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, and_, cast, func, or_, select

from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.go_live.blockers import (
    BEFORE_LAUNCH,
    GONE,
    LAST_BEFORE,
    Blocker,
    Facing,
    GapAhead,
    blockers,
)
from services.engagement.domain.launch_lead import earliest_after
from services.engagement.domain.stage_policy import policy_of
from services.engagement.domain.stage_status import StageStatus
from services.engagement.domain.standing import DecisionStatus, in_force
from services.engagement.projections.change_programs import CHANGE_PROGRAMS
from services.engagement.projections.cohorts import COHORTS
from services.engagement.projections.components import COMPONENTS
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.go_lives import GO_LIVES, GoLiveEntry
from services.engagement.projections.ownerships import OWNERSHIPS, OwnershipEntry
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.scopes import SCOPES, ScopeEntry
from services.engagement.projections.stage_rows import StagesEntry
from services.engagement.projections.stages import STAGES
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS
from services.engagement.queries.calendar import day_of
from services.engagement.queries.releases import proven_of
from services.engagement.queries.stages import status
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


@record
class OfVendor:
    engagement_id: UUID
    subject: UUID


@record
class Uncovered:
    engagement_id: UUID
    people: int


@record
class Unsettled:
    """What an engagement still has to settle: gaps, its vendor's components and decisions, people in no cohort."""

    gaps: tuple[GapAhead, ...]
    held_by_vendor: tuple[UUID, ...]
    unratified: tuple[UUID, ...]
    uncovered: int


async def scopes_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[ScopeEntry | None]:
    return await by_key(reader, source, SCOPES, engagement_ids)


async def go_lives_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[GoLiveEntry | None]:
    return await by_key(reader, source, GO_LIVES, engagement_ids)


async def blockers_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[tuple[Blocker, ...]]:
    """What refuses going live on the tenant's day of `at`; nothing does once that is done."""
    day = await day_of(reader, source, at)
    plans = await by_key(reader, source, GO_LIVES, engagement_ids)
    stages = await by_key(reader, source, STAGES, engagement_ids)
    owned = await by_key(reader, source, OWNERSHIPS, engagement_ids)
    proofs = await proven_of(reader, source, engagement_ids)
    unsettled = await unsettled_of(reader, source, engagement_ids)
    return [
        blockers(
            Facing(
                day=day,
                gaps=left.gaps,
                uncompleted=tuple(stage for stage in BEFORE_LAUNCH if not completed(journey, stage.number)),
                gate=entry.decision if (entry := journey.stages[LAST_BEFORE.number - 1].gate) else None,
                held_by_vendor=left.held_by_vendor,
                unratified=left.unratified,
                obligations_accepted=accepted(owner),
                earliest=earliest_after(plan.launched_on, plan.change_policy),
                release=proof,
                uncovered=left.uncovered,
            )
        )
        if plan and journey and plan.went_live_on is None
        else ()
        for plan, journey, owner, proof, left in zip(plans, stages, owned, proofs, unsettled, strict=True)
    ]


async def unsettled_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Unsettled]:
    gaps = grouped(await reader.rows(gaps_ahead(source, engagement_ids), GapBefore), PARENT, engagement_ids)
    held = grouped(await reader.rows(held_by_vendor(source, engagement_ids), OfVendor), PARENT, engagement_ids)
    unratified = grouped(await reader.rows(not_ratified(source, engagement_ids), OfVendor), PARENT, engagement_ids)
    left_out = await reader.rows(not_covered(source, engagement_ids), Uncovered)
    people = {each.engagement_id: each.people for each in left_out}
    return [
        Unsettled(
            gaps=tuple(map(ahead, mine)),
            held_by_vendor=tuple(each.subject for each in kept),
            unratified=tuple(each.subject for each in unjudged),
            uncovered=people.get(engagement_id, 0),
        )
        for engagement_id, mine, kept, unjudged in zip(engagement_ids, gaps, held, unratified, strict=True)
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
    counting = or_(blocking, gaps.c.status == GapStatus.DEFERRED.value)
    columns = (gaps.c.engagement_id, gaps.c.gap_id, gaps.c.severity, gaps.c.status, gaps.c.deferred_until)
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


def ahead(row: GapBefore) -> GapAhead:
    blocking = row.severity is Severity.BLOCKING
    return GapAhead(gap_id=row.gap_id, blocking=blocking, status=row.status, until=row.deferred_until)


def completed(journey: StagesEntry, number: int) -> bool:
    entry = journey.stages[number - 1]
    return status(entry, policy_of(entry.stage, entry.policy)) is StageStatus.COMPLETED


def accepted(owned: OwnershipEntry | None) -> bool:
    return owned is not None and in_force(owned.system_owner, owned.accepted_by)
