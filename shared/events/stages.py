"""Facts about one of an engagement's five stages. Stream `stage-{engagement_id}-{stage}`, by engagement."""

from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


class Stage(StrEnum):
    """In the order in which they are gone through."""

    ASSESSMENT = "assessment"
    CLOSURE = "closure"
    HARDENING = "hardening"
    ADOPTION = "adoption"
    LAUNCH = "launch"

    @property
    def number(self) -> int:
        return tuple(Stage).index(self) + 1


class Track(StrEnum):
    """What is worked on in parallel while gaps are closed."""

    GOVERNANCE = "governance"
    INFRASTRUCTURE = "infrastructure"


@record
class StageLeadNamed:
    engagement_id: UUID
    stage: Stage
    lead: UUID


@record
class StageLeadVacated:
    """Whoever led it does so no more, and nobody took their place."""

    engagement_id: UUID
    stage: Stage
    lead: UUID
    reason: str


@record
class EntryCriteriaChecked:
    """How the stage stood to its entry criteria. `policy` is the version of the stages' policy that they are from."""

    engagement_id: UUID
    stage: Stage
    policy: int
    met: tuple[str, ...]
    unmet: tuple[str, ...]


@record
class StageEntered:
    """On the strength of this decision at the gate before it."""

    engagement_id: UUID
    stage: Stage
    policy: int
    decision_id: UUID


@record
class StageReopened:
    """Work returns to this stage: later ones are no longer entered, and no gate from this one on is passed."""

    engagement_id: UUID
    stage: Stage
    reason: str


@record
class DeliverableSubmitted:
    engagement_id: UUID
    stage: Stage
    policy: int
    deliverable: str
    evidence: Evidence
    submitter: UUID


@record
class DeliverableAccepted:
    engagement_id: UUID
    stage: Stage
    deliverable: str
    accepter: UUID


@record
class DeliverableReturned:
    engagement_id: UUID
    stage: Stage
    deliverable: str
    reason: str


@record
class TrackCompleted:
    engagement_id: UUID
    stage: Stage
    track: Track


@record
class TrackReopened:
    engagement_id: UUID
    stage: Stage
    track: Track
    reason: str


StageEvent: TypeAlias = (
    StageLeadNamed
    | EntryCriteriaChecked
    | StageEntered
    | StageReopened
    | DeliverableSubmitted
    | DeliverableAccepted
    | DeliverableReturned
    | TrackCompleted
    | TrackReopened
    | StageLeadVacated
)
