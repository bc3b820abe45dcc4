"""Who comes with a token of another tenant: let into single engagements, until a day, and into nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.authority.grants import Readable, Visit, grants_of
from shared.events.people import (
    EngagementAccessEnded,
    EngagementAccessGranted,
    PeopleEvent,
    PersonErased,
    PersonRegistered,
    Role,
    RoleGranted,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, BO_REGISTERED
from tests.facts.people_events import ADVISERS, BO_LET_IN, BO_LET_OUT

ELSEWHERE, THIRD, OTHERS = UUID(int=0xE2), UUID(int=0xE3), UUID(int=0xAE)
LAST = BO_LET_IN.until
VISIT = Visit(home=ADVISERS, day=LAST)
LET_IN = (BO_REGISTERED, BO_LET_IN)


@pytest.mark.req("RF11")
def test_who_was_let_in_holds_those_roles_in_that_engagement_and_no_other() -> None:
    grants = grants_of(LET_IN)
    assert grants.roles_of(BO, ENGAGEMENT, VISIT) == {Role.ENGAGEMENT_LEAD, Role.MODEL_LEAD}
    assert grants.roles_of(BO, ELSEWHERE, VISIT) == grants.roles_of(BO, None, VISIT) == frozenset()
    assert grants.readable(BO, VISIT) == Readable(engagements=frozenset({ENGAGEMENT}))


@pytest.mark.req("RF11")
@pytest.mark.parametrize(
    "visit", [replace(VISIT, day=LAST + timedelta(days=1)), replace(VISIT, home=OTHERS)], ids=["over", "another home"]
)
def test_access_is_for_tokens_of_one_tenant_and_over_with_its_last_day(visit: Visit) -> None:
    grants = grants_of(LET_IN)
    assert grants.roles_of(BO, ENGAGEMENT, visit) == frozenset()
    assert grants.readable(BO, visit) is None


@pytest.mark.req("RF11")
def test_access_counts_for_nothing_at_home_and_roles_at_home_for_nothing_on_a_visit() -> None:
    assert grants_of(LET_IN).readable(BO) is None
    assert grants_of(LET_IN).roles_of(BO, ENGAGEMENT) == frozenset()
    administers = grants_of((BO_REGISTERED, RoleGranted(person=BO, role=Role.ADMINISTRATOR)))
    assert administers.readable(BO, VISIT) is None
    assert administers.roles_of(BO, ENGAGEMENT, VISIT) == frozenset()


@pytest.mark.req("RF11")
def test_what_is_granted_anew_replaces_what_was_granted_there_before() -> None:
    less = replace(BO_LET_IN, roles=(Role.MODEL_LEAD,))
    assert grants_of((*LET_IN, less)).roles_of(BO, ENGAGEMENT, VISIT) == {Role.MODEL_LEAD}
    assert grants_of((*LET_IN, BO_LET_OUT)).readable(BO, VISIT) is None
    assert grants_of((*LET_IN, PersonErased(person=BO))).readable(BO, VISIT) is None


people, homes = st.sampled_from([ANA, BO]), st.sampled_from([ADVISERS, OTHERS])
engagements = st.sampled_from([ENGAGEMENT, ELSEWHERE, THIRD])
days = st.dates(LAST - timedelta(days=2), LAST + timedelta(days=2))
facts = st.one_of(
    st.builds(
        EngagementAccessGranted,
        person=people,
        home=homes,
        engagement_id=engagements,
        roles=st.just((Role.MODEL_LEAD,)),
        until=days,
    ),
    st.builds(EngagementAccessEnded, person=people, engagement_id=engagements, reason=st.just("It is over.")),
    st.builds(RoleGranted, person=people, role=st.just(Role.AUDITOR), engagement_id=st.none() | engagements),
)


@pytest.mark.req("RF11")
@given(history=st.lists(facts), person=people, home=homes, day=days)
def test_a_visit_opens_what_was_last_granted_there_to_that_home_and_is_not_over(
    history: list[PeopleEvent], person: UUID, home: UUID, day: date
) -> None:
    grants = grants_of([PersonRegistered(person=ANA), PersonRegistered(person=BO), *history])
    last: dict[UUID, PeopleEvent] = {}
    for fact in history:
        if fact.person == person and isinstance(fact, EngagementAccessGranted | EngagementAccessEnded):
            last[fact.engagement_id] = fact
    expected: frozenset[UUID] = frozenset(
        each.engagement_id
        for each in last.values()
        if isinstance(each, EngagementAccessGranted) and each.home == home and day <= each.until
    )
    visit = Visit(home=home, day=day)
    readable = grants.readable(person, visit)
    assert (readable.engagements if readable else frozenset[UUID]()) == expected
    for engagement in (ENGAGEMENT, ELSEWHERE, THIRD):
        assert bool(grants.roles_of(person, engagement, visit)) == (engagement in expected)
    assert grants.roles_of(person, None, visit) == frozenset()
