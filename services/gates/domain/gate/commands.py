"""What can be asked of a gate. `stage` is the one that the gate ends."""

from typing import TypeAlias
from uuid import UUID

from shared.events.gates import GateCondition, Outcome
from shared.events.stages import Stage
from shared.kernel.record import record


@record
class RequestGate:
    """Ask that it be decided whether the stage may be left."""

    engagement_id: UUID
    stage: Stage
    request_id: UUID


@record
class RecordSignOff:
    """Answer for a domain, told as `framework/domain`, as the verdict shows it now."""

    engagement_id: UUID
    stage: Stage
    domain: str


@record
class WithdrawSignOff:
    """One's own."""

    engagement_id: UUID
    stage: Stage
    domain: str
    reason: str


@record
class DecideGate:
    """What is decided; `reason` may be empty where the stage may be left without a condition."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    evaluation_id: UUID
    outcome: Outcome
    conditions: tuple[GateCondition, ...]
    reason: str


@record
class MeetCondition:
    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    condition_id: UUID


@record
class RevokeMissed:
    """The decision falls with a condition that was not met in time: whoever notices says so."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    condition_id: UUID


@record
class MarkOutdated:
    """The decision falls with what it stood on: whoever notices says so, and `moved_at` by which event of the log."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    moved_at: int | None = None


OfDecision: TypeAlias = MeetCondition | RevokeMissed | MarkOutdated
GateCommand: TypeAlias = RequestGate | RecordSignOff | WithdrawSignOff | DecideGate | OfDecision
