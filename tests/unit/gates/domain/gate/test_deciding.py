"""The decision: what it may be, whose it is, and what it records."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, DecideGate, RequestGate
from services.gates.domain.gate.case import LOOKED_AT
from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    DecisionAlreadyMade,
    GateBehindGoLive,
    GateNotRequested,
    ReasonForOutcome,
    SignerDecides,
    SignOffsLacking,
    VerdictDoesNotPass,
)
from shared.events.criteria import WaiverGranted, WaiverRequested
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.gates import GateEvent, Outcome, SignOffWithdrawn
from shared.events.people import Role
from shared.events.verdicts import VerdictOutcome
from shared.kernel.decider import Reach, stream_scope
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import LOAD_TEST_OPENED, OWNED, RAISED, RESOLVED, VERIFIED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import ANA, BO, CLEO, DEE, ELI, NOW, as_role
from tests.facts.sources import ACCESS_APPROVED, ACCESS_REVOKED, SOURCE_REGISTERED
from tests.facts.stages import ENTERED
from tests.history import recorded
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    DRILL,
    GO,
    GREEN,
    REQUEST,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    decided,
    passed,
    requested,
    signed,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
TODAY = NOW.date()
NO_GO = replace(GO, outcome=Outcome.NO_GO, reason="The drill was of another release.")
NOT_REHEARSED = tuple(each for each in GREEN if each != DRILL)


def test_a_gate_that_passes_is_passed_by_whoever_answers_for_it_with_the_verdict_that_lay_before_them() -> None:
    past = signed()
    evaluated, fact = decided(past, GO)
    assert evaluated.verdict.outcome is VerdictOutcome.PASS
    given(*past).when(GO, by=SPONSOR).then(evaluated, fact)


def test_the_same_decision_again_changes_nothing_and_another_one_keeps_its_own_id() -> None:
    given(*passed()).when(GO, by=SPONSOR).then_nothing()
    given(*passed()).when(replace(GO, reason="Because."), by=SPONSOR).refused(DecisionAlreadyMade)


@pytest.mark.parametrize("outcome", [Outcome.NO_GO, Outcome.HOLD, Outcome.STOP])
def test_whoever_does_not_let_pass_may_always_say_so_with_a_reason(outcome: Outcome) -> None:
    command = replace(NO_GO, outcome=outcome)
    for past in (signed(), requested(), GREEN, passed()):
        own = replace(command, decision_id=UUID(int=0x2B))
        evaluated, fact = decided(past, own)
        given(*past).when(own, by=SPONSOR).then(evaluated, replace(fact, decision_id=own.decision_id))
    given(*signed()).when(replace(command, reason=" "), by=SPONSOR).refused(ReasonForOutcome, where=("input", "reason"))


def test_whoever_does_not_let_pass_may_say_so_before_it_is_known_what_is_asked_for() -> None:
    without = tuple(each for each in GREEN if not isinstance(each, CriteriaSetAdopted))
    evaluated, fact = decided(without, NO_GO)
    given(*without).when(NO_GO, by=SPONSOR).then(replace(evaluated, frameworks=()), replace(fact, framework=""))
    given(*without).when(GO, by=SPONSOR).refused(CriteriaNotAdopted)


def test_a_decision_answers_a_request_and_closes_it() -> None:
    given(*GREEN).when(GO, by=SPONSOR).refused(GateNotRequested)
    given(*passed()).when(replace(GO, decision_id=UUID(int=0x2B)), by=SPONSOR).refused(GateNotRequested)


def test_nothing_is_decided_about_what_lies_behind_going_live() -> None:
    given(*signed(*GREEN, ENTERED), WENT_LIVE).when(GO, by=SPONSOR).refused(GateBehindGoLive)


UNMET = "house/no_blockers"


@pytest.mark.parametrize(
    ("past", "lacking"),
    [
        (NOT_REHEARSED, "house/rehearsed"),
        ((*GREEN, ACCESS_REVOKED), "house/sources"),
        ((*GREEN, RAISED), UNMET),
        ((*GREEN, LOAD_TEST_OPENED), f"{UNMET}, house/owners"),
    ],
)
def test_whatever_is_unmet_keeps_the_gate_shut(past: tuple[Any, ...], lacking: str) -> None:
    given(*signed(*past)).when(GO, by=SPONSOR).refused(VerdictDoesNotPass, saying=f"lacking: {lacking}.")


@pytest.mark.req("RSG4", "RA9")
def test_a_gap_that_was_verified_blocks_no_more() -> None:
    past = signed(*GREEN, RAISED, RESOLVED, VERIFIED)
    given(*past).when(GO, by=SPONSOR).then(*decided(past, GO))


def test_what_is_waived_lets_the_gate_pass_and_is_told_as_waived() -> None:
    until = date(2026, 4, 1)
    waived = (
        WaiverRequested(engagement_id=ENGAGEMENT, criterion=UNMET, reason="Soon.", until=until, requester=BO),
        WaiverGranted(engagement_id=ENGAGEMENT, criterion=UNMET, approver=DEE, until=until),
    )
    past = signed(*GREEN, RAISED, *waived)
    evaluated, fact = decided(past, GO)
    assert evaluated.verdict.outcome is VerdictOutcome.PASS_WITH_WAIVERS
    given(*past).when(GO, by=SPONSOR).then(evaluated, fact)


TECHNICAL_GONE = SignOffWithdrawn(
    engagement_id=ENGAGEMENT, stage=STAGE, request_id=REQUEST, domain="house/technical", signer=ELI, reason="No."
)


NEXT_SOURCE = replace(SOURCE_REGISTERED, source_id=UUID(int=0x52))
NEXT_APPROVED = replace(ACCESS_APPROVED, source_id=NEXT_SOURCE.source_id, access_id=UUID(int=0xAD))


@pytest.mark.parametrize(
    ("past", "lacking"),
    [
        (requested(), "house/technical, house/data"),
        ((*signed(), TECHNICAL_GONE), "house/technical"),
        ((*signed(), replace(DRILL, evidence_id=UUID(int=0xEE2))), "house/technical"),
        ((*signed(), NEXT_SOURCE, NEXT_APPROVED), "house/data"),
    ],
)
def test_every_domain_is_signed_for_as_it_stands_now(past: tuple[Any, ...], lacking: str) -> None:
    given(*past).when(GO, by=SPONSOR).refused(SignOffsLacking, saying=f"lacking: {lacking}.")


def test_a_conditional_go_is_signed_for_too() -> None:
    given(*requested(*GREEN, RAISED)).when(conditional(condition(UNMET)), by=SPONSOR).refused(SignOffsLacking)


def test_what_does_not_touch_a_domain_leaves_its_sign_off_standing() -> None:
    for harmless in ((replace(OWNED, owner=CLEO),), (RAISED, RESOLVED, VERIFIED)):
        past = (*signed(), *harmless)
        given(*past).when(GO, by=SPONSOR).then(*decided(past, GO))


def test_sign_offs_that_still_stand_serve_the_next_decision_too() -> None:
    past = (*passed(), *requested()[len(GREEN) :])
    again = replace(GO, decision_id=UUID(int=0x2B))
    _, fact = decided(past, again)
    (_, last) = GATE.decide(again, GATE.replay(recorded(past)), given().when(again, by=SPONSOR).asked)
    assert last == replace(fact, decision_id=again.decision_id)


def test_whoever_signed_does_not_decide_as_well() -> None:
    both = as_role(ELI, Role.SPONSOR)
    given(*signed()).when(GO, by=both).refused(SignerDecides, saying="house/technical")
    past = signed()
    evaluated, fact = decided(past, NO_GO)
    given(*past).when(NO_GO, by=both).then(evaluated, replace(fact, decider=ELI))


def test_whoever_answers_for_it_decides_and_whoever_leads_asks() -> None:
    assert GATE.permits[DecideGate] == {Role.SPONSOR, Role.BUSINESS_OWNER, Role.SYSTEM_OWNER}
    assert GATE.permits[RequestGate] == {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}
    assert ANA not in (DEE, ELI)


def test_everything_at_a_gate_happens_as_it_is_recorded() -> None:
    assert GATE.at_once == GATE.permits.keys()


def test_a_decision_stands_on_the_whole_engagement_and_on_the_frameworks_that_it_finds_adopted() -> None:
    (scope, zone) = GATE.looks_at(GO)
    assert (scope.reach, scope.id) == (Reach.ENGAGEMENT, str(ENGAGEMENT))
    assert {"GapReopened", "CriteriaSetAdopted", "EvidenceExpired", "WaiverRevoked", "StageReopened"} <= {*scope.types}
    assert not {each.__name__ for each in LOOKED_AT} & {each.__name__ for each in GateEvent.__args__}
    assert zone.types == ("TenantConfigured",)
    further = GATE.looks_further(GO, recorded(GREEN))
    assert further == (stream_scope("framework-house", type(GREEN[1])),)
