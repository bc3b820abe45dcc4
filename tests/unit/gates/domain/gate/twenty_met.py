"""An engagement that meets all twenty criteria that ship, by events alone, and was let pass at each gate that asks.

By the first edition; `twenty_met_second` has what the second one asks for beside it.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from services.gates.domain.gate.case import Case, Past, evolve
from shared.events.criteria import CriterionAttested
from shared.events.environments import HardeningKind
from shared.events.evidence import EvidenceSubmitted, EvidenceValue
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.gates import GateDecided, GateEvaluated, Outcome
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.record import record
from tests.facts import (
    accountability,
    audit_logging,
    engagements,
    environments,
    evidence,
    go_live,
    hardening,
    integrations,
    obligations,
    ownership,
    population,
    programme,
    releases,
    sources,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, DEE, NOW
from tests.history import recorded

FAIRWAY = FRAMEWORKS["fairway", 1]
TODAY = NOW.date()
YESTERDAY, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=60)
NETWORK = UUID(int=0x17F)
KINDS = [kind.name for kind in FAIRWAY.evidence]


def shown(kind: str, until: date = LATER, **values: str) -> EvidenceSubmitted:
    """One piece of each kind."""
    return replace(
        evidence.EVIDENCE_SUBMITTED,
        evidence_id=UUID(int=0xE00 + KINDS.index(kind)),
        criterion="fairway/any",
        kind=kind,
        values=tuple(EvidenceValue(name=name, value=value) for name, value in values.items()),
        valid_from=YESTERDAY,
        valid_until=until,
    )


PLAYBOOK = shown("incident_playbook", version="3", acknowledged_version="3", acknowledged_share="0.95")
SCAN = shown("network_security_scan", private_endpoint="true", open_findings="0")
FIRE_DRILL = shown(
    "fire_drill",
    monitors_live="true",
    severities="3",
    severities_with_response="3",
    acknowledged_minutes="4",
    allowed_minutes="5",
)
WINDOW = shown("quality_window", metric_value="0.95", threshold="0.90", window_end=YESTERDAY.isoformat())
HEARTBEAT = shown("monitor_heartbeat", TODAY + timedelta(days=1))
FALLBACK = shown("fallback_drill", passed="true")
DASHBOARD = shown(
    "dashboard_baseline",
    live="true",
    indicators="5",
    indicators_at_baseline="5",
    indicators_with_baseline="5",
    set_on=YESTERDAY.isoformat(),
)
ATTESTED = CriterionAttested(
    engagement_id=ENGAGEMENT,
    criterion="fairway/obligations",
    attester=DEE,
    role="governance_reviewer",
    statement="I read all of it.",
    valid_until=LATER,
    evidence=(),
)
NETWORK_ADDED = replace(environments.ITEM_ADDED, item_id=NETWORK, kind=HardeningKind.NETWORK_SECURITY)

DATA = (
    *(sources.SOURCE_REGISTERED, sources.CLASSIFIED, sources.ACCESS_APPROVED),
    *(accountability.ACCOUNTABILITY_ASSIGNED, accountability.ACCOUNTABILITY_ACCEPTED),
    *(obligations.SET_ADOPTED, obligations.EXCLUDED, obligations.MAPPED, obligations.CONFIRMED, ATTESTED),
    *(hardening.METRIC_DEFINED, hardening.THRESHOLD_SET, hardening.DATASET_DECLARED),
    *(hardening.GROUNDING_DECLARED, hardening.GROUNDING_SCOPED),
    *(hardening.ACCESS_CONTROLLED, hardening.GROUNDING_APPROVED),
)
RUNNING = (
    *(releases.PINNED, releases.PEAK_EXPECTED, releases.LEVEL_SET, releases.LOAD_TESTED),
    *(environments.PRODUCTION_DECLARED, environments.ITEM_ADDED, NETWORK_ADDED, environments.DEPLOYED),
    *(environments.HARDENING_VERIFIED, replace(environments.HARDENING_VERIFIED, item_id=NETWORK)),
    *(audit_logging.LOGGING_CONFIGURED, audit_logging.LOGGING_TESTED),
    *(integrations.POINT_DECLARED, integrations.INTEGRATION_PASSED),
    *(engagements.OWNER_ASSIGNED, ownership.PATH_DEFINED, ownership.ACCEPTED),
    replace(hardening.VALIDATED, value=Decimal(70)),
)
PEOPLE = (
    *(programme.CREATED, population.POPULATION_DEFINED, population.HANDLERS_DEFINED, programme.LAUNCHED),
    *(programme.AWARE, programme.WILLING),
    *(programme.TRAINING, replace(programme.TRAINING, role=population.LEADER, digest="5f" * 32)),
    replace(programme.TRAINED, count=population.HANDLERS_DEFINED.headcount),
    *(programme.BO_NOMINATED, programme.CLEO_NOMINATED, programme.ACTIVATED, programme.BRIEFED),
    replace(programme.EQUIPPED, count=4),
    replace(programme.EQUIPPED, department=population.LETTERS, count=1),
)
ALL: tuple[Any, ...] = (
    engagements.STARTED,
    CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(reference(FAIRWAY),), reason="It ships."),
    *DATA,
    *RUNNING,
    *PEOPLE,
    *(PLAYBOOK, SCAN, FIRE_DRILL, WINDOW, HEARTBEAT, FALLBACK, DASHBOARD),
    shown("quality_baseline", metrics="4"),
    go_live.GO_LIVE_PLANNED,
)


@record
class Met:
    """All of an edition's criteria are met by what `happened`."""

    framework: Framework
    happened: tuple[Any, ...]


FIRST = Met(framework=FAIRWAY, happened=ALL)


def verdict_of(facts: tuple[Any, ...], stage: Stage | None) -> Verdict:
    past = Past()
    for each in recorded(facts):
        past = evolve(past, each)
    return Case(past, stage).verdict(TODAY)


def decision_of(stage: Stage) -> UUID:
    return UUID(int=0xD0 + stage.number)


def decided(met: Met) -> tuple[Any, ...]:
    """At every gate that asks for criteria, on what the log shows then."""
    gates = (gate.stage for gate in met.framework.gates if gate.criteria)
    return (*met.happened, *(event for stage in gates for event in decided_at(stage, met)))


def decided_at(stage: Stage, met: Met) -> tuple[GateEvaluated, GateDecided]:
    position, adopted = len(met.happened), reference(met.framework)
    evaluated = GateEvaluated(
        engagement_id=ENGAGEMENT,
        stage=stage,
        evaluation_id=UUID(int=0xE0 + stage.number),
        frameworks=(adopted,),
        position=position,
        verdict=verdict_of(met.happened, stage),
    )
    go = GateDecided(
        engagement_id=ENGAGEMENT,
        stage=stage,
        decision_id=decision_of(stage),
        outcome=Outcome.GO,
        conditions=(),
        framework=f"{adopted.name} {adopted.version}",
        position=position,
        evaluation_id=evaluated.evaluation_id,
        decider=BO,
    )
    return evaluated, go
