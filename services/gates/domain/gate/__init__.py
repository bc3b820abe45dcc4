"""A gate: somebody asks, people sign for their domains, and somebody accountable decides, as the rules allow."""

from services.gates.domain.gate.commands import (
    DecideGate,
    GateCommand,
    MarkOutdated,
    MeetCondition,
    RecordSignOff,
    RequestGate,
    RevokeMissed,
    WithdrawSignOff,
)
from services.gates.domain.gate.rules import GATE

__all__ = [
    "GATE",
    "DecideGate",
    "GateCommand",
    "MarkOutdated",
    "MeetCondition",
    "RecordSignOff",
    "RequestGate",
    "RevokeMissed",
    "WithdrawSignOff",
]
