"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.gates.queries import (
    criteria_sets,
    criterion_statements,
    decays,
    evidence,
    frameworks,
    gate_decisions,
    gates,
    packages,
    readiness,
    verdicts,
    waited,
    waterfalls,
    what_ifs,
)

QUESTIONS: tuple[Callable[..., Any], ...] = (
    gate_decisions.decisions_of,
    frameworks.frameworks_of,
    frameworks.documents_of,
    criteria_sets.criteria_sets_of,
    criteria_sets.engagements_without_criteria,
    criteria_sets.engagements_without_criteria_counts,
    criterion_statements.statements_of,
    evidence.evidence_by_id,
    evidence.evidence_pages_of,
    evidence.evidence_counts_of,
    evidence.last_evidence_of,
    gates.gates_of,
    gates.gate_pages,
    verdicts.verdicts_of,
    readiness.readiness_of,
    what_ifs.what_ifs_of,
    decays.decays_of,
    waterfalls.waterfalls_of,
    packages.packages_of,
    packages.package_pages_of,
    packages.package_counts_of,
    packages.package_contents_of,
    waited.waited_at_gates,
)
