"""The governance package: complete or not at all, numbered, and held against the facts of a later day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from services.gates.domain.gate.case import Case, Past, evolve
from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    EngagementIsParked,
    EngagementStoppedForGood,
    VerdictTooLong,
)
from services.gates.domain.not_found import EngagementNotFound
from services.gates.domain.package.contents import contents
from services.gates.domain.package.manifest import Lacking, Manifest, assembled, changed, lacking
from services.gates.domain.package.rules import PACKAGE, AssemblePackage, NothingOfGovernance, PackageIncomplete
from shared.events.criteria import (
    CriterionAttested,
    NotApplicableApproved,
    NotApplicableRequested,
    WaiverGranted,
    WaiverRequested,
)
from shared.events.evidence import EvidenceRevised, EvidenceWithdrawn
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.people import Role
from shared.events.verdicts import CriterionState, FrameworkRef
from shared.kernel.decider import Asked
from tests.facts.endings import PARKED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, DEE, NOW, as_role
from tests.facts.sources import ACCESS_REVOKED
from tests.history import recorded
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import ADOPTED, DRILL, GREEN, PUBLISHED

pytestmark = pytest.mark.req("RB7")

OFFICE = read("""\
name: office
version: 1
title: {en: Office rules, fr: Règles du bureau}
domains:
  - {name: governance, en: Governance, fr: Gouvernance, signs: [governance_reviewer]}
  - {name: data, en: Data, fr: Données, signs: [data_owner]}
evidence:
  - {name: drill, en: A drill, fr: Un exercice, values: {passed: truth}}
criteria:
  - code: access
    number: 1
    domain: governance
    waivable: false
    statement: {en: Sources are approved., fr: Les sources sont approuvées.}
    holds: [{code: approved, rule: sources.approved == sources.in_scope, en: All are., fr: Toutes.}]
  - code: playbook
    number: 2
    domain: governance
    statement: {en: It was rehearsed., fr: Répété.}
    holds: [{code: passed, rule: evidence_drill.passed, en: It passed., fr: Réussi.}]
    evidence: [{kind: drill, days: 90}]
  - code: owners
    number: 3
    domain: data
    statement: {en: Every gap has an owner., fr: Chaque écart a un responsable.}
    holds: [{code: none, rule: gaps.without_owner == 0, en: None lacks one., fr: Aucun n'en manque.}]
gates:
  - {stage: closure, criteria: [access, playbook, owners], requirements: []}
""")
REF = FrameworkRef(name="office", version=1, digest=digest(OFFICE))
OFFICIAL = (
    FrameworkPublished(name="office", version=1, digest=digest(OFFICE), document=document(OFFICE)),
    CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(REF,), reason="It is our office."),
)
PLAYED = replace(DRILL, criterion="office/playbook")
OWED = tuple(each for each in GREEN if each not in {PUBLISHED, ADOPTED, DRILL})
"""Nobody has shown the drill."""
READY = (*OWED, *OFFICIAL, PLAYED)
LEAD = as_role(ANA, Role.ENGAGEMENT_LEAD)
ASSEMBLE = AssemblePackage(engagement_id=ENGAGEMENT, package_id=UUID(int=0x5A))
TODAY = NOW.date()
given = Scenario(decider=PACKAGE).given

OF: dict[str, Any] = {"engagement_id": ENGAGEMENT, "criterion": "office/playbook"}
WAIVED = (
    WaiverRequested(**OF, reason="The drill is next week.", until=date(2026, 4, 15), requester=ANA),
    WaiverGranted(**OF, approver=DEE, until=date(2026, 4, 15)),
)
EXEMPT = (
    NotApplicableRequested(**OF, justification="There is nobody to drill.", requester=ANA),
    NotApplicableApproved(**OF, approver=DEE),
)


def at_hand(past: tuple[Any, ...]) -> Case:
    seen = Past()
    for each in recorded(past):
        seen = evolve(seen, each)
    return Case(seen)


def held(past: tuple[Any, ...], day: date = TODAY) -> tuple[Any, ...]:
    case = at_hand(past)
    return contents(case.ground, case.frameworks, day)


def package(past: tuple[Any, ...], command: AssemblePackage = ASSEMBLE, number: int = 1) -> object:
    manifest = Manifest(
        engagement_id=ENGAGEMENT,
        package_id=command.package_id,
        number=number,
        assembler=ANA,
        day=TODAY,
        position=len(past),
        frameworks=(REF,),
        criteria=held(past),
    )
    return assembled(manifest)


def test_a_package_holds_what_every_criterion_of_governance_stands_on() -> None:
    word = CriterionAttested(
        **OF, attester=BO, role="governance_reviewer", statement="I saw it.", valid_until=date(2026, 9, 1), evidence=()
    )
    past = (*READY, word)
    given(*past).when(ASSEMBLE, by=LEAD).then(package(past))
    access, playbook = held(past)
    assert (access.code, access.state, access.evidence) == ("office/access", CriterionState.MET, ())
    assert [(each.evidence_id, each.digest) for each in playbook.evidence] == [(DRILL.evidence_id, DRILL.digest)]
    assert [each.attester for each in playbook.attestations] == [BO]
    assert len({access.rule_digest, playbook.rule_digest, access.verdict_digest, playbook.verdict_digest}) == 4


def test_the_same_package_again_changes_nothing_and_another_one_is_numbered_on() -> None:
    first = (*READY, package(READY))
    other = replace(ASSEMBLE, package_id=UUID(int=0x5B))
    given(*first).when(ASSEMBLE, by=LEAD).then_nothing()
    given(*first).when(other, by=LEAD).then(package(first, other, number=2))
    second = (*first, package(first, other, number=2))
    given(*second, ACCESS_REVOKED).when(ASSEMBLE, by=LEAD).then_nothing()


@pytest.mark.parametrize(("more", "state"), [(WAIVED, CriterionState.WAIVED), (EXEMPT, CriterionState.NOT_APPLICABLE)])
def test_what_is_waived_or_not_applicable_lets_it_be_complete(more: tuple[Any, ...], state: CriterionState) -> None:
    past = (*OWED, *OFFICIAL, *more)
    given(*past).when(ASSEMBLE, by=LEAD).then(package(past))
    found = held(past)[1]
    assert found.state is state
    assert [each.approver for each in (found.waiver, found.not_applicable) if each] == [DEE]


def test_whatever_lacks_is_named_with_its_state() -> None:
    given(*READY, ACCESS_REVOKED).when(ASSEMBLE, by=LEAD).refused(PackageIncomplete)
    past = PACKAGE.replay(recorded((*OWED, *OFFICIAL, ACCESS_REVOKED)))
    with pytest.raises(PackageIncomplete, match=r"office/access \(not_met\), office/playbook \(not_assessed\)\."):
        PACKAGE.decide(ASSEMBLE, past, Asked(by=LEAD, at=NOW, day=TODAY))


def test_a_waiver_that_has_run_out_is_no_longer_in_it() -> None:
    found = held((*OWED, *OFFICIAL, *WAIVED), date(2026, 4, 16))[1]
    assert (found.state, found.waiver) == (CriterionState.NOT_ASSESSED, None)


def test_it_takes_criteria_of_governance_and_an_engagement_that_goes_on() -> None:
    given().when(ASSEMBLE, by=LEAD).refused(EngagementNotFound)
    given(STARTED).when(ASSEMBLE, by=LEAD).refused(CriteriaNotAdopted)
    given(*GREEN).when(ASSEMBLE, by=LEAD).refused(NothingOfGovernance)
    given(*READY, PARKED).when(ASSEMBLE, by=LEAD).refused(EngagementIsParked)
    given(*READY, STOPPED).when(ASSEMBLE, by=LEAD).refused(EngagementStoppedForGood)


def test_one_that_no_event_can_hold_is_not_assembled() -> None:
    one = OFFICE.criteria[0]
    many = tuple(replace(one, code=f"{'access' * 9}_{number}", number=number) for number in range(1, 101))
    gates = (replace(OFFICE.gates[0], criteria=tuple(each.code for each in many), requirements=()),)
    big = replace(OFFICE, criteria=many, gates=gates, domains=OFFICE.domains[:1], evidence=())
    several = [replace(big, name=f"big_{number}") for number in range(4)]
    refs = tuple(FrameworkRef(name=each.name, version=1, digest=digest(each)) for each in several)
    published = [
        FrameworkPublished(name=each.name, version=1, digest=digest(each), document=document(each)) for each in several
    ]
    adopted = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=refs, reason="All of it.")
    given(*OWED, *published, adopted).when(ASSEMBLE, by=LEAD).refused(VerdictTooLong)


def test_it_happens_as_it_is_recorded_and_takes_a_role() -> None:
    assert PACKAGE.at_once == {AssemblePackage}
    assert Role.GOVERNANCE_REVIEWER in PACKAGE.permits[AssemblePackage]
    assert Role.AUDITOR not in PACKAGE.permits[AssemblePackage]


def test_a_package_stands_by_the_facts_of_the_day() -> None:
    then = held(READY)
    assert (lacking(then), changed(then, held(READY, TODAY + timedelta(days=1)))) == ((), ())
    after = held((*READY, ACCESS_REVOKED))
    assert lacking(after) == (Lacking(code="office/access", state=CriterionState.NOT_MET),)
    assert changed(then, after) == ("office/access",)
    over = held(READY, DRILL.valid_until + timedelta(days=1))
    assert [(each.code, each.state) for each in lacking(over)] == [("office/playbook", CriterionState.STALE)]


def test_another_file_under_the_same_evidence_is_told_though_it_still_stands() -> None:
    revised = EvidenceRevised(
        evidence_id=DRILL.evidence_id,
        revision=2,
        digest="9d" * 32,
        size=DRILL.size,
        media_type=DRILL.media_type,
        source=DRILL.source,
        format=None,
        values=DRILL.values,
        release_id=None,
        valid_from=DRILL.valid_from,
        valid_until=DRILL.valid_until,
        reason="Scanned anew.",
        reviser=BO,
    )
    now = held((*READY, revised))
    assert (lacking(now), changed(held(READY), now)) == ((), ("office/playbook",))
    gone = held((*READY, EvidenceWithdrawn(evidence_id=DRILL.evidence_id, reason="Another system's.", withdrawer=BO)))
    assert gone[1].evidence == ()
