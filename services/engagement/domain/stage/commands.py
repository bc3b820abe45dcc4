"""What can be asked of a stage, and why it may be refused."""

from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.stages import Stage, Track
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class NameStageLead:
    engagement_id: UUID
    stage: Stage
    lead: UUID


@record
class VacateStageLead:
    """Only that person leaves: whoever was named since stays."""

    engagement_id: UUID
    stage: Stage
    lead: UUID
    reason: str


@record
class CheckStageEntry:
    """Put on record how the stage stands to its entry criteria."""

    engagement_id: UUID
    stage: Stage


@record
class EnterStage:
    engagement_id: UUID
    stage: Stage


@record
class SubmitDeliverable:
    engagement_id: UUID
    stage: Stage
    deliverable: str
    evidence: Evidence


@record
class AcceptDeliverable:
    engagement_id: UUID
    stage: Stage
    deliverable: str


@record
class ReturnDeliverable:
    engagement_id: UUID
    stage: Stage
    deliverable: str
    reason: str


@record
class CompleteTrack:
    engagement_id: UUID
    track: Track
    stage: Stage = Stage.CLOSURE


@record
class ReopenTrack:
    engagement_id: UUID
    track: Track
    reason: str
    stage: Stage = Stage.CLOSURE


@record
class ReopenStage:
    engagement_id: UUID
    stage: Stage
    reason: str


DeliverableCommand: TypeAlias = SubmitDeliverable | AcceptDeliverable | ReturnDeliverable
TrackCommand: TypeAlias = CompleteTrack | ReopenTrack
WorkCommand: TypeAlias = DeliverableCommand | TrackCommand
StageCommand: TypeAlias = NameStageLead | VacateStageLead | CheckStageEntry | EnterStage | ReopenStage | WorkCommand


class StageNotEntered(Refused):
    """Stage {number} was not entered: no work is done in it before that."""


class StagePassed(Refused):
    """The stage after it was entered: return to stage {number} before anything in it changes."""


class EntryCriteriaNotMet(Refused):
    """Stage {number} is entered when its entry criteria are met; still lacking: {lacking}."""


class UnknownDeliverable(Refused):
    """{deliverable} is no deliverable of this stage; its deliverables are {known}."""


class NothingSubmitted(Refused):
    """Nothing was submitted for this deliverable that is still to be decided on."""


class DeliverableAlreadyAccepted(Refused):
    """The deliverable was accepted: have it returned before something else is submitted."""


class SelfAcceptance(Refused):
    """Whoever submitted a deliverable does not accept it."""
