"""What another process may ask of gates: that they be decided, signed for, and what becomes of decisions."""

from typing import Any

from services.gates.domain.gate import (
    GATE,
    DecideGate,
    MarkOutdated,
    MeetCondition,
    RecordSignOff,
    RequestGate,
    RevokeMissed,
    WithdrawSignOff,
)
from services.gates.domain.readiness import READINESS, EvaluateReadiness
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (GATE, READINESS)

__all__ = [
    "DECIDERS",
    "DecideGate",
    "EvaluateReadiness",
    "MarkOutdated",
    "MeetCondition",
    "RecordSignOff",
    "RequestGate",
    "RevokeMissed",
    "WithdrawSignOff",
]
