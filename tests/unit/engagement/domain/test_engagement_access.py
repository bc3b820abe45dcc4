"""Letting somebody from another tenant into one engagement, one sentence per test."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.engagement.domain.engagement_access import (
    AccessFromWithin,
    AccessOutOfBounds,
    EndEngagementAccess,
    GrantEngagementAccess,
)
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.people import PEOPLE, AdministratorOfOneEngagement, ErasedForGood, SelfGrant
from shared.events.people import PersonErased, Role
from shared.events.pilots import PilotRegistered
from shared.kernel.decider import engagement_scope
from shared.kernel.refusal import NotWellFormed, PersonNotFound
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, BO_REGISTERED, ELI, NOW
from tests.facts.people_events import ADVISERS, BO_LET_IN, BO_LET_OUT
from tests.facts.pilots import REGISTERED
from tests.facts.tenants import TENANT_ID
from tests.scenario import Scenario

given = Scenario(decider=PEOPLE).given

KNOWN = (REGISTERED, BO_REGISTERED)
IN = (*KNOWN, BO_LET_IN)
LET_IN = GrantEngagementAccess(
    tenant_id=TENANT_ID,
    person=BO,
    home=ADVISERS,
    engagement_id=ENGAGEMENT,
    roles=(Role.MODEL_LEAD, Role.ENGAGEMENT_LEAD, Role.MODEL_LEAD),
    until=BO_LET_IN.until,
)
LET_OUT = EndEngagementAccess(tenant_id=TENANT_ID, person=BO, engagement_id=ENGAGEMENT, reason=BO_LET_OUT.reason)


@pytest.mark.req("RF11")
def test_a_known_person_of_another_tenant_is_let_in_with_named_roles_until_a_day() -> None:
    given(*KNOWN).when(LET_IN, by=ELI).then(BO_LET_IN)
    given(*IN).when(LET_IN, by=ELI).then_nothing()
    longer = replace(BO_LET_IN, until=BO_LET_IN.until + timedelta(days=1))
    given(*IN).when(replace(LET_IN, until=longer.until), by=ELI).then(longer)


@pytest.mark.req("RF11")
def test_access_ends_with_a_reason() -> None:
    given(*IN).when(LET_OUT, by=ELI).then(BO_LET_OUT)
    given(*IN, BO_LET_OUT).when(LET_OUT, by=ELI).then_nothing()
    given(*KNOWN).when(replace(LET_OUT, reason=" "), by=ELI).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RF11")
def test_it_is_for_a_while_for_others_and_never_to_administer() -> None:
    today = NOW.date()
    for until in (today - timedelta(days=1), today + timedelta(days=367)):
        given(*KNOWN).when(replace(LET_IN, until=until), by=ELI).refused(AccessOutOfBounds, where=("input", "until"))
    given(*KNOWN).when(replace(LET_IN, home=TENANT_ID), by=ELI).refused(AccessFromWithin, where=("input", "home"))
    given(*KNOWN).when(replace(LET_IN, roles=()), by=ELI).refused(NotWellFormed, where=("input", "roles"))
    administer = replace(LET_IN, roles=(Role.ADMINISTRATOR,))
    given(*KNOWN).when(administer, by=ELI).refused(AdministratorOfOneEngagement, where=("input", "roles"))
    given(*KNOWN).when(LET_IN, by=BO).refused(SelfGrant, where=("input", "person"))


@pytest.mark.req("RF11")
def test_person_and_engagement_are_of_this_tenant() -> None:
    given(REGISTERED).when(LET_IN, by=ELI).refused(PersonNotFound, where=("input", "person"))
    given(BO_REGISTERED).when(LET_IN, by=ELI).refused(EngagementNotFound, where=("input", "engagementId"))
    gone = (*KNOWN, PersonErased(person=BO))
    given(*gone).when(LET_IN, by=ELI).refused(ErasedForGood, where=("input", "person"))
    assert PEOPLE.looks_at(LET_IN) == (engagement_scope(ENGAGEMENT, PilotRegistered),)


@pytest.mark.req("RF11")
def test_only_administrators_open_and_shut_and_both_are_judged_at_once() -> None:
    for command in (GrantEngagementAccess, EndEngagementAccess):
        assert PEOPLE.permits[command] == {Role.ADMINISTRATOR}
        assert command in PEOPLE.at_once
