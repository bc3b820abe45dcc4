"""One of the five stages: entered past the gate before it, led, delivered, and returned to where that must be."""

from services.engagement.domain.stage.commands import (
    AcceptDeliverable,
    CheckStageEntry,
    CompleteTrack,
    EnterStage,
    NameStageLead,
    ReopenStage,
    ReopenTrack,
    ReturnDeliverable,
    SubmitDeliverable,
    VacateStageLead,
)
from services.engagement.domain.stage.rules import STAGE

__all__ = [
    "STAGE",
    "AcceptDeliverable",
    "CheckStageEntry",
    "CompleteTrack",
    "EnterStage",
    "NameStageLead",
    "ReopenStage",
    "ReopenTrack",
    "ReturnDeliverable",
    "SubmitDeliverable",
    "VacateStageLead",
]
