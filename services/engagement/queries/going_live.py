"""Questions about going live: what is planned and done, what blocks it on a day, and which scope it has."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.engagement.domain.go_live.blockers import (
    BEFORE_LAUNCH,
    LAST_BEFORE,
    Blocker,
    Facing,
    blockers,
)
from services.engagement.domain.launch_lead import earliest_after
from services.engagement.domain.release.standing import Proven
from services.engagement.domain.stage_policy import policy_of
from services.engagement.domain.stage_status import StageStatus
from services.engagement.domain.standing import in_force
from services.engagement.projections.go_lives import GO_LIVES, GoLiveEntry
from services.engagement.projections.ownerships import OWNERSHIPS, OwnershipEntry
from services.engagement.projections.scopes import SCOPES, ScopeEntry
from services.engagement.projections.stage_rows import StagesEntry
from services.engagement.projections.stages import STAGES
from services.engagement.queries.calendar import day_of
from services.engagement.queries.releases import proven_of
from services.engagement.queries.stages import status
from services.engagement.queries.unsettled import Unsettled, unsettled_of
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


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
        blockers(facing(day, plan, journey, left, obligations_accepted=accepted(owner), release=proof))
        if plan and journey and plan.went_live_on is None
        else ()
        for plan, journey, owner, proof, left in zip(plans, stages, owned, proofs, unsettled, strict=True)
    ]


def facing(
    day: date, plan: GoLiveEntry, journey: StagesEntry, left: Unsettled, *, obligations_accepted: bool, release: Proven
) -> Facing:
    gate = journey.stages[LAST_BEFORE.number - 1].gate
    return Facing(
        day=day,
        gaps=left.gaps,
        uncompleted=tuple(stage for stage in BEFORE_LAUNCH if not completed(journey, stage.number)),
        gate=gate.decision if gate else None,
        held_by_vendor=left.held_by_vendor,
        unratified=left.unratified,
        obligations_accepted=obligations_accepted,
        earliest=earliest_after(plan.launched_on, plan.change_policy),
        release=release,
        uncovered=left.uncovered,
        unanswered=left.unanswered,
        unowned=left.unowned,
    )


def completed(journey: StagesEntry, number: int) -> bool:
    entry = journey.stages[number - 1]
    return status(entry, policy_of(entry.stage, entry.policy)) is StageStatus.COMPLETED


def accepted(owned: OwnershipEntry | None) -> bool:
    return owned is not None and in_force(owned.system_owner, owned.accepted_by)
