"""Who may do what: the people stream, folded."""

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shared.authority.grants import NOBODY, WHOLE_TENANT, Erased, Member, Readable, Stranger, evolve, grants_of
from shared.events.people import PeopleEvent, PersonErased, PersonRegistered, Role, RoleGranted, RoleRevoked
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, DEE, ELI
from tests.facts.people_events import (
    DEE_ADMINISTERS,
    DEE_ERASED,
    DEE_REGISTERED,
    DEE_SPONSORS,
    DEE_SPONSORS_NO_MORE,
    ELI_ADMINISTERS,
    ELI_ADMINISTERS_NO_MORE,
    ELI_REGISTERED,
)
from tests.facts.tenants import TENANT_ID

ELSEWHERE, THIRD = UUID(int=0xE2), UUID(int=0xE3)
SET_UP = (ELI_REGISTERED, ELI_ADMINISTERS, DEE_REGISTERED)


def test_nobody_holds_a_role_at_first() -> None:
    assert NOBODY.roles_of(ELI) == frozenset()
    assert NOBODY.standing(ELI) == Stranger()


def test_a_role_of_the_tenant_holds_everywhere() -> None:
    grants = grants_of(SET_UP)
    assert grants.roles_of(ELI) == grants.roles_of(ELI, ENGAGEMENT) == {Role.ADMINISTRATOR}


def test_a_role_of_an_engagement_holds_there_alone() -> None:
    grants = grants_of((*SET_UP, DEE_SPONSORS, DEE_ADMINISTERS))
    assert grants.roles_of(DEE, ENGAGEMENT) == {Role.SPONSOR, Role.ADMINISTRATOR}
    assert grants.roles_of(DEE, ELSEWHERE) == grants.roles_of(DEE) == {Role.ADMINISTRATOR}


def test_a_revoked_role_holds_no_more() -> None:
    assert grants_of((*SET_UP, DEE_SPONSORS, DEE_SPONSORS_NO_MORE)).roles_of(DEE, ENGAGEMENT) == frozenset()


def test_an_erased_person_holds_nothing() -> None:
    grants = grants_of((*SET_UP, DEE_SPONSORS, DEE_ERASED))
    assert grants.roles_of(DEE, ENGAGEMENT) == frozenset()
    assert grants.standing(DEE) == Erased()
    assert evolve(grants, DEE_SPONSORS) == grants


def test_registering_gives_no_role() -> None:
    assert grants_of(SET_UP).standing(DEE) == Member()
    assert grants_of(SET_UP).standing(BO) == Stranger()


def test_the_administrators_are_those_who_hold_the_role_now() -> None:
    both = grants_of((*SET_UP, DEE_ADMINISTERS))
    assert both.administrators == {ELI, DEE}
    assert evolve(both, ELI_ADMINISTERS_NO_MORE).administrators == {DEE}
    assert evolve(both, DEE_ERASED).administrators == {ELI}


def test_any_role_in_the_tenant_opens_all_of_it() -> None:
    assert grants_of((*SET_UP, DEE_SPONSORS, DEE_ADMINISTERS)).readable(DEE) == WHOLE_TENANT


def test_a_role_for_an_engagement_opens_that_one_alone() -> None:
    grants = grants_of((*SET_UP, DEE_SPONSORS, replace(DEE_SPONSORS, engagement_id=THIRD)))
    readable = grants.readable(DEE)
    assert readable == Readable(engagements=frozenset({ENGAGEMENT, THIRD}))
    assert [readable.includes(each) for each in (ENGAGEMENT, THIRD, None, ELSEWHERE)] == [True, True, True, False]
    assert set(readable.scopes(TENANT_ID) or ()) == {
        f"tenant-{TENANT_ID}",
        f"people-{TENANT_ID}",
        str(ENGAGEMENT),
        str(THIRD),
    }


def test_the_whole_tenant_has_no_list_of_scopes() -> None:
    assert WHOLE_TENANT.includes(ELSEWHERE)
    assert WHOLE_TENANT.scopes(TENANT_ID) is None


def test_without_a_role_nothing_is_open() -> None:
    grants = grants_of((*SET_UP, DEE_SPONSORS, DEE_SPONSORS_NO_MORE))
    assert grants.readable(DEE) is None
    assert grants.readable(BO) is None
    assert grants_of((*SET_UP, DEE_SPONSORS, DEE_ERASED)).readable(DEE) is None


def test_a_fact_leaves_the_grants_before_it_as_they_were() -> None:
    before = grants_of(SET_UP)
    evolve(before, DEE_SPONSORS)
    assert before.roles_of(DEE, ENGAGEMENT) == frozenset()


def test_facts_fold_one_by_one_as_all_at_once() -> None:
    assert evolve(grants_of(SET_UP), DEE_SPONSORS) == grants_of((*SET_UP, DEE_SPONSORS))


def test_roles_before_a_registration_are_never_guessed_away() -> None:
    assert grants_of([DEE_SPONSORS]).roles_of(DEE, ENGAGEMENT) == {Role.SPONSOR}


PERSONS = st.sampled_from([UUID(int=number) for number in (1, 2, 129, 130)])  # 1 and 129 share a bucket
ROLES = st.sampled_from([Role.ADMINISTRATOR, Role.SPONSOR, Role.MANAGER])
SCOPES = st.sampled_from([None, ENGAGEMENT])
HISTORIES = st.lists(
    st.builds(PersonRegistered, person=PERSONS)
    | st.builds(PersonErased, person=PERSONS)
    | st.builds(RoleGranted, person=PERSONS, role=ROLES, engagement_id=SCOPES)
    | st.builds(RoleRevoked, person=PERSONS, role=ROLES, engagement_id=SCOPES)
)


@given(history=HISTORIES)
def test_the_roles_are_those_granted_and_not_taken_back_since(history: list[PeopleEvent]) -> None:
    held: defaultdict[UUID, set[tuple[Role, UUID | None]]] = defaultdict(set)
    erased = set()
    for event in history:
        match event:
            case RoleGranted():
                held[event.person].add((event.role, event.engagement_id))
            case RoleRevoked():
                held[event.person].discard((event.role, event.engagement_id))
            case PersonRegistered():
                held[event.person].clear()
            case PersonErased():
                erased.add(event.person)
    grants = grants_of(history)
    for person in held.keys() - erased:
        assert grants.roles_of(person) == {role for role, scope in held[person] if scope is None}
        assert grants.roles_of(person, ENGAGEMENT) == {role for role, _ in held[person]}
    assert not any(grants.roles_of(person, ENGAGEMENT) for person in erased)
