"""Obligations, the escalation path and responsibilities, one sentence per test."""

from dataclasses import replace
from typing import get_args
from uuid import UUID

import pytest

from services.engagement.domain.not_found import EngagementNotFound, GapNotFound
from services.engagement.domain.ownership import (
    OWNERSHIP,
    AcceptObligations,
    AssignResponsibility,
    DefineEscalationPath,
    NotTheSystemOwner,
    OwnershipCommand,
    RecordMissedReview,
    ScheduleReview,
    SystemHasNoOwner,
    UnknownActivity,
)
from shared.events.engagements import EngagementStarted
from shared.events.ownership import CycleUnit, EscalationLevel, Party, ReviewCycle
from shared.events.people import Role
from shared.kernel.decider import stream_scope
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.gaps import GAP_ID, OPENED
from tests.facts.ownership import (
    ACCEPTED,
    DEPLOYMENT_ASSIGNED,
    GAP_ASSIGNED,
    LEVELS,
    PATH_DEFINED,
    QUARTERLY,
    REVIEW_ID,
)
from tests.facts.people import BO, CLEO, DEE, ELI
from tests.scenario import Scenario

given = Scenario(decider=OWNERSHIP).given

ACCEPT = AcceptObligations(engagement_id=ENGAGEMENT, obligations=ACCEPTED.obligations, cycle=QUARTERLY)
DEFINE = DefineEscalationPath(engagement_id=ENGAGEMENT, levels=LEVELS)
FOR_DEPLOYMENT = AssignResponsibility(
    engagement_id=ENGAGEMENT,
    activity="technical_deployment",
    gap_id=None,
    party=Party.CLIENT,
    role=Role.INFRASTRUCTURE_LEAD,
)
FOR_A_GAP = replace(FOR_DEPLOYMENT, activity=None, gap_id=GAP_ID, party=Party.VENDOR, role=Role.VENDOR)
OWNED = (STARTED, OWNER_ASSIGNED)


@pytest.mark.req("RO2")
def test_the_owner_accepts_a_list_of_obligations_and_a_review_cycle() -> None:
    given(*OWNED).when(ACCEPT, by=CLEO).then(ACCEPTED)


@pytest.mark.req("RO2")
def test_nobody_accepts_for_a_system_without_an_owner() -> None:
    given(STARTED).when(ACCEPT, by=CLEO).refused(SystemHasNoOwner)
    given(*OWNED, OWNER_VACATED).when(ACCEPT, by=CLEO).refused(SystemHasNoOwner)


@pytest.mark.req("RO2")
def test_nobody_accepts_for_the_owner() -> None:
    given(*OWNED).when(ACCEPT, by=BO).refused(NotTheSystemOwner)


@pytest.mark.req("RO2")
def test_once_the_system_passes_on_only_the_next_owner_accepts() -> None:
    passed_on = replace(OWNER_ASSIGNED, owner=BO)
    given(*OWNED, ACCEPTED, passed_on).when(ACCEPT, by=CLEO).refused(NotTheSystemOwner)
    given(*OWNED, ACCEPTED, passed_on).when(ACCEPT, by=BO).then(replace(ACCEPTED, owner=BO))


def test_accepting_the_same_again_changes_nothing_whatever_the_day() -> None:
    given(*OWNED, replace(ACCEPTED, accepted_on=ACCEPTED.accepted_on.replace(day=1))).when(
        ACCEPT, by=CLEO
    ).then_nothing()


def test_other_obligations_or_another_cycle_are_accepted_anew() -> None:
    monthly = ReviewCycle(every=1, unit=CycleUnit.MONTH)
    given(*OWNED, ACCEPTED).when(replace(ACCEPT, cycle=monthly), by=CLEO).then(replace(ACCEPTED, cycle=monthly))
    fewer = ACCEPTED.obligations[:1]
    given(*OWNED, ACCEPTED).when(replace(ACCEPT, obligations=fewer), by=CLEO).then(replace(ACCEPTED, obligations=fewer))


@pytest.mark.parametrize("obligations", [(), ("Twice", "Twice"), ("",), tuple(map(str, range(51)))])
def test_obligations_are_named_once_each_and_not_without_end(obligations: tuple[str, ...]) -> None:
    asking = given(*OWNED).when(replace(ACCEPT, obligations=obligations), by=CLEO)
    asking.refused(NotWellFormed, where=("input", "obligations"))


def test_fifty_obligations_are_accepted() -> None:
    fifty = tuple(map(str, range(50)))
    given(*OWNED).when(replace(ACCEPT, obligations=fifty), by=CLEO).then(replace(ACCEPTED, obligations=fifty))


@pytest.mark.parametrize(
    ("every", "unit"),
    [(0, CycleUnit.DAY), (367, CycleUnit.DAY), (53, CycleUnit.WEEK), (13, CycleUnit.MONTH), (-1, CycleUnit.MONTH)],
)
def test_a_system_is_reviewed_at_least_once_a_year(every: int, unit: CycleUnit) -> None:
    asking = given(*OWNED).when(replace(ACCEPT, cycle=ReviewCycle(every=every, unit=unit)), by=CLEO)
    asking.refused(NotWellFormed, where=("input", "reviewCycle", "every"))


@pytest.mark.parametrize(("every", "unit"), [(366, CycleUnit.DAY), (52, CycleUnit.WEEK), (12, CycleUnit.MONTH)])
def test_a_system_may_be_reviewed_once_a_year(every: int, unit: CycleUnit) -> None:
    yearly = ReviewCycle(every=every, unit=unit)
    given(*OWNED).when(replace(ACCEPT, cycle=yearly), by=CLEO).then(replace(ACCEPTED, cycle=yearly))


@pytest.mark.req("RO3")
def test_an_escalation_path_is_an_order_of_people_with_hours_to_answer() -> None:
    given(STARTED).when(DEFINE).then(PATH_DEFINED)
    assert OWNERSHIP.names(DEFINE) == (DEE, ELI)
    assert OWNERSHIP.names(ACCEPT) == ()


def test_the_same_path_again_changes_nothing_and_another_one_replaces_it() -> None:
    given(STARTED, PATH_DEFINED).when(DEFINE).then_nothing()
    other = LEVELS[::-1]
    given(STARTED, PATH_DEFINED).when(replace(DEFINE, levels=other)).then(replace(PATH_DEFINED, levels=other))


@pytest.mark.req("RO3")
@pytest.mark.parametrize(
    ("levels", "where"),
    [
        ((), ()),
        ((EscalationLevel(person=DEE, hours=1), EscalationLevel(person=DEE, hours=2)), ()),
        (tuple(EscalationLevel(person=UUID(int=number), hours=1) for number in range(11)), ()),
        ((EscalationLevel(person=DEE, hours=1), EscalationLevel(person=ELI, hours=0)), ("1", "hours")),
        ((EscalationLevel(person=DEE, hours=721),), ("0", "hours")),
    ],
)
def test_a_path_has_levels_that_somebody_can_answer(
    levels: tuple[EscalationLevel, ...], where: tuple[str, ...]
) -> None:
    asking = given(STARTED).when(replace(DEFINE, levels=levels))
    asking.refused(NotWellFormed, where=("input", "levels", *where))


def test_a_path_may_have_ten_levels_of_thirty_days_each() -> None:
    levels = tuple(EscalationLevel(person=UUID(int=number), hours=720) for number in range(10))
    given(STARTED).when(replace(DEFINE, levels=levels)).then(replace(PATH_DEFINED, levels=levels))


@pytest.mark.req("RF10")
def test_one_party_is_accountable_for_an_activity_in_a_role() -> None:
    given(STARTED).when(FOR_DEPLOYMENT).then(DEPLOYMENT_ASSIGNED)


@pytest.mark.req("RF10")
def test_one_party_is_accountable_for_a_gap() -> None:
    given(STARTED, OPENED).when(FOR_A_GAP).then(GAP_ASSIGNED)


@pytest.mark.req("RF10")
def test_another_party_takes_the_place_of_the_one_before() -> None:
    past = (STARTED, DEPLOYMENT_ASSIGNED)
    given(*past).when(FOR_DEPLOYMENT).then_nothing()
    by_vendor = replace(FOR_DEPLOYMENT, party=Party.VENDOR)
    fact = replace(DEPLOYMENT_ASSIGNED, party=Party.VENDOR)
    given(*past).when(by_vendor).then(fact)
    given(*past, fact).when(FOR_DEPLOYMENT).then(DEPLOYMENT_ASSIGNED)


def test_a_gap_and_an_activity_are_assigned_apart() -> None:
    given(STARTED, OPENED, DEPLOYMENT_ASSIGNED).when(FOR_A_GAP).then(GAP_ASSIGNED)
    given(STARTED, OPENED, GAP_ASSIGNED).when(FOR_A_GAP).then_nothing()


@pytest.mark.parametrize(("activity", "gap_id"), [(None, None), ("gap_register", GAP_ID)])
def test_a_responsibility_is_for_one_thing(activity: str | None, gap_id: UUID | None) -> None:
    asking = given(STARTED, OPENED).when(replace(FOR_DEPLOYMENT, activity=activity, gap_id=gap_id))
    asking.refused(NotWellFormed, where=("input", "activity"))


def test_an_activity_is_one_that_is_known() -> None:
    asking = given(STARTED).when(replace(FOR_DEPLOYMENT, activity="tea"))
    asking.refused(UnknownActivity, where=("input", "activity"), saying="readiness_framework, change_programme")


def test_a_gap_is_one_of_the_engagement() -> None:
    given(STARTED).when(FOR_A_GAP).refused(GapNotFound, where=("input", "gapId"))
    elsewhere = replace(OPENED, engagement_id=UUID(int=0xE2))
    given(STARTED, elsewhere).when(FOR_A_GAP).refused(GapNotFound, where=("input", "gapId"))
    given(elsewhere, STARTED).when(FOR_A_GAP).refused(GapNotFound, where=("input", "gapId"))


SCHEDULE = ScheduleReview(engagement_id=ENGAGEMENT, review_id=REVIEW_ID)


@pytest.mark.parametrize("command", [ACCEPT, DEFINE, FOR_DEPLOYMENT, SCHEDULE])
def test_nobody_answers_for_an_engagement_that_was_not_started(command: OwnershipCommand) -> None:
    given().when(command).refused(EngagementNotFound)


def test_a_decision_stands_on_the_owner_or_the_gap_only_where_it_needs_to() -> None:
    engagement = f"engagement-{ENGAGEMENT}"
    alone = stream_scope(engagement, EngagementStarted)
    owner = stream_scope(engagement, EngagementStarted, type(OWNER_ASSIGNED), type(OWNER_VACATED))
    assert OWNERSHIP.looks_at(ACCEPT) == OWNERSHIP.looks_at(SCHEDULE) == (owner,)
    assert OWNERSHIP.looks_at(DEFINE) == OWNERSHIP.looks_at(FOR_DEPLOYMENT) == (alone,)
    assert OWNERSHIP.looks_at(FOR_A_GAP) == (alone, stream_scope(f"gap-{GAP_ID}", type(OPENED)))


def test_every_command_says_who_may_give_it_and_for_which_engagement() -> None:
    assert set(OWNERSHIP.permits) == set(get_args(OwnershipCommand))
    assert OWNERSHIP.engagement(DEFINE) == ENGAGEMENT
    assert OWNERSHIP.stream(DEFINE) == f"ownership-{ENGAGEMENT}"
    assert Role.MANAGER in OWNERSHIP.permits[AcceptObligations]
    assert Role.MANAGER not in OWNERSHIP.permits[ScheduleReview]
    assert Role.AUDITOR not in OWNERSHIP.permits[RecordMissedReview]
