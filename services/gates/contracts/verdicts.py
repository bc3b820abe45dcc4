"""What another process may know of verdicts: at a gate, by all criteria, and as they were evaluated."""

from services.gates.domain.framework.model import Words
from services.gates.domain.verdict.assuming import AssumedFact
from services.gates.domain.verdict.compared import Compared
from services.gates.domain.verdict.waterfall import Fall
from services.gates.projections.gates import GateEntry, RequestEntry, SignOffEntry, WithdrawalEntry
from services.gates.projections.readiness_evaluations import ReadinessEntry
from services.gates.queries.decays import Decay, DecayLine, decays_of
from services.gates.queries.gate_decisions import Gate
from services.gates.queries.gates import gate_pages, gates_of
from services.gates.queries.readiness import EvaluationLine, ReadinessLine, readiness_of
from services.gates.queries.verdict_lines import (
    AskedLine,
    BrokenLine,
    CriterionLine,
    DomainLine,
    FactLine,
    RequirementLine,
    VerdictLine,
)
from services.gates.queries.verdicts import Measured, verdicts_of
from services.gates.queries.waterfalls import Way, waterfalls_of
from services.gates.queries.what_ifs import WhatIf, WhatIfLine, what_ifs_of

__all__ = [
    "AskedLine",
    "AssumedFact",
    "BrokenLine",
    "Compared",
    "CriterionLine",
    "Decay",
    "DecayLine",
    "DomainLine",
    "EvaluationLine",
    "FactLine",
    "Fall",
    "Gate",
    "GateEntry",
    "Measured",
    "ReadinessEntry",
    "ReadinessLine",
    "RequestEntry",
    "RequirementLine",
    "SignOffEntry",
    "VerdictLine",
    "Way",
    "WhatIf",
    "WhatIfLine",
    "WithdrawalEntry",
    "Words",
    "decays_of",
    "gate_pages",
    "gates_of",
    "readiness_of",
    "verdicts_of",
    "waterfalls_of",
    "what_ifs_of",
]
