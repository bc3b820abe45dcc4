"""The five stages of an engagement in one row, since a return to one of them changes all that come after it."""

from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain import gate_standing
from services.engagement.domain.stage_status import DeliverableStatus, StageMove
from services.engagement.projections.stage_rows import (
    CheckEntry,
    DeliverableEntry,
    GateEntry,
    MoveEntry,
    StageEntry,
    StagesEntry,
    TrackEntry,
)
from shared.events.engagements import EngagementStarted
from shared.events.gates import DecisionEvent, GateDecided
from shared.events.scope import ScopeDefined
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableReturned,
    DeliverableSubmitted,
    EntryCriteriaChecked,
    Stage,
    StageEntered,
    StageEvent,
    StageLeadNamed,
    StageLeadVacated,
    StageReopened,
    TrackCompleted,
    TrackReopened,
)
from shared.kernel.known import known
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

Handled: TypeAlias = EngagementStarted | ScopeDefined | StageEvent | DecisionEvent
Delivery: TypeAlias = DeliverableSubmitted | DeliverableAccepted | DeliverableReturned
Led: TypeAlias = StageLeadNamed | StageLeadVacated
Work: TypeAlias = Led | EntryCriteriaChecked | Delivery | TrackCompleted | TrackReopened


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: StagesEntry | None, recorded: Recorded[Handled]) -> StagesEntry:
    event = recorded.event
    if isinstance(event, EngagementStarted):
        return started(event.engagement_id, recorded)
    before = known(row)
    if isinstance(event, ScopeDefined):
        return replaced(before, scoped=True)
    stages = tuple(after(entry, event, recorded) for entry in before.stages)
    statuses = {each.status for entry in stages for each in entry.deliverables}
    return replaced(before, stages=stages, to_accept=DeliverableStatus.SUBMITTED in statuses)


def started(engagement_id: UUID, recorded: Recorded[Handled]) -> StagesEntry:
    """The first stage is entered as the engagement starts."""
    first, *later = (StageEntry(stage=stage) for stage in Stage)
    return StagesEntry(engagement_id=engagement_id, stages=(entered(first, recorded), *later))


def after(entry: StageEntry, event: StageEvent | DecisionEvent, recorded: Recorded[Handled]) -> StageEntry:
    if entry.stage is not event.stage:
        return left(entry, event, recorded) if isinstance(event, StageReopened) else entry
    if isinstance(event, DecisionEvent):
        return replaced(entry, gate=gate(entry.gate, event, recorded))
    return replaced(changed(entry, event, recorded), version=recorded.version)


def changed(entry: StageEntry, event: StageEvent, recorded: Recorded[Handled]) -> StageEntry:
    match event:
        case StageEntered():
            return replaced(entered(anew(entry), recorded), policy=event.policy)
        case StageReopened():
            moves = (*entry.moves, move(StageMove.REOPENED, recorded, event.reason))
            return replaced(anew(entry), gate=outdated(entry.gate), moves=moves)
        case _:
            return worked(entry, event, recorded)


def entered(entry: StageEntry, recorded: Recorded[Handled]) -> StageEntry:
    moves = (*entry.moves, move(StageMove.ENTERED, recorded))
    return replaced(entry, entered_at=recorded.occurred_at, moves=moves)


def left(entry: StageEntry, event: StageReopened, recorded: Recorded[Handled]) -> StageEntry:
    """A later stage is no longer entered if it was, and its gate is not passed any more."""
    if entry.stage.number < event.stage.number:
        return entry
    after = replaced(entry, gate=outdated(entry.gate))
    if entry.entered_at is None:
        return after
    return replaced(after, entered_at=None, moves=(*entry.moves, move(StageMove.LEFT, recorded, event.reason)))


def move(kind: StageMove, recorded: Recorded[Handled], reason: str | None = None) -> MoveEntry:
    return MoveEntry(move=kind, at=recorded.occurred_at, by=recorded.actor, reason=reason)


def anew(entry: StageEntry) -> StageEntry:
    """What had been accepted waits to be accepted once more, tracks are open, and nothing was checked yet."""
    deliverables = tuple(
        replaced(each, status=DeliverableStatus.SUBMITTED, accepter=None, accepted_at=None)
        if each.status is DeliverableStatus.ACCEPTED
        else each
        for each in entry.deliverables
    )
    return replaced(entry, deliverables=deliverables, tracks=(), checked=None)


def gate(before: GateEntry | None, event: DecisionEvent, recorded: Recorded[Handled]) -> GateEntry | None:
    decision = gate_standing.evolve(before.decision if before else None, event)
    if decision is None:
        return None
    decided_at = recorded.occurred_at if before is None or isinstance(event, GateDecided) else before.decided_at
    return GateEntry(decision=decision, decided_at=decided_at)


def outdated(before: GateEntry | None) -> GateEntry | None:
    return replaced(before, decision=gate_standing.outdated(before.decision)) if before else None


def worked(entry: StageEntry, event: Work, recorded: Recorded[Handled]) -> StageEntry:
    match event:
        case StageLeadNamed() | StageLeadVacated():
            return replaced(entry, lead=event.lead if isinstance(event, StageLeadNamed) else None)
        case EntryCriteriaChecked():
            return replaced(entry, checked=check(event, recorded))
        case TrackCompleted():
            complete = TrackEntry(track=event.track, completed_at=recorded.occurred_at)
            return replaced(entry, tracks=(*entry.tracks, complete))
        case TrackReopened():
            return replaced(entry, tracks=tuple(each for each in entry.tracks if each.track is not event.track))
        case DeliverableSubmitted():
            policy = entry.policy or event.policy
            return delivered(replaced(entry, policy=policy), submitted(event, recorded))
        case DeliverableAccepted() | DeliverableReturned():
            (present,) = (each for each in entry.deliverables if each.name == event.deliverable)
            return delivered(entry, decided(present, event, recorded))
        case _:
            assert_never(event)


def check(event: EntryCriteriaChecked, recorded: Recorded[Handled]) -> CheckEntry:
    return CheckEntry(
        policy=event.policy,
        met=event.met,
        unmet=event.unmet,
        checked_at=recorded.occurred_at,
        checked_by=recorded.actor,
    )


def submitted(event: DeliverableSubmitted, recorded: Recorded[Handled]) -> DeliverableEntry:
    return DeliverableEntry(
        name=event.deliverable,
        status=DeliverableStatus.SUBMITTED,
        evidence=event.evidence,
        submitter=event.submitter,
        submitted_at=recorded.occurred_at,
    )


def decided(
    present: DeliverableEntry, event: DeliverableAccepted | DeliverableReturned, recorded: Recorded[Handled]
) -> DeliverableEntry:
    match event:
        case DeliverableAccepted():
            at = recorded.occurred_at
            return replaced(present, status=DeliverableStatus.ACCEPTED, accepter=event.accepter, accepted_at=at)
        case DeliverableReturned():
            before = replaced(present, accepter=None, accepted_at=None)
            return replaced(before, status=DeliverableStatus.RETURNED, reason=event.reason)
        case _:
            assert_never(event)


def delivered(entry: StageEntry, deliverable: DeliverableEntry) -> StageEntry:
    others = tuple(each for each in entry.deliverables if each.name != deliverable.name)
    return replaced(entry, deliverables=(*others, deliverable))


STAGES = Projection(
    name="stages",
    version=5,
    row=StagesEntry,
    key=("engagement_id",),
    handles=(EngagementStarted, ScopeDefined, *get_args(StageEvent), *get_args(DecisionEvent)),
    keys=keys,
    fold=fold,
    indexes=(("to_accept",),),
)
