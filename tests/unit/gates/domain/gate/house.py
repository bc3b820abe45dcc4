"""A house framework of three criteria in two domains, and an engagement that meets all of it.

Ana leads, Bo showed the evidence, Cleo owns the data, Eli leads infrastructure, Dee sponsors.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from services.gates.domain.gate import GATE, DecideGate, RecordSignOff, RequestGate
from services.gates.domain.gate.case import Case, Past, evolve
from services.gates.domain.verdict.canonical import domain_digest
from shared.events.evidence import EvidenceValue
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.gates import GateCondition, GateDecided, GateEvaluated, Outcome, SignOffRecorded
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.decider import Actor, Asked
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import EVIDENCE_SUBMITTED
from tests.facts.gaps import OPENED, OWNED
from tests.facts.people import ANA, BO, CLEO, DEE, ELI, NOW, as_role
from tests.facts.scope import SCOPE_DEFINED
from tests.facts.sources import ACCESS_APPROVED, ACCESS_REQUESTED, CLASSIFIED, SOURCE_REGISTERED
from tests.history import recorded
from tests.scenario import of_every_role

HOUSE = read("""\
name: house
version: 1
title: {en: House rules, fr: Règles de la maison}
domains:
  - {name: technical, en: Technology, fr: Technique, signs: [infrastructure_lead]}
  - {name: data, en: Data, fr: Données, signs: [data_owner, model_lead]}
evidence:
  - {name: drill, en: A drill, fr: Un exercice, values: {passed: truth}}
criteria:
  - code: no_blockers
    number: 1
    domain: technical
    statement: {en: Nothing blocks., fr: Rien ne bloque.}
    holds: [{code: none, rule: gaps.blocking == 0, en: None., fr: Aucun.}]
  - code: rehearsed
    number: 2
    domain: technical
    statement: {en: It was rehearsed., fr: Répété.}
    holds: [{code: passed, rule: evidence_drill.passed, en: It passed., fr: Réussi.}]
    evidence: [{kind: drill, days: 90}]
  - code: sources
    number: 3
    domain: data
    waivable: false
    statement: {en: Sources are approved., fr: Les sources sont approuvées.}
    holds: [{code: approved, rule: sources.approved == sources.in_scope, en: All are., fr: Toutes.}]
gates:
  - stage: assessment
    criteria: [no_blockers, rehearsed, sources]
    requirements:
      - {code: owners, rule: gaps.without_owner == 0, en: Every gap has an owner., fr: Chaque écart a un responsable.}
      - {code: scope, rule: scope.defined, waivable: true, en: The scope is defined., fr: La portée est définie.}
  - stage: closure
    criteria: [sources]
    requirements: []
""")
REF = FrameworkRef(name="house", version=1, digest=digest(HOUSE))
PUBLISHED = FrameworkPublished(name="house", version=1, digest=digest(HOUSE), document=document(HOUSE))
ADOPTED = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(REF,), reason="It is our house.")
DRILL = replace(
    EVIDENCE_SUBMITTED,
    criterion="house/rehearsed",
    kind="drill",
    values=(EvidenceValue(name="passed", value="true"),),
    release_id=None,
    valid_until=date(2026, 4, 30),
    submitter=BO,
)
GREEN: tuple[Any, ...] = (
    STARTED,
    PUBLISHED,
    ADOPTED,
    SCOPE_DEFINED,
    OPENED,
    OWNED,
    SOURCE_REGISTERED,
    CLASSIFIED,
    ACCESS_REQUESTED,
    ACCESS_APPROVED,
    DRILL,
)
STAGE, REQUEST, DECISION, EVALUATION = Stage.ASSESSMENT, UUID(int=0x1A), UUID(int=0x1B), UUID(int=0x1C)
LEAD, SPONSOR = as_role(ANA, Role.ENGAGEMENT_LEAD), as_role(DEE, Role.SPONSOR)
INFRASTRUCTURE, DATA_OWNER = as_role(ELI, Role.INFRASTRUCTURE_LEAD), as_role(CLEO, Role.DATA_OWNER)

REQUEST_GATE = RequestGate(engagement_id=ENGAGEMENT, stage=STAGE, request_id=REQUEST)
SIGN_TECHNICAL = RecordSignOff(engagement_id=ENGAGEMENT, stage=STAGE, domain="house/technical")
SIGN_DATA = replace(SIGN_TECHNICAL, domain="house/data")
GO = DecideGate(
    engagement_id=ENGAGEMENT,
    stage=STAGE,
    decision_id=DECISION,
    evaluation_id=EVALUATION,
    outcome=Outcome.GO,
    conditions=(),
    reason="",
)


def condition(criterion: str, number: int = 1, due: date = date(2026, 3, 20)) -> GateCondition:
    return GateCondition(
        condition_id=UUID(int=0xC00 + number), what="It is done soon.", owner=BO, due=due, criterion=criterion
    )


def conditional(*conditions: GateCondition) -> DecideGate:
    return replace(GO, outcome=Outcome.CONDITIONAL_GO, conditions=conditions)


def happened(past: tuple[Any, ...], command: Any, by: Actor, at: datetime = NOW) -> tuple[Any, ...]:  # noqa: ANN401 - any command
    """The past with all that comes of the command."""
    asked = Asked(by=by, at=at, day=at.date(), who=of_every_role)
    return (*past, *GATE.decide(command, GATE.replay(recorded(past)), asked))


def requested(*past: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any facts
    return happened(past or GREEN, REQUEST_GATE, LEAD)


def signed(*past: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any facts
    """Requested, and signed for by everybody who has to."""
    return happened(happened(requested(*past), SIGN_TECHNICAL, INFRASTRUCTURE), SIGN_DATA, DATA_OWNER)


def passed(*past: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any facts
    """And passed, without a condition."""
    return happened(signed(*past), GO, SPONSOR)


def case(*past: Any) -> Case:  # noqa: ANN401 - any facts
    seen = Past()
    for each in recorded(past):
        seen = evolve(seen, each)
    return Case(seen, STAGE)


def verdict(*past: Any) -> Verdict:  # noqa: ANN401 - any facts
    return case(*past).verdict(NOW.date())


def decided(past: tuple[Any, ...], command: DecideGate) -> tuple[GateEvaluated, GateDecided]:
    """What a decision by the sponsor records."""
    evaluated = GateEvaluated(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        evaluation_id=EVALUATION,
        frameworks=(REF,),
        position=len(past),
        verdict=verdict(*past),
    )
    fact = GateDecided(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        decision_id=DECISION,
        outcome=command.outcome,
        conditions=command.conditions,
        framework="house 1",
        position=len(past),
        evaluation_id=EVALUATION,
        decider=DEE,
        reason=command.reason,
    )
    return evaluated, fact


def signed_off(domain: str, signer: UUID, role: Role, past: tuple[Any, ...]) -> SignOffRecorded:
    return SignOffRecorded(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        request_id=REQUEST,
        domain=domain,
        signer=signer,
        role=role,
        digest=domain_digest(verdict(*past), domain),
        position=len(past),
    )
