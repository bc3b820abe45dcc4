"""Facts about the gate at the end of a stage. Stream `gate-{engagement_id}-{stage}`, by gates."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef, Verdict
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

    A condition that carries a gap past the gate has the gap's id as its own; one that carries a criterion or a
    requirement past it names that as `criterion`, as `framework/code`.
    """

    condition_id: UUID
    what: str
    owner: UUID
    due: date
    criterion: str = ""


@record
class GateRequested:
    """Somebody asks that it be decided whether the stage may be left."""

    engagement_id: UUID
    stage: Stage
    request_id: UUID
    requester: UUID


@record
class SignOffRecorded:
    """The signer answers for a domain of the framework, told as `framework/domain`, in this role.

    `digest` is the SHA-256 of the canonical JSON of what the verdict says of the domain, in hex: it stands for that.
    """

    engagement_id: UUID
    stage: Stage
    request_id: UUID
    domain: str
    signer: UUID
    role: str
    digest: str
    position: int


@record
class SignOffWithdrawn:
    """The signer no longer answers for it."""

    engagement_id: UUID
    stage: Stage
    request_id: UUID
    domain: str
    signer: UUID
    reason: str


@record
class GateEvaluated:
    """What the rules made of the log as it stood at `position`, as a decision was made."""

    engagement_id: UUID
    stage: Stage
    evaluation_id: UUID
    frameworks: tuple[FrameworkRef, ...]
    position: int
    verdict: Verdict


@record
class GateDecided:
    """What people decided at the gate, under this version of the framework, as the log stood at `position`.

    `evaluation_id` is that of the verdict which lay before them.
    """

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    outcome: Outcome
    conditions: tuple[GateCondition, ...]
    framework: str
    position: int
    evaluation_id: UUID | None = None
    decider: UUID | None = None
    reason: str = ""


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
    """`condition_id` is that of the condition which missed its day."""

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    reason: str
    condition_id: UUID | None = None


@record
class GateOutdated:
    """Something that the decision stood on has changed: the event `caused_by` says what.

    `criterion` is the first that lets the gate pass no longer, `fact` the first of its facts that changed, with its
    value `before` and `after`, in words; empty where there is none.
    """

    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    caused_by: UUID
    criterion: str = ""
    fact: str = ""
    before: str = ""
    after: str = ""


DecisionEvent: TypeAlias = GateDecided | GateConditionMet | GateDecisionRevoked | GateOutdated
GateEvent: TypeAlias = GateRequested | SignOffRecorded | SignOffWithdrawn | GateEvaluated | DecisionEvent
