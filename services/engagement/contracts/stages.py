"""What another process may know of the five stages: their commands, what is read of them, and its words."""

from services.engagement.domain.delay.forecast import Forecast as StageForecast
from services.engagement.domain.gate_standing import Standing
from services.engagement.domain.stage import (
    AcceptDeliverable,
    CheckStageEntry,
    CompleteTrack,
    EnterStage,
    NameStageLead,
    ReopenStage,
    ReopenTrack,
    ReturnDeliverable,
    SubmitDeliverable,
)
from services.engagement.domain.stage_policy import LATEST_POLICY, POLICIES, Criterion
from services.engagement.domain.stage_status import DeliverableStatus, StageMove, StageStatus
from services.engagement.projections.stage_delays import DelayEntry
from services.engagement.projections.stage_rows import MoveEntry
from services.engagement.queries.stage_delays import stage_delays_of
from services.engagement.queries.stage_forecasts import stage_forecasts_of
from services.engagement.queries.stages import (
    CheckLine,
    CriterionLine,
    DeliverableLine,
    GateLine,
    RecordedCheckLine,
    StageLine,
    TrackLine,
)

__all__ = [
    "LATEST_POLICY",
    "POLICIES",
    "AcceptDeliverable",
    "CheckLine",
    "CheckStageEntry",
    "CompleteTrack",
    "Criterion",
    "CriterionLine",
    "DelayEntry",
    "DeliverableLine",
    "DeliverableStatus",
    "EnterStage",
    "GateLine",
    "MoveEntry",
    "NameStageLead",
    "RecordedCheckLine",
    "ReopenStage",
    "ReopenTrack",
    "ReturnDeliverable",
    "StageForecast",
    "StageLine",
    "StageMove",
    "StageStatus",
    "Standing",
    "SubmitDeliverable",
    "TrackLine",
    "stage_delays_of",
    "stage_forecasts_of",
]
