"""Facts about the gate at the end of a stage. Stream `gate-{engagement_id}-{stage}`, by gates."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.stages import Stage
from shared.kernel.record import record


class Outcome(StrEnum):
    GO = "go"
    CONDITIONAL_GO = "conditional_go"
    NO_GO = "no_go"
    HOLD = "hold"
    STOP = "stop"


@record
class GateCondition:
    """What a conditional go still owes: `due` is the last of the tenant's days on which it can be met.

    A condition that carries a gap past the gate has the gap's id as its own.
    """

    condition_id: UUID
    what: str
    owner: UUID
    due: date


@record
class GateDecided:
    """What people decided at the gate, under this version of the framework, as the log stood at `position`."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    outcome: Outcome
    conditions: tuple[GateCondition, ...]
    framework: str
    position: int


@record
class GateConditionMet:
    """`met_on` is the tenant's day on which it was met."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    condition_id: UUID
    met_on: date


@record
class GateDecisionRevoked:
    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    reason: str


@record
class GateOutdated:
    """Something that the decision stood on has changed: the event `caused_by` says what."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    caused_by: UUID


GateEvent: TypeAlias = GateDecided | GateConditionMet | GateDecisionRevoked | GateOutdated
