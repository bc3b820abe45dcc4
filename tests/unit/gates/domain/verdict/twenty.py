"""Facts by which all twenty criteria that ship are met, and for each what makes it not met and what makes it stale."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from services.gates.domain.criterion.standing import Statement
from services.gates.domain.facts.model import Fact, Facts, Value
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.verdict.evaluate import evaluate
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.record import record

FAIRWAY = FRAMEWORKS["fairway", 1]
TODAY = date(2026, 3, 2)
EARLIER, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=30)

Values: TypeAlias = Mapping[str, Value]

GREEN: Values = {
    "sources.in_scope": 2,
    "sources.owned": 2,
    "sources.classified": 2,
    "sources.complete_once": True,
    "sources.approved": 2,
    "sources.approved_until": TODAY,
    "accountability.assigned": True,
    "accountability.business_role": True,
    "accountability.accepted": True,
    "accountability.complete_once": True,
    "audit_log.configured": True,
    "audit_log.passed": True,
    "audit_log.tested_on_production": True,
    "audit_log.covers_release": True,
    "audit_log.tested_on": EARLIER,
    "evidence_incident_playbook.acknowledged_share": Decimal("0.9"),
    "evidence_incident_playbook.acknowledged_version": "3",
    "evidence_incident_playbook.version": "3",
    "evidence_incident_playbook.valid_until": LATER,
    "obligations.adopted": True,
    "obligations.complete_once": True,
    "obligations.applicable": 7,
    "obligations.mapped": 7,
    "obligations.confirmed": 7,
    "environment.production": True,
    "environment.deployed_release_is_pinned": True,
    "environment.hardening_open": 0,
    "hardening.private_endpoint": True,
    "hardening.network_security": True,
    "evidence_network_security_scan.private_endpoint": True,
    "evidence_network_security_scan.open_findings": 0,
    "evidence_network_security_scan.valid_until": LATER,
    "load_test.achieved": Decimal("150.0"),
    "load_test.expected_peak_then": Decimal(100),
    "load_test.peak_expected_now": Decimal(100),
    "load_test.held": True,
    "load_test.production_like": True,
    "load_test.same_release": True,
    "load_test.same_level": True,
    "load_test.ran_on": EARLIER,
    "integration.points": 3,
    "integration.passed": 3,
    "integration.failed": 0,
    "integration.complete_once": True,
    "integration.target_production": True,
    "integration.oldest_pass_on": EARLIER,
    "evidence_fire_drill.monitors_live": True,
    "evidence_fire_drill.severities": 3,
    "evidence_fire_drill.severities_with_response": 3,
    "evidence_fire_drill.acknowledged_minutes": 5,
    "evidence_fire_drill.allowed_minutes": 5,
    "evidence_fire_drill.valid_until": LATER,
    "ownership.owner": True,
    "ownership.escalation": True,
    "ownership.obligations_accepted": True,
    "validation.metrics": 2,
    "validation.representative": 2,
    "validation.met": 2,
    "validation.same_release": True,
    "validation.present_data": True,
    "validation.oldest_run_on": EARLIER,
    "threshold.metrics": 2,
    "threshold.set": 2,
    "evidence_quality_window.metric_value": Decimal("0.95"),
    "evidence_quality_window.threshold": Decimal("0.95"),
    "evidence_quality_window.window_end": EARLIER,
    "evidence_quality_window.valid_until": LATER,
    "grounding.sources": 2,
    "grounding.complete_once": True,
    "grounding.approved": 2,
    "grounding.approved_until": LATER,
    "grounding.scoped": 2,
    "grounding.access_controlled": 2,
    "evidence_quality_baseline.metrics": 4,
    "evidence_quality_baseline.valid_until": LATER,
    "evidence_monitor_heartbeat.valid_until": TODAY,
    "evidence_fallback_drill.passed": True,
    "evidence_fallback_drill.same_release": True,
    "evidence_fallback_drill.valid_until": LATER,
    "programme.launched": True,
    "programme.cohorts": 2,
    "programme.complete_once": True,
    "programme.cohorts_below": 0,
    "programme.cohorts_aware": 2,
    "programme.cohorts_desiring": 2,
    "programme.oldest_measure_on": EARLIER,
    "training.complete_once": True,
    "training.roles": 2,
    "training.roles_published": 2,
    "training.cohorts": 2,
    "training.cohorts_trained": 2,
    "training.oldest_on": EARLIER,
    "champions.active": True,
    "champions.briefed_once": True,
    "champions.briefed_after_activation": True,
    "champions.departments": 2,
    "champions.departments_covered": 2,
    "champions.briefed_on": EARLIER,
    "managers.total": 10,
    "managers.equipped": 9,
    "managers.equipped_on": EARLIER,
    "evidence_dashboard_baseline.live": True,
    "evidence_dashboard_baseline.indicators": 5,
    "evidence_dashboard_baseline.indicators_at_baseline": 5,
    "evidence_dashboard_baseline.indicators_with_baseline": 5,
    "evidence_dashboard_baseline.set_on": EARLIER,
    "evidence_dashboard_baseline.valid_until": LATER,
    "go_live.planned": True,
    "go_live.planned_on": LATER,
    "deliverables_closure.missing": 0,
    "deliverables_hardening.missing": 0,
    "deliverables_adoption.missing": 0,
    "gaps.blocking": 0,
    "release.pinned": True,
    "vendor.runs": False,
    "readiness.baseline": True,
    "readiness.go_no_go": True,
}
SAID = {"fairway/obligations": Statement(attested={Role.GOVERNANCE_REVIEWER: LATER})}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


NOT_MET: Mapping[str, tuple[Values, ...]] = {
    "data_access": ({"sources.complete_once": False}, {"sources.in_scope": 0}),
    "accountability": ({"accountability.complete_once": False}, {"accountability.assigned": False}),
    "audit_logging": ({"audit_log.passed": False}, {"audit_log.tested_on_production": False}),
    "incident_playbook": ({"evidence_incident_playbook.acknowledged_share": Decimal("0.899999")},),
    "obligations": ({"obligations.complete_once": False, "obligations.confirmed": 6}, {"obligations.adopted": False}),
    "production_environment": ({"environment.production": False},),
    "network_security": ({"evidence_network_security_scan.open_findings": 1},),
    "load_test": ({"load_test.achieved": Decimal("149.9")}, {"load_test.held": False}),
    "integration_tests": ({"integration.failed": 1, "integration.passed": 2}, {"integration.complete_once": False}),
    "monitoring": ({"evidence_fire_drill.acknowledged_minutes": 6}, {"evidence_fire_drill.severities": 4}),
    "validated_performance": ({"validation.met": 1}, {"validation.representative": 1}),
    "quality_threshold": ({"threshold.set": 1},),
    "grounding_sources": ({"grounding.complete_once": False}, {"grounding.sources": 0}),
    "quality_baseline": ({"evidence_quality_baseline.metrics": 0},),
    "fallback": ({"evidence_fallback_drill.passed": False},),
    "change_programme": (
        {"programme.complete_once": False},
        {"programme.launched": False},
        {"programme.cohorts_below": 1, "programme.cohorts_desiring": 1},
    ),
    "role_training": ({"training.complete_once": False}, {"training.cohorts": 0}),
    "champions": ({"champions.briefed_once": False}, {"champions.active": False}),
    "managers": ({"managers.equipped": 8},),
    "adoption_dashboard": (
        {"evidence_dashboard_baseline.set_on": LATER + timedelta(days=1)},
        {"evidence_dashboard_baseline.indicators_with_baseline": 4},
    ),
}
STALE: Mapping[str, tuple[Values, ...]] = {
    "data_access": (
        {"sources.approved": 1},
        {"sources.in_scope": 3},
        {"sources.owned": 1},
        {"sources.classified": 1},
    ),
    "accountability": ({"accountability.accepted": False}, {"accountability.business_role": False}),
    "audit_logging": ({"audit_log.covers_release": False}, {"audit_log.tested_on": ago(31)}),
    "incident_playbook": (
        {"evidence_incident_playbook.version": "4"},
        {"evidence_incident_playbook.valid_until": EARLIER},
    ),
    "obligations": ({"obligations.applicable": 8}, {"obligations.confirmed": 6}),
    "production_environment": ({"environment.deployed_release_is_pinned": False},),
    "network_security": (
        {"evidence_network_security_scan.valid_until": EARLIER},
        {"evidence_network_security_scan.valid_from": ago(31)},
        {"hardening.network_security": False},
    ),
    "load_test": (
        {"load_test.peak_expected_now": Decimal("100.1")},
        {"load_test.same_release": False},
        {"load_test.ran_on": ago(91)},
    ),
    "integration_tests": (
        {"integration.oldest_pass_on": ago(31)},
        {"integration.points": 4},
        {"integration.target_production": False, "integration.passed": 0},
    ),
    "monitoring": ({"ownership.owner": False}, {"evidence_fire_drill.valid_until": EARLIER}),
    "validated_performance": ({"validation.present_data": False}, {"validation.oldest_run_on": ago(61)}),
    "quality_threshold": (
        {"evidence_quality_window.metric_value": Decimal("0.949999")},
        {"evidence_quality_window.window_end": ago(8)},
    ),
    "grounding_sources": ({"grounding.approved": 1}, {"grounding.sources": 3}, {"grounding.scoped": 1}),
    "quality_baseline": ({"evidence_monitor_heartbeat.valid_until": EARLIER},),
    "fallback": ({"evidence_fallback_drill.same_release": False}, {"evidence_fallback_drill.valid_until": EARLIER}),
    "change_programme": ({"programme.oldest_measure_on": ago(31)}, {"programme.cohorts": 3}),
    "role_training": ({"training.oldest_on": ago(181)}, {"training.cohorts": 3}, {"training.roles": 3}),
    "champions": (
        {"champions.departments_covered": 1},
        {"champions.briefed_after_activation": False},
        {"champions.briefed_on": ago(91)},
    ),
    "managers": ({"managers.equipped_on": ago(91)},),
    "adoption_dashboard": ({"evidence_dashboard_baseline.indicators": 6},),
}


@record
class Edition:
    """An edition of what ships, with facts by which all is met, and for each criterion what makes it otherwise."""

    framework: Framework
    green: Values
    not_met: Mapping[str, tuple[Values, ...]]
    stale: Mapping[str, tuple[Values, ...]]

    def facts(self, changed: Values | None = None, without: frozenset[str] = frozenset()) -> Facts:
        values = {**self.green, **(changed or {})}
        return {name: Fact(value=value, positions=(1,)) for name, value in values.items() if name not in without}

    def verdict(
        self, given: Facts, said: Mapping[str, Statement] = SAID, stage: Stage | None = Stage.ADOPTION
    ) -> Verdict:
        return evaluate((self.framework,), stage, given, said, TODAY)


FIRST = Edition(framework=FAIRWAY, green=GREEN, not_met=NOT_MET, stale=STALE)
facts, verdict = FIRST.facts, FIRST.verdict
