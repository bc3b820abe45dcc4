"""Who answers for the model, one sentence per test."""

from dataclasses import replace

import pytest

from services.engagement.domain.accountability import (
    ACCOUNTABILITY,
    OF_THE_BUSINESS,
    AcceptModelAccountability,
    AccountabilityCommand,
    AssignedRoleNotHeld,
    AssignModelAccountability,
    NotAssignedToYou,
    RoleNotOfTheBusiness,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.people import Role
from shared.kernel.decider import Reach
from tests.facts.accountability import ACCOUNTABILITY_ACCEPTED, ACCOUNTABILITY_ASSIGNED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO, DEE, as_role
from tests.scenario import Scenario

given = Scenario(decider=ACCOUNTABILITY).given

ASSIGN = AssignModelAccountability(engagement_id=ENGAGEMENT, person=DEE, role=Role.SPONSOR)
ACCEPT = AcceptModelAccountability(engagement_id=ENGAGEMENT)
ASSIGNED = (STARTED, ACCOUNTABILITY_ASSIGNED)
ACCEPTED = (*ASSIGNED, ACCOUNTABILITY_ACCEPTED)
SPONSORING_DEE = as_role(DEE, Role.SPONSOR)
TO_BO = replace(ACCOUNTABILITY_ASSIGNED, person=BO, role="manager")


@pytest.mark.req("RB2")
def test_one_person_answers_for_the_model_in_a_role_of_the_business() -> None:
    given(STARTED).when(ASSIGN).then(ACCOUNTABILITY_ASSIGNED)
    given(*ACCEPTED).when(ASSIGN).then_nothing()
    given(*ACCEPTED).when(replace(ASSIGN, person=BO, role=Role.MANAGER)).then(TO_BO)
    as_owner = replace(ACCOUNTABILITY_ASSIGNED, role="business_owner")
    given(*ACCEPTED).when(replace(ASSIGN, role=Role.BUSINESS_OWNER)).then(as_owner)


@pytest.mark.req("RB2")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SPONSOR, Role.BUSINESS_OWNER, Role.MANAGER}))
def test_no_other_role_answers_for_it_and_least_of_all_one_of_it(role: Role) -> None:
    asked = given(STARTED).when(replace(ASSIGN, role=role))
    asked.refused(RoleNotOfTheBusiness, where=("input", "role"), saying="business_owner, manager, sponsor")


@pytest.mark.req("RB2")
def test_it_is_accepted_by_the_person_it_was_assigned_to() -> None:
    given(*ASSIGNED).when(ACCEPT, by=SPONSORING_DEE).then(ACCOUNTABILITY_ACCEPTED)
    given(*ACCEPTED).when(ACCEPT, by=SPONSORING_DEE).then_nothing()
    given(*ASSIGNED).when(ACCEPT, by=as_role(BO, Role.SPONSOR)).refused(NotAssignedToYou)
    given(STARTED).when(ACCEPT, by=SPONSORING_DEE).refused(NotAssignedToYou)


@pytest.mark.req("RB2")
def test_whoever_accepts_holds_the_role_that_it_was_assigned_in() -> None:
    asked = given(*ASSIGNED).when(ACCEPT, by=as_role(DEE, Role.MANAGER))
    asked.refused(AssignedRoleNotHeld, saying="sponsor")
    assert ACCOUNTABILITY.permits[AcceptModelAccountability] == OF_THE_BUSINESS


@pytest.mark.req("RB2")
def test_assigned_to_somebody_else_it_is_no_longer_accepted_by_the_first() -> None:
    given(*ACCEPTED, TO_BO).when(ACCEPT, by=SPONSORING_DEE).refused(NotAssignedToYou)
    bo = as_role(BO, Role.MANAGER)
    given(*ACCEPTED, TO_BO).when(ACCEPT, by=bo).then(replace(ACCOUNTABILITY_ACCEPTED, person=BO))


@pytest.mark.parametrize("command", [ASSIGN, ACCEPT])
def test_it_is_about_an_engagement_that_was_started(command: AccountabilityCommand) -> None:
    given().when(command, by=SPONSORING_DEE).refused(EngagementNotFound)
    (scope,) = ACCOUNTABILITY.looks_at(command)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert ACCOUNTABILITY.stream(command) == f"accountability-{ENGAGEMENT}"
    assert ACCOUNTABILITY.engagement(command) == ENGAGEMENT


def test_whoever_answers_is_a_person_of_the_tenant() -> None:
    assert ACCOUNTABILITY.names(ASSIGN) == (DEE,)
    assert ACCOUNTABILITY.names(ACCEPT) == ()


def test_a_history_that_begins_with_an_acceptance_is_no_history() -> None:
    with pytest.raises(LookupError):
        ACCOUNTABILITY.replay([ACCOUNTABILITY_ACCEPTED])
