"""The people whom a system is meant for, one sentence per test."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.engagement.domain.change.population import POPULATION
from services.engagement.domain.change.population_commands import (
    CohortAlreadyDefined,
    CohortHasAccess,
    CohortNotFound,
    DefineCohort,
    DefinePopulation,
    PopulationCommand,
    PopulationExceeded,
    PopulationNotDefined,
    RecordResistance,
    ReviseCohort,
    UnknownDepartment,
    UnknownDriver,
    UnknownTargetRole,
    WithdrawCohort,
)
from services.engagement.domain.change.programme_commands import (
    ChangeProgramNotCreated,
    MoreThanTheCohort,
    MoreThanTheManagers,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.population import Department, ResistanceLevel
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import NOW
from tests.facts.population import (
    CLAIMS,
    CLAIMS_PROFILED,
    HANDLER,
    HANDLERS,
    HANDLERS_DEFINED,
    HANDLERS_REVISED,
    LETTERS,
    PIONEERS,
    PIONEERS_DEFINED,
    POPULATION_DEFINED,
    WRITERS,
    WRITERS_DEFINED,
    WRITERS_WITHDRAWN,
)
from tests.facts.programme import BEGUN, EQUIPPED, GRANTED, PEOPLED, READY, TRAINED, TRAINING, WITHDRAWN
from tests.scenario import Scenario

given = Scenario(decider=POPULATION).given

DEFINED = (*BEGUN, POPULATION_DEFINED)
ROOMS = POPULATION_DEFINED.departments
TOMORROW = NOW + timedelta(days=1)
DEFINE = DefinePopulation(engagement_id=ENGAGEMENT, headcount=50, departments=ROOMS, roles=POPULATION_DEFINED.roles)
PIONEER = DefineCohort(
    engagement_id=ENGAGEMENT, cohort_id=PIONEERS, department=CLAIMS, role=HANDLER, headcount=10, volunteers=True
)
REVISE = ReviseCohort(engagement_id=ENGAGEMENT, cohort_id=HANDLERS, headcount=28, reason=" Two people left. ")
WITHDRAW = WithdrawCohort(engagement_id=ENGAGEMENT, cohort_id=WRITERS, reason=WRITERS_WITHDRAWN.reason)
PROFILE = RecordResistance(
    engagement_id=ENGAGEMENT, department=CLAIMS, level=ResistanceLevel.HIGH, drivers=CLAIMS_PROFILED.drivers
)
IN_HEADCOUNT, IN_DEPARTMENTS = ("input", "headcount"), ("input", "departments")


def of_rooms(claims: int, letters: int, managers: int = 4) -> DefinePopulation:
    rooms = (
        Department(name=CLAIMS, headcount=claims, managers=managers),
        Department(name=LETTERS, headcount=letters, managers=1),
    )
    return replace(DEFINE, headcount=claims + letters, departments=rooms)


@pytest.mark.req("RK1")
def test_a_population_is_defined_as_a_whole_and_said_again_it_is_no_news() -> None:
    given(*BEGUN).when(DEFINE).then(POPULATION_DEFINED)
    given(*DEFINED).when(DEFINE, at=TOMORROW).then_nothing()
    larger = replace(POPULATION_DEFINED, headcount=51, departments=of_rooms(41, 10).departments)
    given(*DEFINED).when(of_rooms(41, 10)).then(larger)


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (replace(DEFINE, headcount=51), "headcount"),
        (replace(DEFINE, headcount=0), "headcount"),
        (replace(DEFINE, headcount=10_000_001), "headcount"),
        (replace(DEFINE, departments=()), "departments"),
        (replace(DEFINE, departments=(ROOMS[0], replace(ROOMS[0], headcount=10))), "departments"),
        (replace(DEFINE, departments=(ROOMS[0], replace(ROOMS[1], name=" "))), "departments"),
        (of_rooms(50, 0), "departments"),
        (of_rooms(40, 10, managers=-1), "departments"),
        (of_rooms(40, 10, managers=41), "departments"),
        (replace(DEFINE, roles=()), "roles"),
        (replace(DEFINE, roles=(HANDLER, HANDLER)), "roles"),
        (replace(DEFINE, roles=tuple(map(str, range(51)))), "roles"),
    ],
)
def test_a_population_is_made_of_departments_that_add_up_and_of_roles(broken: DefinePopulation, field: str) -> None:
    given(*BEGUN).when(broken).refused(NotWellFormed, where=("input", field))


def test_one_person_is_a_population_and_fifty_departments_are_not_too_many() -> None:
    alone = (Department(name="Alone", headcount=1, managers=1),)
    fact = replace(POPULATION_DEFINED, headcount=1, departments=alone, roles=("Clerk",))
    given(*BEGUN).when(replace(DEFINE, headcount=1, departments=alone, roles=("Clerk",))).then(fact)
    many = tuple(Department(name=str(number), headcount=200_000, managers=0) for number in range(50))
    roles = tuple(map(str, range(50)))
    fact = replace(POPULATION_DEFINED, headcount=10_000_000, departments=many, roles=roles)
    given(*BEGUN).when(replace(DEFINE, headcount=10_000_000, departments=many, roles=roles)).then(fact)


@pytest.mark.req("RK1")
def test_a_population_never_shrinks_below_its_cohorts() -> None:
    given(*PEOPLED).when(of_rooms(39, 11)).refused(PopulationExceeded, where=IN_DEPARTMENTS, saying="40 people")
    without = replace(DEFINE, headcount=40, departments=ROOMS[:1])
    given(*PEOPLED).when(without).refused(PopulationExceeded, where=IN_DEPARTMENTS, saying="it has 0")
    given(*PEOPLED).when(replace(DEFINE, roles=(HANDLER,))).refused(UnknownTargetRole, where=("input", "roles"))
    left = replace(POPULATION_DEFINED, headcount=40, departments=ROOMS[:1], roles=(HANDLER,))
    given(*PEOPLED, WRITERS_WITHDRAWN).when(replace(without, roles=(HANDLER,))).then(left)


def test_nor_below_the_managers_who_are_equipped() -> None:
    given(*PEOPLED, EQUIPPED).when(of_rooms(40, 10, 2)).refused(MoreThanTheManagers, where=IN_DEPARTMENTS)
    fewer = replace(POPULATION_DEFINED, departments=of_rooms(40, 10, 3).departments)
    given(*PEOPLED, EQUIPPED).when(of_rooms(40, 10, 3)).then(fewer)
    gone = replace(DEFINE, headcount=10, departments=ROOMS[1:])
    given(*DEFINED, EQUIPPED).when(gone).then(replace(POPULATION_DEFINED, headcount=10, departments=ROOMS[1:]))


@pytest.mark.req("RK1")
def test_a_cohort_is_of_one_department_and_one_role_and_tells_volunteers_apart() -> None:
    given(*DEFINED).when(PIONEER).then(PIONEERS_DEFINED)
    given(*DEFINED, PIONEERS_DEFINED).when(PIONEER, at=TOMORROW).then_nothing()
    for other in (replace(PIONEER, volunteers=False), replace(PIONEER, headcount=9)):
        given(*DEFINED, PIONEERS_DEFINED).when(other).refused(CohortAlreadyDefined)
    given(*DEFINED).when(replace(PIONEER, department="Sales")).refused(UnknownDepartment, where=("input", "department"))
    given(*DEFINED).when(replace(PIONEER, role="Clerk")).refused(UnknownTargetRole, where=("input", "role"))
    given(*DEFINED).when(replace(PIONEER, headcount=0)).refused(NotWellFormed, where=IN_HEADCOUNT)


@pytest.mark.req("RK1")
def test_the_cohorts_of_a_department_never_hold_more_people_than_it_has() -> None:
    given(*DEFINED).when(replace(PIONEER, headcount=40)).then(replace(PIONEERS_DEFINED, headcount=40))
    given(*DEFINED).when(replace(PIONEER, headcount=41)).refused(PopulationExceeded, where=IN_HEADCOUNT)
    some = (*DEFINED, HANDLERS_DEFINED, WRITERS_DEFINED)
    given(*some).when(PIONEER).then(PIONEERS_DEFINED)
    given(*some).when(replace(PIONEER, headcount=11)).refused(PopulationExceeded, saying="41 people, and it has 40")
    given(*some, HANDLERS_REVISED).when(replace(PIONEER, headcount=12)).then(replace(PIONEERS_DEFINED, headcount=12))


@pytest.mark.req("RK1")
def test_a_cohort_is_revised_within_its_department() -> None:
    given(*PEOPLED).when(REVISE).then(HANDLERS_REVISED)
    given(*PEOPLED, HANDLERS_REVISED).when(REVISE).then_nothing()
    given(*PEOPLED).when(replace(REVISE, headcount=31)).refused(PopulationExceeded, where=IN_HEADCOUNT)
    given(*PEOPLED, HANDLERS_REVISED).when(replace(REVISE, headcount=30)).then(replace(HANDLERS_REVISED, headcount=30))
    given(*PEOPLED).when(replace(REVISE, headcount=0)).refused(NotWellFormed, where=IN_HEADCOUNT)
    given(*PEOPLED).when(replace(REVISE, reason="")).refused(NotWellFormed, where=("input", "reason"))
    given(*PEOPLED).when(replace(REVISE, cohort_id=UUID(int=7))).refused(CohortNotFound)


@pytest.mark.req("RK3")
def test_a_cohort_never_shrinks_below_those_who_were_trained() -> None:
    trained = (*PEOPLED, TRAINING, TRAINED)
    given(*trained).when(replace(REVISE, headcount=26)).refused(MoreThanTheCohort, where=IN_HEADCOUNT)
    given(*trained).when(replace(REVISE, headcount=27)).then(replace(HANDLERS_REVISED, headcount=27))


def test_a_cohort_is_withdrawn_for_good() -> None:
    given(*PEOPLED).when(WITHDRAW).then(WRITERS_WITHDRAWN)
    gone = (*PEOPLED, WRITERS_WITHDRAWN)
    given(*gone).when(WITHDRAW).then_nothing()
    given(*gone).when(replace(REVISE, cohort_id=WRITERS)).refused(CohortNotFound)
    given(*gone).when(replace(PIONEER, cohort_id=WRITERS)).refused(CohortAlreadyDefined)
    given(*PEOPLED).when(replace(WITHDRAW, cohort_id=UUID(int=7))).refused(CohortNotFound)
    given(*PEOPLED).when(replace(WITHDRAW, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


def test_a_cohort_that_has_access_is_not_withdrawn() -> None:
    handlers = replace(WITHDRAW, cohort_id=HANDLERS)
    given(*READY, GRANTED).when(handlers).refused(CohortHasAccess)
    given(*READY, GRANTED, WITHDRAWN).when(handlers).then(replace(WRITERS_WITHDRAWN, cohort_id=HANDLERS))


@pytest.mark.req("RK7")
def test_a_cohort_that_has_access_takes_in_nobody_who_was_not_made_aware() -> None:
    fewer, again = replace(REVISE, headcount=28), replace(REVISE, headcount=30)
    given(*READY, GRANTED).when(fewer).then(HANDLERS_REVISED)
    given(*READY, GRANTED, HANDLERS_REVISED).when(again).refused(CohortHasAccess)
    given(*READY, GRANTED, HANDLERS_REVISED, WITHDRAWN).when(again).then(replace(HANDLERS_REVISED, headcount=30))


@pytest.mark.req("RK2")
def test_the_resistance_of_a_department_is_profiled_with_what_drives_it() -> None:
    given(*DEFINED).when(PROFILE).then(CLAIMS_PROFILED)
    given(*DEFINED, CLAIMS_PROFILED).when(PROFILE, at=TOMORROW).then_nothing()
    lower = replace(CLAIMS_PROFILED, level=ResistanceLevel.MODERATE)
    given(*DEFINED, CLAIMS_PROFILED).when(replace(PROFILE, level=ResistanceLevel.MODERATE)).then(lower)
    other = replace(CLAIMS_PROFILED, drivers=("lack_of_time",))
    given(*DEFINED, CLAIMS_PROFILED).when(replace(PROFILE, drivers=("lack_of_time",))).then(other)
    given(*DEFINED).when(replace(PROFILE, department="Sales")).refused(UnknownDepartment)
    given(*DEFINED).when(replace(PROFILE, drivers=("weather",))).refused(UnknownDriver, where=("input", "drivers"))
    given(*DEFINED).when(replace(PROFILE, drivers=())).refused(NotWellFormed, where=("input", "drivers"))


@pytest.mark.req("RK2")
def test_a_department_that_left_the_population_is_profiled_anew_when_it_comes_back() -> None:
    letters = replace(POPULATION_DEFINED, headcount=10, departments=ROOMS[1:])
    back = (*DEFINED, CLAIMS_PROFILED, letters, POPULATION_DEFINED)
    given(*back).when(PROFILE).then(CLAIMS_PROFILED)


@pytest.mark.parametrize("command", [PIONEER, PROFILE])
def test_it_is_about_a_population_that_was_defined(command: PopulationCommand) -> None:
    given(*BEGUN).when(command).refused(PopulationNotDefined)


@pytest.mark.parametrize("command", [DEFINE, PIONEER, REVISE, WITHDRAW, PROFILE])
def test_it_is_about_an_engagement_that_has_a_programme(command: PopulationCommand) -> None:
    given().when(command).refused(EngagementNotFound)
    given(STARTED).when(command).refused(ChangeProgramNotCreated)
    engagement, programme = POPULATION.looks_at(command)
    assert (engagement.id, engagement.types) == (f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert programme.id == f"programme-{ENGAGEMENT}"
    assert {"ChangeProgramCreated", "TrainingCompleted", "ManagersEquipped", "AccessGranted"} < set(programme.types)
    assert POPULATION.stream(command) == f"population-{ENGAGEMENT}"
    assert POPULATION.engagement(command) == ENGAGEMENT
