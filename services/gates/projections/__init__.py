"""The gates service's read models."""

from typing import Any

from services.gates.projections.criteria_sets import CRITERIA_SETS
from services.gates.projections.criterion_statements import CRITERION_STATEMENTS
from services.gates.projections.evidence import EVIDENCE
from services.gates.projections.fact_items import FACT_ITEMS
from services.gates.projections.frameworks import FRAMEWORKS
from services.gates.projections.gate_decisions import GATE_DECISIONS
from services.gates.projections.gates import GATES
from services.gates.projections.packages import PACKAGES
from services.gates.projections.readiness_evaluations import READINESS_EVALUATIONS
from services.gates.projections.time_zones import TIME_ZONES
from services.gates.projections.timers import TIMERS
from shared.projecting.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (
    GATE_DECISIONS,
    FRAMEWORKS,
    CRITERIA_SETS,
    EVIDENCE,
    CRITERION_STATEMENTS,
    TIMERS,
    FACT_ITEMS,
    GATES,
    READINESS_EVALUATIONS,
    PACKAGES,
    TIME_ZONES,
)
