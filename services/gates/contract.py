"""All that another process may know of this service: its commands, its refusals, its rows and its questions."""

from typing import Any

from services.gates.contracts import criteria, decisions, evidence, frameworks, packages
from services.gates.domain.sentences import FRENCH
from services.gates.projections import PROJECTIONS
from services.gates.projections.gate_decisions import ConditionEntry, DecisionEntry, OutdatingEntry, RevocationEntry
from services.gates.queries import QUESTIONS
from services.gates.queries.gate_decisions import Gate, decisions_of
from shared.kernel.contract import Contract
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refused, refusals

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (
    *frameworks.DECIDERS,
    *evidence.DECIDERS,
    *criteria.DECIDERS,
    *decisions.DECIDERS,
    *packages.DECIDERS,
)

REFUSALS: tuple[type[Refused], ...] = refusals("services.gates.domain", "shared.kernel")

CONTRACT = Contract(
    name="gates",
    deciders=DECIDERS,
    questions=QUESTIONS,
    refusals=REFUSALS,
    french=FRENCH,
    rows={projection.name: projection.row for projection in PROJECTIONS},
)

__all__ = [
    "CONTRACT",
    "DECIDERS",
    "QUESTIONS",
    "REFUSALS",
    "ConditionEntry",
    "DecisionEntry",
    "Gate",
    "OutdatingEntry",
    "RevocationEntry",
    "decisions_of",
]
