"""People and their roles, one sentence per test."""

from dataclasses import replace
from typing import get_args
from uuid import UUID

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.people import (
    PEOPLE,
    AdministratorOfOneEngagement,
    BootstrapAdministrator,
    ErasedForGood,
    ErasePerson,
    GrantRole,
    LastAdministrator,
    PeopleCommand,
    RegisterPerson,
    RevokeRole,
    SelfGrant,
    TenantHasAdministrator,
)
from shared.events.people import Role
from shared.events.pilots import PilotRegistered
from shared.kernel.decider import engagement_scope
from shared.kernel.refusal import PersonNotFound
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, BO_REGISTERED, DEE, ELI
from tests.facts.people_events import (
    DEE_ADMINISTERS,
    DEE_ERASED,
    DEE_REGISTERED,
    DEE_SPONSORS,
    DEE_SPONSORS_NO_MORE,
    ELI_ADMINISTERS,
    ELI_ADMINISTERS_NO_MORE,
    ELI_ERASED,
    ELI_REGISTERED,
)
from tests.facts.pilots import REGISTERED
from tests.facts.tenants import TENANT_ID
from tests.scenario import Scenario

given = Scenario(decider=PEOPLE).given

SET_UP = (ELI_REGISTERED, ELI_ADMINISTERS)
BOOTSTRAP = BootstrapAdministrator(tenant_id=TENANT_ID, person=ELI)
REGISTER = RegisterPerson(tenant_id=TENANT_ID, person=DEE)
SPONSOR = GrantRole(tenant_id=TENANT_ID, person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
SPONSOR_NO_MORE = RevokeRole(tenant_id=TENANT_ID, person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
ADMINISTER = GrantRole(tenant_id=TENANT_ID, person=DEE, role=Role.ADMINISTRATOR)
ELI_NO_MORE = RevokeRole(tenant_id=TENANT_ID, person=ELI, role=Role.ADMINISTRATOR)
ERASE = ErasePerson(tenant_id=TENANT_ID, person=DEE)


@pytest.mark.req("RF9")
def test_a_new_tenant_gets_its_first_administrator() -> None:
    given().when(BOOTSTRAP).then(ELI_REGISTERED, ELI_ADMINISTERS)


def test_somebody_registered_may_become_the_first_administrator() -> None:
    given(ELI_REGISTERED).when(BOOTSTRAP).then(ELI_ADMINISTERS)


def test_naming_the_same_first_administrator_again_changes_nothing() -> None:
    given(*SET_UP).when(BOOTSTRAP).then_nothing()


def test_only_administrators_name_administrators_once_there_was_one() -> None:
    given(DEE_REGISTERED, DEE_ADMINISTERS).when(BOOTSTRAP).refused(TenantHasAdministrator)


def test_an_erased_person_does_not_become_the_first_administrator() -> None:
    given(ELI_REGISTERED, ELI_ERASED).when(BOOTSTRAP).refused(ErasedForGood)


def test_a_person_is_registered() -> None:
    given(*SET_UP).when(REGISTER, by=ELI).then(DEE_REGISTERED)


def test_registering_the_same_person_again_changes_nothing() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(REGISTER, by=ELI).then_nothing()


def test_an_erased_person_never_comes_back() -> None:
    past = (*SET_UP, DEE_REGISTERED, DEE_ERASED)
    given(*past).when(REGISTER, by=ELI).refused(ErasedForGood, where=("input", "person"))
    given(*past).when(SPONSOR, by=ELI).refused(ErasedForGood, where=("input", "person"))


def test_a_role_is_granted_in_one_engagement() -> None:
    given(*SET_UP, DEE_REGISTERED, REGISTERED).when(SPONSOR, by=ELI).then(DEE_SPONSORS)


def test_a_role_is_granted_for_a_pilot_that_still_runs_and_holds_in_its_engagement() -> None:
    """One key for a life: whoever is to lead the engagement is needed before it starts."""
    asking = given(*SET_UP, DEE_REGISTERED, REGISTERED).when(SPONSOR, by=ELI)
    asking.then(replace(DEE_SPONSORS, engagement_id=REGISTERED.pilot_id))


def test_no_role_is_granted_in_an_engagement_that_never_was() -> None:
    past, elsewhere = (*SET_UP, DEE_REGISTERED), replace(SPONSOR, engagement_id=UUID(int=0xE2))
    given(*past).when(SPONSOR, by=ELI).refused(EngagementNotFound, where=("input", "engagementId"))
    given(*past, REGISTERED).when(elsewhere, by=ELI).refused(EngagementNotFound, where=("input", "engagementId"))


def test_a_grant_stands_on_the_pilot_that_it_names_and_on_no_other_stream() -> None:
    assert PEOPLE.looks_at(SPONSOR) == (engagement_scope(ENGAGEMENT, PilotRegistered),)
    assert PEOPLE.looks_at(ADMINISTER) == PEOPLE.looks_at(SPONSOR_NO_MORE) == ()


def test_a_role_is_granted_in_the_whole_tenant() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(ADMINISTER, by=ELI).then(DEE_ADMINISTERS)


def test_granting_twice_changes_nothing() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(SPONSOR, by=ELI).then_nothing()


def test_a_role_that_was_revoked_may_be_granted_again() -> None:
    given(*SET_UP, DEE_REGISTERED, REGISTERED, DEE_SPONSORS, DEE_SPONSORS_NO_MORE).when(SPONSOR, by=ELI).then(
        DEE_SPONSORS
    )


def test_only_a_registered_person_is_given_a_role() -> None:
    given(*SET_UP).when(SPONSOR, by=ELI).refused(PersonNotFound, where=("input", "person"))


def test_nobody_gives_or_takes_their_own_roles() -> None:
    past = (*SET_UP, DEE_REGISTERED, DEE_ADMINISTERS, DEE_SPONSORS)
    given(*past).when(SPONSOR, by=DEE).refused(SelfGrant, where=("input", "person"))
    given(*past).when(SPONSOR_NO_MORE, by=DEE).refused(SelfGrant, where=("input", "person"))


def test_an_administrator_is_one_of_the_whole_tenant() -> None:
    one = GrantRole(tenant_id=TENANT_ID, person=DEE, role=Role.ADMINISTRATOR, engagement_id=ENGAGEMENT)
    asking = given(*SET_UP, DEE_REGISTERED).when(one, by=ELI)
    asking.refused(AdministratorOfOneEngagement, where=("input", "engagementId"))


def test_a_role_is_revoked_where_it_was_granted() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(SPONSOR_NO_MORE, by=ELI).then(DEE_SPONSORS_NO_MORE)


def test_revoking_what_is_not_held_there_changes_nothing() -> None:
    everywhere = RevokeRole(tenant_id=TENANT_ID, person=DEE, role=Role.SPONSOR)
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(everywhere, by=ELI).then_nothing()
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS, DEE_SPONSORS_NO_MORE).when(SPONSOR_NO_MORE, by=ELI).then_nothing()


def test_only_a_registered_person_loses_a_role() -> None:
    given(*SET_UP).when(SPONSOR_NO_MORE, by=ELI).refused(PersonNotFound)


def test_one_of_two_administrators_may_leave() -> None:
    past = (*SET_UP, DEE_REGISTERED, DEE_ADMINISTERS)
    given(*past).when(ELI_NO_MORE, by=DEE).then(ELI_ADMINISTERS_NO_MORE)
    given(*past).when(ERASE, by=ELI).then(DEE_ERASED)


def test_the_last_administrator_is_neither_revoked_nor_erased() -> None:
    erase = ErasePerson(tenant_id=TENANT_ID, person=ELI)
    given(*SET_UP, BO_REGISTERED).when(ELI_NO_MORE, by=BO).refused(LastAdministrator, where=("input", "person"))
    given(*SET_UP).when(erase, by=ELI).refused(LastAdministrator, where=("input", "person"))


def test_whoever_stays_is_the_last_administrator() -> None:
    past = (*SET_UP, DEE_REGISTERED, DEE_ADMINISTERS, ELI_ADMINISTERS_NO_MORE)
    given(*past).when(ERASE, by=DEE).refused(LastAdministrator)


def test_a_person_is_erased() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_SPONSORS).when(ERASE, by=ELI).then(DEE_ERASED)


def test_erasing_twice_changes_nothing() -> None:
    given(*SET_UP, DEE_REGISTERED, DEE_ERASED).when(ERASE, by=ELI).then_nothing()


def test_only_a_registered_person_is_erased() -> None:
    given(*SET_UP).when(ERASE, by=ELI).refused(PersonNotFound, where=("input", "person"))


def test_administrators_look_after_people_and_nobody_bootstraps() -> None:
    assert PEOPLE.permits[BootstrapAdministrator] == frozenset()
    assert {PEOPLE.permits[kind] for kind in (RegisterPerson, GrantRole, RevokeRole, ErasePerson)} == {
        frozenset({Role.ADMINISTRATOR})
    }
    assert set(PEOPLE.permits) == set(get_args(PeopleCommand))


def test_all_people_of_a_tenant_are_one_stream() -> None:
    assert {PEOPLE.stream(command) for command in (BOOTSTRAP, REGISTER, SPONSOR)} == {f"people-{TENANT_ID}"}


def test_an_outsider_has_no_say_in_who_they_are() -> None:
    given(*SET_UP).when(GrantRole(tenant_id=TENANT_ID, person=ANA, role=Role.AUDITOR), by=ELI).refused(PersonNotFound)
