"""The facts that rules may be written about: those of the sheet, and those that each kind of evidence adds."""

from collections.abc import Iterable, Mapping

from services.gates.domain.facts.model import FactKind, Meaning
from services.gates.domain.framework.model import EvidenceKind

OF_EVIDENCE = {
    "present": FactKind.TRUTH,
    "valid_until": FactKind.DAY,
    "submitted_on": FactKind.DAY,
    "same_release": FactKind.TRUTH,
}

NAMES: Mapping[FactKind, str] = {
    FactKind.TRUTH: """
        accountability.assigned accountability.accepted accountability.business_role
        audit_log.configured audit_log.tested_on_production audit_log.passed audit_log.covers_release
        environment.production environment.deployed_release_is_pinned release.pinned
        load_test.held load_test.same_release load_test.same_level load_test.production_like
        integration.target_production validation.same_release
        programme.created programme.launched champions.active champions.briefed_after_activation
        scope.defined pilot.closed vendor.runs vendor.transferred vendor.knowledge_verified validation.present_data
        hardening.private_endpoint hardening.network_security gaps.baselined
        ownership.owner ownership.obligations_accepted ownership.escalation
        hand_over.accepted report.adoption_published readiness.baseline readiness.go_no_go
    """,
    FactKind.COUNT: """
        sources.in_scope sources.owned sources.classified sources.approved sources.approved_once
        environment.hardening_open integration.points integration.passed
        validation.metrics validation.met validation.representative threshold.metrics threshold.set
        grounding.sources grounding.approved grounding.approved_once grounding.scoped grounding.access_controlled
        programme.cohorts programme.cohorts_aware programme.cohorts_desiring
        training.roles training.roles_published training.cohorts training.cohorts_trained
        champions.departments champions.departments_covered managers.total managers.equipped
        gaps.open gaps.blocking gaps.without_owner gaps.without_estimate gaps.unverified
        deliverables_assessment.missing deliverables_closure.missing deliverables_hardening.missing
        deliverables_adoption.missing deliverables_launch.missing
        pilot.results pilot.results_without_target vendor.decisions_open
    """,
    FactKind.DECIMAL: "load_test.achieved load_test.expected_peak_then load_test.peak_expected_now",
    FactKind.DAY: """
        sources.approved_until audit_log.tested_on environment.deployed_on release.pinned_on load_test.ran_on
        integration.oldest_pass_on validation.oldest_run_on validation.fresh_until grounding.approved_until
        programme.launched_on programme.oldest_measure_on training.oldest_on champions.briefed_on
        managers.equipped_on go_live.planned_on
    """,
}
VOCABULARY: Mapping[str, Meaning] = {
    name: Meaning(name=name, kind=kind, en=name, fr=name) for kind, names in NAMES.items() for name in names.split()
}


def vocabulary(kinds: Iterable[EvidenceKind]) -> Mapping[str, Meaning]:
    """All that rules may name where these kinds of evidence are known."""
    added = {
        f"evidence_{kind.name}.{name}": (kind, FactKind(value))
        for kind in kinds
        for name, value in (*OF_EVIDENCE.items(), *kind.values.items())
    }
    return {
        **VOCABULARY,
        **{name: Meaning(name=name, kind=of, en=kind.words.en, fr=kind.words.fr) for name, (kind, of) in added.items()},
    }
