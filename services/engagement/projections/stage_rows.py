"""What a stage is shown as: what it delivered, what was checked, how its gate decided, and when it was entered."""

from datetime import datetime
from uuid import UUID

from services.engagement.domain.gate_standing import Decided
from services.engagement.domain.stage_status import DeliverableStatus, StageMove
from shared.events.gaps import Evidence
from shared.events.stages import Stage, Track
from shared.kernel.record import record


@record
class DeliverableEntry:
    """The last submission, and what was said of it; `reason` is why it was returned."""

    name: str
    status: DeliverableStatus
    evidence: Evidence
    submitter: UUID
    submitted_at: datetime
    accepter: UUID | None = None
    accepted_at: datetime | None = None
    reason: str | None = None


@record
class TrackEntry:
    """A track that is complete."""

    track: Track
    completed_at: datetime


@record
class CheckEntry:
    """What was put on record of the entry criteria; their names are those of the policy of that version."""

    policy: int
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    checked_at: datetime
    checked_by: UUID


@record
class GateEntry:
    decision: Decided
    decided_at: datetime


@record
class MoveEntry:
    move: StageMove
    at: datetime
    by: UUID
    reason: str | None = None


@record
class StageEntry:
    """`policy` is the version under which work in the stage began, None before that; `tracks` are the complete ones."""

    stage: Stage
    version: int = 0
    policy: int | None = None
    entered_at: datetime | None = None
    lead: UUID | None = None
    deliverables: tuple[DeliverableEntry, ...] = ()
    tracks: tuple[TrackEntry, ...] = ()
    checked: CheckEntry | None = None
    gate: GateEntry | None = None
    moves: tuple[MoveEntry, ...] = ()


@record
class StagesEntry:
    """All five, in their order; `scoped`: the engagement has a scope; `to_accept`: a deliverable is submitted."""

    engagement_id: UUID
    stages: tuple[StageEntry, ...]
    scoped: bool = False
    to_accept: bool = False
