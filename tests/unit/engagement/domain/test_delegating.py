"""Lending a role and ending that, one sentence per test."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.engagement.domain.delegating import (
    DELEGATING,
    DelegateRole,
    DelegationOfOthers,
    DelegationOutOfBounds,
    EndDelegation,
    RoleNeverDelegated,
    RoleNotYoursToDelegate,
    SelfDelegation,
)
from services.engagement.domain.delegation_policy import DELEGATION_POLICIES, LATEST_DELEGATION, read_delegation
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.people import ErasedForGood
from shared.events.people import PersonErased, PersonRegistered, Role, RoleGranted
from shared.events.pilots import PilotRegistered
from shared.kernel.decider import engagement_scope
from shared.kernel.refusal import NotWellFormed, PersonNotFound
from shared.policy.shipped import CatalogueInvalid
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, DEE, ELI, NOW, as_role
from tests.facts.people_events import (
    DEE_LENDS,
    DEE_LENDS_NO_MORE,
    DEE_REGISTERED,
    DEE_SPONSORS,
    DEE_SPONSORS_NO_MORE,
)
from tests.facts.pilots import REGISTERED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=DELEGATING).given
TENANT = UUID(int=0x7E)
PILOT: PilotRegistered = replace(REGISTERED, pilot_id=ENGAGEMENT)
HERE = (DEE_REGISTERED, DEE_SPONSORS, PersonRegistered(person=CLEO), PILOT)
LENT = (*HERE, DEE_LENDS)
LEND = DelegateRole(
    tenant_id=TENANT,
    person=CLEO,
    role=Role.SPONSOR,
    engagement_id=ENGAGEMENT,
    until=DEE_LENDS.until,
    reason=DEE_LENDS.reason,
)
END = EndDelegation(
    tenant_id=TENANT, person=CLEO, delegator=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT, reason="I am back."
)
BY_DEE, BY_CLEO = as_role(DEE, Role.SPONSOR), as_role(CLEO, Role.SPONSOR)


def test_whoever_holds_a_role_lends_it_until_a_day() -> None:
    given(*HERE).when(LEND, by=BY_DEE).then(DEE_LENDS)


def test_lending_the_same_again_records_nothing() -> None:
    given(*LENT).when(LEND, by=BY_DEE).then_nothing()


def test_a_later_day_replaces_the_first_one() -> None:
    a_day = timedelta(days=1)
    later = replace(DEE_LENDS, until=DEE_LENDS.until + a_day, apart_after=DEE_LENDS.apart_after + a_day)
    given(*LENT).when(replace(LEND, until=later.until), by=BY_DEE).then(later)


def test_a_role_of_the_whole_tenant_is_lent_for_one_engagement_or_for_all() -> None:
    holds = (*HERE, DEE_SPONSORS_NO_MORE, RoleGranted(person=DEE, role=Role.SPONSOR))
    given(*holds).when(LEND, by=BY_DEE).then(DEE_LENDS)
    given(*holds).when(replace(LEND, engagement_id=None), by=BY_DEE).then(replace(DEE_LENDS, engagement_id=None))


def test_nobody_lends_to_themselves() -> None:
    given(*HERE).when(replace(LEND, person=DEE), by=BY_DEE).refused(SelfDelegation, where=("input", "person"))


def test_what_was_lent_is_not_lent_on() -> None:
    further = replace(LEND, person=BO)
    past = (*LENT, PersonRegistered(person=BO))
    given(*past).when(further, by=BY_CLEO).refused(RoleNotYoursToDelegate, where=("input", "role"))


def test_a_role_for_one_engagement_is_not_lent_for_all() -> None:
    given(*HERE).when(replace(LEND, engagement_id=None), by=BY_DEE).refused(RoleNotYoursToDelegate)


def test_whoever_has_lost_the_role_meanwhile_lends_it_no_more() -> None:
    given(*HERE, DEE_SPONSORS_NO_MORE).when(LEND, by=BY_DEE).refused(RoleNotYoursToDelegate)


@pytest.mark.parametrize("role", sorted(LATEST_DELEGATION.never_lent))
def test_some_roles_are_never_lent(role: Role) -> None:
    holds = (*HERE, RoleGranted(person=DEE, role=role))
    given(*holds).when(replace(LEND, role=role), by=as_role(DEE, role)).refused(RoleNeverDelegated)


@pytest.mark.parametrize("days", [-1, LATEST_DELEGATION.longest.days + 1])
def test_the_day_lies_within_the_bounds_of_the_policy(days: int) -> None:
    wrong = replace(LEND, until=NOW.date() + timedelta(days=days))
    given(*HERE).when(wrong, by=BY_DEE).refused(DelegationOutOfBounds, where=("input", "until"))


def test_it_takes_a_person_an_engagement_and_a_reason() -> None:
    given(*HERE).when(replace(LEND, person=BO), by=BY_DEE).refused(PersonNotFound)
    given(*HERE, PersonErased(person=CLEO)).when(LEND, by=BY_DEE).refused(ErasedForGood)
    given(*HERE[:3]).when(LEND, by=BY_DEE).refused(EngagementNotFound)
    given(*HERE).when(replace(LEND, reason=" "), by=BY_DEE).refused(NotWellFormed)


@pytest.mark.parametrize("ender", [DEE, CLEO])
def test_either_of_the_two_ends_it(ender: UUID) -> None:
    given(*LENT).when(END, by=ender).then(replace(DEE_LENDS_NO_MORE, ender=ender))


def test_an_administrator_ends_it_and_nobody_else() -> None:
    given(*LENT).when(END, by=as_role(ELI, Role.ADMINISTRATOR)).then(replace(DEE_LENDS_NO_MORE, ender=ELI))
    given(*LENT).when(END, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).refused(DelegationOfOthers)


def test_what_ran_out_was_ended_or_never_was_needs_no_end() -> None:
    given(*HERE).when(END, by=DEE).then_nothing()
    given(*LENT, DEE_LENDS_NO_MORE).when(END, by=DEE).then_nothing()
    given(*LENT).when(END, by=DEE, at=NOW + timedelta(days=60)).then_nothing()


def test_whose_roles_count_is_said_by_the_engagement_that_is_named() -> None:
    assert DELEGATING.held_at(LEND) == ENGAGEMENT
    assert DELEGATING.looks_at(LEND) == (engagement_scope(ENGAGEMENT, PilotRegistered),)
    assert DELEGATING.looks_at(replace(LEND, engagement_id=None)) == DELEGATING.looks_at(END) == ()
    assert DELEGATING.stream(LEND) == f"people-{TENANT}"


def test_the_policy_is_data_in_editions() -> None:
    assert DELEGATION_POLICIES[1].longest == timedelta(days=92)
    with pytest.raises(CatalogueInvalid):
        read_delegation("version: 1\nlongest: 0\napart_after: 1\nnever_lent: []\n")
