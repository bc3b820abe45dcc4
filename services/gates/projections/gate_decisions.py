"""Every decision at a gate: one row each, with its conditions, and how it ceased to count if it did."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.gates import (
    DecisionEvent,
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateOutdated,
    Outcome,
)
from shared.events.stages import Stage
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ConditionEntry:
    condition: GateCondition
    met_on: date | None = None


@record
class RevocationEntry:
    reason: str
    at: datetime
    by: UUID


@record
class OutdatingEntry:
    """The first event that the decision did not survive."""

    at: datetime
    caused_by: UUID


@record
class DecisionEntry:
    """`position` is where the log stood that the decision was made on, `decided_seq` where it stands itself.

    `owing` are those who owe it a condition, while it stands.
    """

    decision_id: UUID
    engagement_id: UUID
    stage: Stage
    outcome: Outcome
    conditions: tuple[ConditionEntry, ...]
    framework: str
    position: int
    decided_at: datetime
    decided_by: UUID
    decided_seq: int
    owing: tuple[UUID, ...] = ()
    revocation: RevocationEntry | None = None
    outdating: OutdatingEntry | None = None


def keys(recorded: Recorded[DecisionEvent]) -> tuple[Key, ...]:
    return ((recorded.event.decision_id,),)


def fold(row: DecisionEntry | None, recorded: Recorded[DecisionEvent]) -> DecisionEntry:
    event = recorded.event
    after = decided(event, recorded) if isinstance(event, GateDecided) else followed(known(row), event, recorded)
    return replaced(after, owing=owing(after))


def owing(row: DecisionEntry) -> tuple[UUID, ...]:
    if row.revocation is not None or row.outdating is not None:
        return ()
    return tuple(sorted({each.condition.owner for each in row.conditions if each.met_on is None}))


def decided(event: GateDecided, recorded: Recorded[DecisionEvent]) -> DecisionEntry:
    return DecisionEntry(
        decision_id=event.decision_id,
        engagement_id=event.engagement_id,
        stage=event.stage,
        outcome=event.outcome,
        conditions=tuple(ConditionEntry(condition=each) for each in event.conditions),
        framework=event.framework,
        position=event.position,
        decided_at=recorded.occurred_at,
        decided_by=recorded.actor,
        decided_seq=recorded.seq,
    )


def followed(
    row: DecisionEntry,
    event: GateConditionMet | GateDecisionRevoked | GateOutdated,
    recorded: Recorded[DecisionEvent],
) -> DecisionEntry:
    """The first day on which a condition was met counts, and the first reason why the decision counts no more."""
    at = recorded.occurred_at
    match event:
        case GateConditionMet():
            return replaced(row, conditions=tuple(met(each, event) for each in row.conditions))
        case GateDecisionRevoked():
            revocation = RevocationEntry(reason=event.reason, at=at, by=recorded.actor)
            return replaced(row, revocation=row.revocation or revocation)
        case GateOutdated():
            return replaced(row, outdating=row.outdating or OutdatingEntry(at=at, caused_by=event.caused_by))
        case _:
            assert_never(event)


def met(entry: ConditionEntry, event: GateConditionMet) -> ConditionEntry:
    if entry.condition.condition_id != event.condition_id or entry.met_on is not None:
        return entry
    return replaced(entry, met_on=event.met_on)


GATE_DECISIONS = Projection(
    name="gate_decisions",
    version=2,
    row=DecisionEntry,
    key=("decision_id",),
    handles=get_args(DecisionEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "decided_seq"),),
)
