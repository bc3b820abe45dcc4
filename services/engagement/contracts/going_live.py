"""What another process may know of going live and of ends: their commands, what is read of them, and their words."""

from typing import Any

from services.engagement.domain.ending import (
    ENDING,
    CompleteEngagement,
    ParkEngagement,
    ResumeEngagement,
    StopEngagement,
)
from services.engagement.domain.expiry import EXPIRY, ExpirePilot
from services.engagement.domain.go_live import GO_LIVE, AcceptHandOver, GoLive, PlanGoLive, RescheduleGoLive
from services.engagement.domain.go_live.blockers import Blocker
from services.engagement.domain.go_live.commands import NotReadyToGoLive, understood
from services.engagement.domain.go_live_policy import LATEST_POLICY, BlockerCode
from services.engagement.domain.halted import goes_on
from services.engagement.domain.launch_lead import earliest_after
from services.engagement.domain.outcome import ENDED, REACHED, PilotOutcome
from services.engagement.domain.scope import SCOPE, DefineScope
from services.engagement.projections.go_lives import GoLiveEntry, ViolationEntry
from services.engagement.projections.outcomes import OutcomeEntry
from services.engagement.projections.scopes import ScopeEntry
from services.engagement.queries.going_live import blockers_of, go_lives_of, scopes_of
from services.engagement.queries.outcomes import Portfolio, outcomes_of, portfolios
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (SCOPE, GO_LIVE)
ENDS: tuple[Decider[Any, Any, Any], ...] = (ENDING, EXPIRY)

__all__ = [
    "DECIDERS",
    "ENDED",
    "ENDS",
    "LATEST_POLICY",
    "REACHED",
    "AcceptHandOver",
    "Blocker",
    "BlockerCode",
    "CompleteEngagement",
    "DefineScope",
    "ExpirePilot",
    "GoLive",
    "GoLiveEntry",
    "NotReadyToGoLive",
    "OutcomeEntry",
    "ParkEngagement",
    "PilotOutcome",
    "PlanGoLive",
    "Portfolio",
    "RescheduleGoLive",
    "ResumeEngagement",
    "ScopeEntry",
    "StopEngagement",
    "ViolationEntry",
    "blockers_of",
    "earliest_after",
    "go_lives_of",
    "goes_on",
    "outcomes_of",
    "portfolios",
    "scopes_of",
    "understood",
]
