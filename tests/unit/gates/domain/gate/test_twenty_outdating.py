"""Each of the twenty criteria loses what it stood on in turn: exactly the decisions that ask for it fall, by that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, MarkOutdated
from services.gates.domain.gate.refusals import StandsAsDecided
from services.gates.domain.reactions import REACTIONS
from shared.events.engagements import SystemOwnerVacated
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.gates import GateOutdated
from shared.events.obligations import AdoptedDuty
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState
from shared.kernel.decider import Actor, Asked
from shared.kernel.recorded import Recorded
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
    sources,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.history import recorded
from tests.unit.gates.domain.gate.twenty_met import (
    ALL,
    DASHBOARD,
    FAIRWAY,
    FALLBACK,
    HEARTBEAT,
    PLAYBOOK,
    TODAY,
    WINDOW,
    decided,
    decision_of,
    verdict_of,
)

pytestmark = pytest.mark.req("X3")

DECIDED = decided()
ASKING = {gate.stage for gate in FAIRWAY.gates if gate.criteria}
ASKED_BY = {
    each.code: {gate.stage for gate in FAIRWAY.gates if each.code in gate.criteria} for each in FAIRWAY.criteria
}
ANOTHER_RELEASE = UUID(int=0x4F)
(LOOK_AGAIN,) = REACTIONS


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
ADDED_TO = (
    *("data_access", "obligations", "integration_tests", "change_programme", "role_training", "adoption_dashboard"),
    *("accountability", "audit_logging", "incident_playbook", "load_test", "champions", "grounding_sources"),
)


def marked(stage: Stage, *since: Any) -> GateOutdated | None:  # noqa: ANN401 - any facts
    """What becomes of the decision at this gate."""
    command = MarkOutdated(engagement_id=ENGAGEMENT, stage=stage, decision_id=decision_of(stage))
    asked = Asked(by=Actor(person=ANA), at=NOW, day=TODAY)
    try:
        (fact,) = GATE.decide(command, GATE.replay(recorded((*DECIDED, *since))), asked)
    except StandsAsDecided:
        return None
    assert isinstance(fact, GateOutdated)
    return fact


def looked_at(event: Any) -> set[Stage]:  # noqa: ANN401 - any fact
    """At which gates the decision is looked at again because of the event."""
    remembered: Any = {}
    history: list[Recorded[Any]] = list(recorded((*DECIDED, event)))
    for each in history:
        remembered = LOOK_AGAIN.remembering(remembered, each)
    return {command.stage for command in LOOK_AGAIN.called_for(remembered, history[-1])}


def test_all_twenty_are_met_by_what_happened() -> None:
    verdict = verdict_of(ALL, None)
    assert {each.code: each.broken for each in verdict.criteria if each.state is not CriterionState.MET} == {}
    assert len(verdict.criteria) == len(FAIRWAY.criteria)
    assert set(CHANGED) | {"production_environment"} == {each.code for each in FAIRWAY.criteria}


@pytest.mark.parametrize("code", CHANGED)
def test_exactly_the_decisions_that_stood_on_it_fall_and_name_event_criterion_and_fact(code: str) -> None:
    event, fact = CHANGED[code]
    fallen = {stage: found for stage in ASKING if (found := marked(stage, event)) is not None}
    assert set(fallen) == ASKED_BY[code]
    for stage, found in fallen.items():
        assert (found.stage, found.caused_by) == (stage, UUID(int=len(DECIDED) + 1))
        assert (found.criterion, found.fact) == (f"fairway/{code}", fact)
        assert found.before != found.after
    assert set(fallen) <= looked_at(event)


@pytest.mark.parametrize("code", ADDED_TO)
def test_what_was_complete_and_is_asked_for_more_since_reads_stale(code: str) -> None:
    after = verdict_of((*ALL, CHANGED[code][0]), None)
    (own,) = (each for each in after.criteria if each.code == f"fairway/{code}")
    assert own.state is CriterionState.STALE


def test_another_release_takes_from_all_that_was_shown_of_the_one_before() -> None:
    other = replace(releases.PINNED, release_id=ANOTHER_RELEASE)
    after = verdict_of((*ALL, other), None)
    states = {each.code.removeprefix("fairway/"): each.state for each in after.criteria}
    lost = {code for code, state in states.items() if state is not CriterionState.MET}
    assert lost == {
        *("audit_logging", "production_environment", "load_test", "integration_tests"),
        *("validated_performance", "fallback"),
    }
    assert {states[code] for code in lost} == {CriterionState.STALE}
    assert {stage for stage in ASKING if marked(stage, other)} == ASKING


def test_what_is_deployed_elsewhere_than_pinned_takes_the_environment_along() -> None:
    elsewhere = replace(environments.DEPLOYED, release_id=ANOTHER_RELEASE)
    after = verdict_of((*ALL, elsewhere), None)
    lost = {each.code for each in after.criteria if each.state is not CriterionState.MET}
    assert lost == {"fairway/audit_logging", "fairway/production_environment"}
    assert {stage for stage in ASKING if marked(stage, elsewhere)} == ASKED_BY["production_environment"]
