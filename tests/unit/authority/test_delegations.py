"""A role that is lent: held as long as the day has not passed, nobody ended it, and its delegator still holds it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.authority.grants import WHOLE_TENANT, Readable, grants_of
from shared.events.people import PeopleEvent, PersonErased, PersonRegistered, Role, RoleDelegated, RoleGranted
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO, DEE
from tests.facts.people_events import (
    DEE_LENDS,
    DEE_LENDS_NO_MORE,
    DEE_REGISTERED,
    DEE_SPONSORS,
    DEE_SPONSORS_NO_MORE,
)

ELSEWHERE = UUID(int=0xE2)
LAST, A_DAY = DEE_LENDS.until, timedelta(days=1)
CLEO_REGISTERED = PersonRegistered(person=CLEO)
LENT: tuple[PeopleEvent, ...] = (DEE_REGISTERED, DEE_SPONSORS, CLEO_REGISTERED, DEE_LENDS)
SPONSOR = {DEE: frozenset({Role.SPONSOR})}
EVERYWHERE = (
    DEE_REGISTERED,
    RoleGranted(person=DEE, role=Role.SPONSOR),
    CLEO_REGISTERED,
    replace(DEE_LENDS, engagement_id=None),
)

pytestmark = pytest.mark.req("RSG4")


def test_it_is_held_on_behalf_of_its_delegator_and_never_as_ones_own() -> None:
    grants = grants_of(LENT)
    assert grants.lent(CLEO, ENGAGEMENT, LAST) == SPONSOR
    assert grants.roles_of(CLEO, ENGAGEMENT) == frozenset()
    assert grants.who(CLEO, ENGAGEMENT, LAST).roles == {Role.SPONSOR}
    assert grants.lent(CLEO, ELSEWHERE, LAST) == grants.lent(CLEO, None, LAST) == {}


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ((), LAST + A_DAY),
        ((DEE_LENDS_NO_MORE,), LAST),
        ((DEE_SPONSORS_NO_MORE,), LAST),
        ((PersonErased(person=DEE),), LAST),
    ],
    ids=["its day has passed", "it was ended", "the delegator lost the role", "the delegator was erased"],
)
def test_it_is_over_once(after: tuple[PeopleEvent, ...], day: date) -> None:
    grants = grants_of((*LENT, *after))
    assert grants.lent(CLEO, ENGAGEMENT, day) == {}
    assert grants.who(CLEO, ENGAGEMENT, day).roles == frozenset()
    assert grants.readable(CLEO, None, day) is None


def test_who_was_erased_holds_nothing_that_was_lent() -> None:
    assert grants_of((*LENT, PersonErased(person=CLEO))).who(CLEO, ENGAGEMENT, LAST).roles == frozenset()


def test_lending_it_again_moves_the_day() -> None:
    later = replace(DEE_LENDS, until=LAST + A_DAY)
    grants = grants_of((*LENT, later))
    assert grants.lent(CLEO, ENGAGEMENT, LAST + A_DAY) == SPONSOR
    assert list(grants.delegations.standing(CLEO, LAST)) == [later]


def test_it_opens_to_read_what_it_opens_to_its_delegator() -> None:
    here = Readable(engagements=frozenset({ENGAGEMENT}))
    assert grants_of(LENT).readable(CLEO, None, LAST) == here
    assert grants_of(EVERYWHERE).readable(CLEO, None, LAST) == WHOLE_TENANT
    assert grants_of((*EVERYWHERE[:3], DEE_LENDS)).readable(CLEO, None, LAST) == here
    assert grants_of((*LENT[:3], EVERYWHERE[3])).readable(CLEO, None, LAST) == here
    assert grants_of(LENT).readable(CLEO) is None


def test_in_the_whole_tenant_it_holds_in_each_engagement() -> None:
    grants = grants_of(EVERYWHERE)
    assert grants.lent(CLEO, ENGAGEMENT, LAST) == grants.lent(CLEO, None, LAST) == SPONSOR


@pytest.mark.parametrize("after", [(), (DEE_LENDS_NO_MORE,)], ids=["as it stands", "also once it was ended"])
def test_the_two_count_as_one_there_until_the_day_that_was_said(after: tuple[PeopleEvent, ...]) -> None:
    grants, last = grants_of((*LENT, *after)), DEE_LENDS.apart_after
    assert grants.who(CLEO, ENGAGEMENT, last).hands == grants.who(DEE, ENGAGEMENT, last).hands == {CLEO, DEE}
    assert grants.who(CLEO, ENGAGEMENT, last + A_DAY).hands == {CLEO}
    assert grants.who(CLEO, ELSEWHERE, last).hands == {CLEO}


def test_all_who_act_for_the_same_person_count_as_one_and_who_acts_for_a_delegate_does_not() -> None:
    to_bo = replace(DEE_LENDS, person=BO)
    grants = grants_of((*LENT, PersonRegistered(person=BO), to_bo))
    assert grants.who(BO, ENGAGEMENT, LAST).hands == grants.who(CLEO, ENGAGEMENT, LAST).hands == {BO, CLEO, DEE}
    assert grants.who(BO, ELSEWHERE, LAST).hands == {BO}
    chain = grants_of((*LENT, PersonRegistered(person=BO), replace(DEE_LENDS, person=BO, delegator=CLEO)))
    assert chain.who(BO, ENGAGEMENT, LAST).hands == {BO, CLEO}


def test_whoever_acts_for_two_people_ties_neither_to_the_other() -> None:
    from_both = replace(DEE_LENDS, delegator=BO)
    grants = grants_of((*LENT, PersonRegistered(person=BO), from_both))
    assert grants.who(CLEO, ENGAGEMENT, LAST).hands == {BO, CLEO, DEE}
    assert grants.who(DEE, ENGAGEMENT, LAST).hands == {CLEO, DEE}


@given(
    st.lists(
        st.builds(
            RoleDelegated,
            person=st.sampled_from([BO, CLEO, DEE]),
            delegator=st.sampled_from([BO, CLEO, DEE]),
            role=st.sampled_from([Role.SPONSOR, Role.MANAGER]),
            until=st.just(LAST),
            apart_after=st.just(LAST),
            reason=st.just("Away"),
            engagement_id=st.sampled_from([None, ENGAGEMENT]),
        )
    )
)
def test_lending_gives_nobody_a_role_that_no_delegator_of_theirs_holds(lent: list[RoleDelegated]) -> None:
    """What is lent is never lent on, whatever the log says."""
    grants = grants_of((DEE_REGISTERED, DEE_SPONSORS, CLEO_REGISTERED, PersonRegistered(person=BO), *lent))
    for person in (BO, CLEO):
        roles = grants.who(person, ENGAGEMENT, LAST).roles
        from_dee = {each.role for each in lent if each.person == person and each.delegator == DEE}
        assert roles == from_dee & {Role.SPONSOR}
