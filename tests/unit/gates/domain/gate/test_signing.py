"""Asking that a gate be decided, and signing for a domain."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, WithdrawSignOff
from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    DomainAlreadySigned,
    DomainNotSigned,
    EngagementIsParked,
    EngagementStoppedForGood,
    GateAlreadyRequested,
    GateBehindGoLive,
    GateNotRequested,
    GateStageNotEntered,
    NothingAskedAtGate,
    SignedAnotherDomain,
    SignOffOfAnother,
    SignOffRoleNotHeld,
)
from services.gates.domain.not_found import EngagementNotFound
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.gates import GateRequested, SignOffWithdrawn
from shared.events.people import Role
from shared.events.stages import Stage
from shared.kernel.refusal import NotWellFormed
from tests.facts.endings import PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import RAISED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import ANA, CLEO, DEE, ELI, as_role
from tests.facts.stages import ENTERED, REOPENED
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    ADOPTED,
    DATA_OWNER,
    GREEN,
    INFRASTRUCTURE,
    LEAD,
    REQUEST,
    REQUEST_GATE,
    SIGN_DATA,
    SIGN_TECHNICAL,
    STAGE,
    happened,
    passed,
    requested,
    signed,
    signed_off,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
REQUESTED = GateRequested(engagement_id=ENGAGEMENT, stage=STAGE, request_id=REQUEST, requester=ANA)
WITHDRAW = WithdrawSignOff(
    engagement_id=ENGAGEMENT, stage=STAGE, domain="house/technical", reason="I signed for another house."
)


def test_whoever_leads_asks_that_a_gate_be_decided() -> None:
    given(*GREEN).when(REQUEST_GATE, by=LEAD).then(REQUESTED)


def test_a_gate_is_requested_before_anything_is_met() -> None:
    given(STARTED, *GREEN[1:3]).when(REQUEST_GATE, by=LEAD).then(REQUESTED)


def test_the_same_request_again_changes_nothing() -> None:
    given(*requested()).when(REQUEST_GATE, by=LEAD).then_nothing()


def test_one_request_at_a_time_is_open() -> None:
    other = replace(REQUEST_GATE, request_id=UUID(int=0x2A))
    given(*requested()).when(other, by=LEAD).refused(GateAlreadyRequested)
    given(*passed()).when(other, by=LEAD).then(replace(REQUESTED, request_id=other.request_id))


def test_there_is_no_gate_without_an_engagement_that_goes_on() -> None:
    given().when(REQUEST_GATE, by=LEAD).refused(EngagementNotFound)
    given(*GREEN, PARKED).when(REQUEST_GATE, by=LEAD).refused(EngagementIsParked)
    given(*GREEN, STOPPED).when(REQUEST_GATE, by=LEAD).refused(EngagementStoppedForGood)
    given(*GREEN, PARKED, RESUMED).when(REQUEST_GATE, by=LEAD).then(REQUESTED)


@pytest.mark.req("RF4", "RA12")
def test_a_gate_asks_for_what_was_adopted() -> None:
    without = tuple(each for each in GREEN if not isinstance(each, CriteriaSetAdopted))
    given(*without).when(REQUEST_GATE, by=LEAD).refused(CriteriaNotAdopted)


@pytest.mark.req("RSG1")
def test_a_stage_is_left_that_was_entered() -> None:
    closing = replace(REQUEST_GATE, stage=Stage.CLOSURE)
    given(*GREEN).when(closing, by=LEAD).refused(GateStageNotEntered)
    given(*GREEN, ENTERED).when(closing, by=LEAD).then(replace(REQUESTED, stage=Stage.CLOSURE))
    given(*GREEN, ENTERED, REOPENED).when(closing, by=LEAD).refused(GateStageNotEntered)


def test_a_stage_that_was_left_may_be_decided_on_again_until_the_system_is_live() -> None:
    given(*GREEN, ENTERED).when(REQUEST_GATE, by=LEAD).then(REQUESTED)
    given(*GREEN, ENTERED, WENT_LIVE).when(REQUEST_GATE, by=LEAD).refused(GateBehindGoLive, saying="2026")


def test_a_gate_that_asks_for_nothing_is_passed_by_nobody() -> None:
    entered = replace(ENTERED, stage=Stage.LAUNCH)
    launch = replace(REQUEST_GATE, stage=Stage.LAUNCH)
    given(*GREEN, entered, WENT_LIVE).when(launch, by=LEAD).refused(NothingAskedAtGate)


def test_a_domain_is_signed_for_as_it_stands_by_somebody_in_its_role() -> None:
    past = requested()
    fact = signed_off("house/technical", ELI, Role.INFRASTRUCTURE_LEAD, past)
    given(*past).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).then(fact)
    given(*past, fact).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).then_nothing()


def test_of_several_roles_one_that_signs_is_told() -> None:
    both = as_role(CLEO, Role.SPONSOR, Role.MODEL_LEAD, Role.DATA_OWNER)
    past = requested()
    given(*past).when(SIGN_DATA, by=both).then(signed_off("house/data", CLEO, Role.DATA_OWNER, past))


def test_a_domain_that_has_changed_since_is_signed_for_anew_by_anybody_in_the_role() -> None:
    past = (*signed(), RAISED)
    other = as_role(CLEO, Role.INFRASTRUCTURE_LEAD)
    given(*past).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).then(
        signed_off("house/technical", ELI, Role.INFRASTRUCTURE_LEAD, past)
    )
    given(*past).when(SIGN_DATA, by=DATA_OWNER).then_nothing()
    given(*past).when(SIGN_TECHNICAL, by=other).refused(SignedAnotherDomain, saying="house/data")


def test_a_domain_that_stands_as_it_was_signed_for_is_not_signed_for_again() -> None:
    other = as_role(DEE, Role.INFRASTRUCTURE_LEAD)
    given(*signed()).when(SIGN_TECHNICAL, by=other).refused(DomainAlreadySigned, where=("input", "domain"))


def test_nobody_signs_before_somebody_asked() -> None:
    given(*GREEN).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).refused(GateNotRequested)


def test_only_domains_of_which_the_gate_asks_something_are_signed_for() -> None:
    unknown = replace(SIGN_DATA, domain="house/organisation")
    given(*requested()).when(unknown, by=LEAD).refused(DomainNotSigned, saying="house/technical, house/data")
    closing = (*GREEN, ENTERED)
    asked = happened(closing, replace(REQUEST_GATE, stage=Stage.CLOSURE), LEAD)
    given(*asked).when(replace(SIGN_TECHNICAL, stage=Stage.CLOSURE), by=INFRASTRUCTURE).refused(
        DomainNotSigned, saying="those are house/data"
    )


def test_signing_takes_the_role_of_the_domain_as_of_this_instant() -> None:
    given(*requested()).when(SIGN_TECHNICAL, by=DATA_OWNER).refused(SignOffRoleNotHeld, saying="infrastructure_lead")
    given(*requested()).when(SIGN_TECHNICAL, by=as_role(ELI)).refused(SignOffRoleNotHeld)


def test_nobody_signs_for_two_domains() -> None:
    both = as_role(ELI, Role.INFRASTRUCTURE_LEAD, Role.MODEL_LEAD)
    past = happened(requested(), SIGN_TECHNICAL, both)
    given(*past).when(SIGN_DATA, by=both).refused(SignedAnotherDomain, saying="house/technical")


def test_whoever_signed_takes_it_back() -> None:
    fact = SignOffWithdrawn(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        request_id=REQUEST,
        domain="house/technical",
        signer=ELI,
        reason=WITHDRAW.reason,
    )
    given(*signed()).when(WITHDRAW, by=INFRASTRUCTURE).then(fact)
    given(*signed(), fact).when(WITHDRAW, by=INFRASTRUCTURE).then_nothing()
    given(*signed(), STOPPED).when(WITHDRAW, by=INFRASTRUCTURE).then(fact)


def test_nobody_takes_back_what_somebody_else_signed() -> None:
    given(*signed()).when(WITHDRAW, by=DATA_OWNER).refused(SignOffOfAnother)
    given(*signed()).when(replace(WITHDRAW, reason=" "), by=INFRASTRUCTURE).refused(
        NotWellFormed, where=("input", "reason")
    )


def test_the_set_that_was_adopted_last_counts() -> None:
    none = replace(ADOPTED, frameworks=())
    given(*GREEN, none).when(REQUEST_GATE, by=LEAD).refused(CriteriaNotAdopted)
