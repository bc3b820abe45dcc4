"""A gate that asks for no criterion is signed for by the person who answers for the model, and decided by another."""

from dataclasses import replace
from typing import Any

import pytest

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import (
    AccountableOwnerSigns,
    DomainNotSigned,
    SignerDecides,
    SignOffRoleNotHeld,
    SignOffsLacking,
    VerdictDoesNotPass,
)
from services.gates.proof.recomputing import Made, of_sign_offs
from services.gates.queries.verdict_lines import domain_lines
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.gates import GateDecided, GateEvaluated, SignOffRecorded
from shared.events.people import Role
from shared.events.verdicts import FrameworkRef
from tests.facts.accountability import ACCOUNTABILITY_ASSIGNED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import LOAD_TEST_OPENED, OPENED, OWNED
from tests.facts.people import BO, CLEO, DEE, NOW, as_role
from tests.history import recorded
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    GO,
    LEAD,
    REQUEST_GATE,
    SIGN_TECHNICAL,
    SPONSOR,
    STAGE,
    case,
    happened,
    verdict,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
LAST = read("""\
name: last
version: 1
title: {en: The last gate, fr: Le dernier jalon}
domains:
  - {name: owner, en: Owner, fr: Responsable, signs: [business_owner, sponsor], accountable: true}
  - {name: technical, en: Technology, fr: Technique, signs: [infrastructure_lead]}
evidence: []
criteria:
  - code: no_blockers
    number: 1
    domain: technical
    statement: {en: Nothing blocks., fr: Rien ne bloque.}
    holds: [{code: none, rule: gaps.blocking == 0, en: None., fr: Aucun.}]
gates:
  - stage: assessment
    criteria: []
    requirements:
      - {code: owners, domain: owner, rule: gaps.without_owner == 0, en: All have an owner., fr: Tous en ont un.}
  - {stage: adoption, criteria: [no_blockers], requirements: []}
""")
REF = FrameworkRef(name="last", version=1, digest=digest(LAST))
UNDER_WAY: tuple[Any, ...] = (
    STARTED,
    FrameworkPublished(name="last", version=1, digest=digest(LAST), document=document(LAST)),
    CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(REF,), reason="It is the last."),
    OPENED,
    OWNED,
)
REQUESTED = happened(UNDER_WAY, REQUEST_GATE, LEAD)
SIGN = replace(SIGN_TECHNICAL, domain="last/owner")
OWNER, OTHER = as_role(BO, Role.BUSINESS_OWNER), as_role(CLEO, Role.BUSINESS_OWNER)
NAMED = replace(ACCOUNTABILITY_ASSIGNED, person=BO, role="business_owner")


def test_the_gate_is_not_passed_before_whoever_answers_has_signed() -> None:
    given(*REQUESTED).when(GO, by=SPONSOR).refused(SignOffsLacking, saying="last/owner")
    signed = happened((*REQUESTED, NAMED), SIGN, OWNER)
    assert isinstance(signed[-1], SignOffRecorded)
    assert (signed[-1].signer, signed[-1].role) == (BO, "business_owner")
    assert isinstance(happened(signed, GO, SPONSOR)[-1], GateDecided)


def test_whoever_signed_does_not_decide() -> None:
    signed = happened((*REQUESTED, NAMED), SIGN, OWNER)
    given(*signed).when(GO, by=OWNER).refused(SignerDecides)


def test_nobody_signs_in_the_place_of_whoever_answers() -> None:
    given(*REQUESTED, NAMED).when(SIGN, by=OTHER).refused(AccountableOwnerSigns, where=("input", "domain"))
    given(*REQUESTED, NAMED).when(SIGN, by=as_role(BO, Role.MODEL_LEAD)).refused(SignOffRoleNotHeld)
    given(*REQUESTED, NAMED).when(replace(SIGN, domain="last/technical"), by=OWNER).refused(DomainNotSigned)


def test_as_long_as_nobody_answers_anybody_in_the_role_signs_and_that_falls_with_the_naming() -> None:
    signed = happened(REQUESTED, SIGN, OTHER)
    assert isinstance(happened(signed, GO, SPONSOR)[-1], GateDecided)
    given(*signed, NAMED).when(GO, by=SPONSOR).refused(SignOffsLacking)
    replaced_by = replace(NAMED, person=DEE, role="sponsor")
    given(*happened((*REQUESTED, NAMED), SIGN, OWNER), replaced_by).when(SIGN, by=OWNER).refused(AccountableOwnerSigns)


def test_what_is_required_is_signed_for_as_it_stood() -> None:
    signed = happened((*REQUESTED, NAMED), SIGN, OWNER)
    given(*signed, LOAD_TEST_OPENED).when(GO, by=SPONSOR).refused(VerdictDoesNotPass)
    given(*signed).when(SIGN, by=OWNER).then_nothing()
    (shown,) = domain_lines((LAST,), STAGE, verdict(*signed))
    assert (shown.name, shown.of, shown.digest) == ("last/owner", 0, signed[-1].digest)
    assert case(*signed, LOAD_TEST_OPENED).gate.signed["last/owner"].digest not in {
        each.digest for each in domain_lines((LAST,), STAGE, verdict(*signed, LOAD_TEST_OPENED))
    }


def test_a_dossier_of_such_a_gate_names_the_signature_that_is_lacking() -> None:
    passed = happened(happened((*REQUESTED, NAMED), SIGN, OWNER), GO, SPONSOR)
    evaluated, decided = passed[-2:]
    assert isinstance(evaluated, GateEvaluated)
    made = Made(decided=decided, evaluated=evaluated, before=tuple(recorded(passed[:-2])))
    assert list(of_sign_offs(made, (LAST,))) == []
    unsigned = replace(made, before=tuple(recorded(passed[:-3])))
    assert [(each.part, each.says) for each in of_sign_offs(unsigned, (LAST,))] == [
        ("sign-off last/owner", "nobody signed for it")
    ]
    forged = replace(passed[-3], digest="0" * 64)
    other = replace(made, before=tuple(recorded((*passed[:-3], forged))))
    assert [each.says for each in of_sign_offs(other, (LAST,))] == ["it is over something else than the verdict"]
    assert NOW.date() == evaluated.verdict.day
