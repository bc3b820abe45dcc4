"""Every turn of an engagement's work from one pair of hands to another: what a lead time is split by."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.lead_time.turns import Turn
from shared.events.engagements import EngagementStarted
from shared.events.gaps import (
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapOpened,
    GapOwnerAssigned,
    GapReopened,
    GapResolved,
    GapStarted,
    GapVerified,
)
from shared.events.sources import DataAccessApproved, DataAccessRequested, DataAccessRevoked
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableReturned,
    DeliverableSubmitted,
    Stage,
    StageEntered,
    StageReopened,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class TurnEntry:
    """After the event `seq`: of the gap or the access `subject`, or of the stage and its `deliverable`."""

    engagement_id: UUID
    seq: int
    at: datetime
    turn: Turn
    subject: UUID | None = None
    stage: Stage | None = None
    deliverable: str | None = None
    until: date | None = None


OfAGap: TypeAlias = (
    GapOpened
    | GapOwnerAssigned
    | GapStarted
    | GapResolved
    | GapVerified
    | GapCancelled
    | GapReopened
    | GapDeferred
    | GapDeferralExpired
)
OfAnAccess: TypeAlias = DataAccessRequested | DataAccessApproved | DataAccessRevoked
OfADeliverable: TypeAlias = DeliverableSubmitted | DeliverableAccepted | DeliverableReturned
OfAStage: TypeAlias = EngagementStarted | StageEntered | StageReopened
Handled: TypeAlias = OfAGap | OfAnAccess | OfADeliverable | OfAStage

TURNS_BY_EVENT: Mapping[type, Turn] = {
    GapOpened: Turn.GAP_OPENED,
    GapOwnerAssigned: Turn.GAP_OWNED,
    GapStarted: Turn.GAP_STARTED,
    GapResolved: Turn.GAP_RESOLVED,
    GapVerified: Turn.GAP_SETTLED,
    GapCancelled: Turn.GAP_SETTLED,
    GapReopened: Turn.GAP_REOPENED,
    GapDeferred: Turn.GAP_DEFERRED,
    GapDeferralExpired: Turn.GAP_REOPENED,
    DataAccessRequested: Turn.ACCESS_REQUESTED,
    DataAccessApproved: Turn.ACCESS_DECIDED,
    DataAccessRevoked: Turn.ACCESS_DECIDED,
    DeliverableSubmitted: Turn.DELIVERABLE_SUBMITTED,
    DeliverableAccepted: Turn.DELIVERABLE_ACCEPTED,
    DeliverableReturned: Turn.DELIVERABLE_RETURNED,
    EngagementStarted: Turn.STAGE_ENTERED,
    StageEntered: Turn.STAGE_ENTERED,
    StageReopened: Turn.STAGE_REOPENED,
}


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((known(recorded.engagement_id), recorded.seq),)


def fold(_: TurnEntry | None, recorded: Recorded[Handled]) -> TurnEntry:
    event = recorded.event
    match event:
        case DataAccessRequested() | DataAccessApproved() | DataAccessRevoked():
            return entry(recorded, subject=event.access_id)
        case DeliverableSubmitted() | DeliverableAccepted() | DeliverableReturned():
            return entry(recorded, stage=event.stage, deliverable=event.deliverable)
        case EngagementStarted():
            return entry(recorded, stage=Stage.ASSESSMENT)
        case StageEntered() | StageReopened():
            return entry(recorded, stage=event.stage)
        case GapDeferred():
            return entry(recorded, subject=event.gap_id, until=event.until)
        case _:
            return entry(recorded, subject=event.gap_id)


def entry(
    recorded: Recorded[Handled],
    subject: UUID | None = None,
    stage: Stage | None = None,
    deliverable: str | None = None,
    until: date | None = None,
) -> TurnEntry:
    return TurnEntry(
        engagement_id=known(recorded.engagement_id),
        seq=recorded.seq,
        at=recorded.occurred_at,
        turn=TURNS_BY_EVENT[type(recorded.event)],
        subject=subject,
        stage=stage,
        deliverable=deliverable,
        until=until,
    )


TURNS = Projection(
    name="turns",
    version=1,
    row=TurnEntry,
    key=("engagement_id", "seq"),
    handles=tuple(TURNS_BY_EVENT),
    keys=keys,
    fold=fold,
)
