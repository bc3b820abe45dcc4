"""A sign-off is what somebody said in a role; whether they still hold it is asked again as the gate is decided."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import (
    DomainAlreadySigned,
    OwnWorkSigned,
    SignedAnotherDomain,
    SignerDecides,
    SignerLostRole,
)
from shared.events.people import Role
from shared.kernel.decider import Actor
from tests.facts.people import BO, CLEO, DEE, ELI, as_role
from tests.scenario import Scenario, of_every_role
from tests.unit.gates.domain.gate.house import (
    DATA_OWNER,
    GO,
    INFRASTRUCTURE,
    SIGN_DATA,
    SIGN_TECHNICAL,
    SPONSOR,
    decided,
    happened,
    requested,
    signed,
    signed_off,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given


def without_eli(person: UUID) -> Actor:
    return Actor(person=person) if person == ELI else of_every_role(person)


def tied(actor: Actor, *others: UUID) -> Actor:
    return replace(actor, tied=frozenset(others))


def test_a_decision_is_refused_with_the_domain_whose_signer_lost_the_role() -> None:
    asking = given(*signed()).when(GO, by=SPONSOR, who=without_eli)
    asking.refused(SignerLostRole, saying="house/technical")


def test_it_is_made_while_every_signer_holds_a_role_for_their_domain() -> None:
    given(*signed()).when(GO, by=SPONSOR).then(*decided(signed(), GO))


def test_what_lets_nothing_pass_asks_for_no_signatures() -> None:
    hold = replace(GO, outcome=type(GO.outcome).HOLD, reason="Not yet.")
    given(*signed()).when(hold, by=SPONSOR, who=without_eli).then(*decided(signed(), hold))


def test_whoever_holds_the_role_now_signs_in_the_place_of_whoever_lost_it() -> None:
    past, anew = signed(), as_role(UUID(int=0xB6), Role.INFRASTRUCTURE_LEAD)
    given(*past).when(SIGN_TECHNICAL, by=anew).refused(DomainAlreadySigned)
    wanted = signed_off("house/technical", anew.person, Role.INFRASTRUCTURE_LEAD, past)
    given(*past).when(SIGN_TECHNICAL, by=anew, who=without_eli).then(wanted)


def test_one_of_two_who_lent_each_other_a_role_does_not_decide_what_the_other_signed() -> None:
    given(*signed()).when(GO, by=tied(SPONSOR, ELI)).refused(SignerDecides)


def test_the_two_sign_for_one_domain_and_not_for_two() -> None:
    past = happened(requested(), SIGN_TECHNICAL, INFRASTRUCTURE)
    given(*past).when(SIGN_DATA, by=tied(DATA_OWNER, ELI)).refused(SignedAnotherDomain)


def test_nobody_signs_for_the_work_of_whoever_lent_them_the_role() -> None:
    given(*requested()).when(SIGN_TECHNICAL, by=tied(INFRASTRUCTURE, BO)).refused(OwnWorkSigned)
    given(*requested()).when(SIGN_TECHNICAL, by=tied(INFRASTRUCTURE, CLEO, DEE)).then(
        signed_off("house/technical", ELI, Role.INFRASTRUCTURE_LEAD, requested())
    )


def test_a_sign_off_stands_no_more_once_the_signer_is_one_with_whoever_showed_the_evidence() -> None:
    def one_with_bo(person: UUID) -> Actor:
        return tied(of_every_role(person), BO) if person == ELI else of_every_role(person)

    given(*signed()).when(SIGN_TECHNICAL, by=as_role(UUID(int=0xB6), Role.INFRASTRUCTURE_LEAD), who=one_with_bo).then(
        signed_off("house/technical", UUID(int=0xB6), Role.INFRASTRUCTURE_LEAD, signed())
    )
