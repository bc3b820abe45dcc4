"""What takes from each of the twenty criteria that ship what it stood on, and the fact that reads differently then."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from shared.events.engagements import SystemOwnerVacated
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.obligations import AdoptedDuty
from tests.facts import (
    accountability,
    environments,
    evidence,
    hardening,
    integrations,
    obligations,
    population,
    programme,
    releases,
    series,
    sources,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO
from tests.unit.gates.domain.gate.twenty_met import DASHBOARD, FALLBACK, HEARTBEAT, PLAYBOOK, WINDOW
from tests.unit.gates.domain.gate.twenty_met_second import MEASURED


def revised(piece: EvidenceSubmitted, **values: str) -> EvidenceRevised:
    """The same artefact, which says something else now."""
    told = {each.name: each.value for each in piece.values} | values
    return replace(
        evidence.EVIDENCE_REVISED,
        evidence_id=piece.evidence_id,
        values=tuple(EvidenceValue(name=name, value=value) for name, value in told.items()),
        release_id=piece.release_id,
        valid_from=piece.valid_from,
        valid_until=piece.valid_until,
    )


NEW_DUTY = AdoptedDuty(instrument="osfi_e23", at="Principle 4", jurisdiction="canada", criteria=(5,), digest="3c" * 32)
MORE_ROLES = replace(population.POPULATION_DEFINED, roles=(*population.POPULATION_DEFINED.roles, "Clerk"))
MORE_MANAGERS = replace(
    population.POPULATION_DEFINED,
    departments=tuple(replace(each, managers=5) for each in population.POPULATION_DEFINED.departments),
)
CHANGED: Mapping[str, tuple[Any, str]] = {
    "data_access": (replace(sources.SOURCE_REGISTERED, source_id=UUID(int=0x52)), "sources.in_scope"),
    "accountability": (
        replace(accountability.ACCOUNTABILITY_ASSIGNED, person=BO),
        "accountability.accepted",
    ),
    "audit_logging": (environments.DEPLOYED, "audit_log.covers_release"),
    "incident_playbook": (revised(PLAYBOOK, version="4"), "evidence_incident_playbook.version"),
    "obligations": (
        replace(obligations.SET_ADOPTED, edition=3, duties=(*obligations.SET_ADOPTED.duties, NEW_DUTY)),
        "obligations.applicable",
    ),
    "network_security": (environments.HARDENING_REOPENED, "hardening.private_endpoint"),
    "load_test": (
        replace(releases.PEAK_EXPECTED, requests_per_second=releases.PEAK_EXPECTED.requests_per_second * 2),
        "load_test.peak_expected_now",
    ),
    "integration_tests": (replace(integrations.POINT_DECLARED, point_id=UUID(int=0x99)), "integration.points"),
    "monitoring": (SystemOwnerVacated(engagement_id=ENGAGEMENT, owner=CLEO, reason="Left."), "ownership.owner"),
    "validated_performance": (hardening.DATASET_REVISED, "validation.present_data"),
    "quality_threshold": (revised(WINDOW, metric_value="0.89"), "evidence_quality_window.metric_value"),
    "grounding_sources": (hardening.GROUNDING_REVISED, "grounding.approved"),
    "quality_baseline": (
        EvidenceWithdrawn(evidence_id=HEARTBEAT.evidence_id, reason="It fell silent.", withdrawer=CLEO),
        "evidence_monitor_heartbeat.id",
    ),
    "fallback": (revised(FALLBACK, passed="false"), "evidence_fallback_drill.passed"),
    "change_programme": (population.WRITERS_DEFINED, "programme.cohorts"),
    "role_training": (MORE_ROLES, "training.roles"),
    "champions": (programme.CLEO_LEFT, "champions.briefed_after_activation"),
    "managers": (MORE_MANAGERS, "managers.total"),
    "adoption_dashboard": (revised(DASHBOARD, indicators="6"), "evidence_dashboard_baseline.indicators"),
}
CHANGED_SECOND: Mapping[str, tuple[Any, str]] = {
    **CHANGED,
    "quality_threshold": (revised(MEASURED, metric_value="69"), "quality.met"),
    "adoption_dashboard": (
        replace(series.SERIES_DEFINED, series_id=UUID(int=0x5E3), name="Help requests"),
        "measurement.indicators",
    ),
}
