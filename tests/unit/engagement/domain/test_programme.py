"""A change programme as a whole: created, launched, with training for each role and managers who are equipped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.engagement.domain.change.population_commands import (
    PopulationNotDefined,
    UnknownDepartment,
    UnknownTargetRole,
)
from services.engagement.domain.change.programme import PROGRAMME
from services.engagement.domain.change.programme_commands import (
    ActivateNetwork,
    BriefChampions,
    ChangeProgramAlreadyCreated,
    ChangeProgramNotCreated,
    CreateChangeProgram,
    EquipManagers,
    LaunchChangeProgram,
    MoreThanTheManagers,
    NominateChampion,
    PopulationNotCovered,
    ProgrammeCommand,
    PublishTraining,
    ResistanceNotProfiled,
)
from services.engagement.domain.change.state import OfChange, Programme
from services.engagement.domain.change_policy import LATEST_CHANGE_POLICY
from services.engagement.domain.not_found import EngagementNotFound
from shared.kernel.refusal import NotWellFormed, OccurredBeforeLast
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO, NOW
from tests.facts.population import (
    CLAIMS,
    CLAIMS_PROFILED,
    HANDLER,
    HANDLERS_REVISED,
    IN_COHORTS,
    LETTERS_PROFILED,
    POPULATION_DEFINED,
    WRITERS_WITHDRAWN,
)
from tests.facts.programme import BEGUN, CREATED, EQUIPPED, LAUNCHED, PEOPLED, TRAINING, UNDER_WAY
from tests.scenario import Scenario

given = Scenario(decider=PROGRAMME).given

TOMORROW = NOW + timedelta(days=1)
CREATE = CreateChangeProgram(engagement_id=ENGAGEMENT, name=f" {CREATED.name} ")
LAUNCH = LaunchChangeProgram(engagement_id=ENGAGEMENT)
PUBLISH = PublishTraining(engagement_id=ENGAGEMENT, role=HANDLER, title=TRAINING.title, digest=TRAINING.digest)
EQUIP = EquipManagers(
    engagement_id=ENGAGEMENT,
    department=CLAIMS,
    count=3,
    tools=EQUIPPED.tools,
    talking_points=EQUIPPED.talking_points,
)
BRIEF = BriefChampions(engagement_id=ENGAGEMENT, subject="Hello", champions=(BO,))
NOMINATE = NominateChampion(engagement_id=ENGAGEMENT, department=CLAIMS, person=BO)


@pytest.mark.req("RF2")
def test_an_engagement_has_one_programme_of_its_own() -> None:
    given(STARTED).when(CREATE).then(replace(CREATED, policy=LATEST_CHANGE_POLICY.version))
    given(*BEGUN).when(CREATE).then_nothing()
    given(*BEGUN).when(replace(CREATE, name="Another")).refused(ChangeProgramAlreadyCreated, saying=CREATED.name)
    given(STARTED).when(replace(CREATE, name="")).refused(NotWellFormed, where=("input", "name"))
    given().when(CREATE).refused(EngagementNotFound)


@pytest.mark.req("RK1", "RK6")
def test_it_is_launched_once_on_the_tenants_day() -> None:
    given(*PEOPLED).when(LAUNCH).then(LAUNCHED)
    given(*PEOPLED).when(LAUNCH, at=TOMORROW).then(replace(LAUNCHED, launched_on=TOMORROW.date()))
    given(*UNDER_WAY).when(LAUNCH, at=TOMORROW).then_nothing()
    given(*BEGUN).when(LAUNCH).refused(PopulationNotDefined)


@pytest.mark.req("RK1")
@pytest.mark.parametrize(("change", "missing"), [(HANDLERS_REVISED, "2 of 50"), (WRITERS_WITHDRAWN, "10 of 50")])
def test_it_is_launched_once_everybody_belongs_to_a_cohort(change: OfChange, missing: str) -> None:
    given(*PEOPLED, change).when(LAUNCH).refused(PopulationNotCovered, saying=missing)


@pytest.mark.req("RK2")
def test_it_is_launched_once_the_resistance_of_every_department_is_profiled() -> None:
    cohorts = (*BEGUN, POPULATION_DEFINED, *IN_COHORTS)
    given(*cohorts).when(LAUNCH).refused(ResistanceNotProfiled, saying="Household claims, Letters")
    given(*cohorts, CLAIMS_PROFILED).when(LAUNCH).refused(ResistanceNotProfiled, saying="lacking: Letters.")
    given(*cohorts, CLAIMS_PROFILED, LETTERS_PROFILED).when(LAUNCH).then(LAUNCHED)


@pytest.mark.req("RK6")
def test_a_launch_is_not_told_as_of_a_day_before_what_it_stands_on() -> None:
    late = replace(LETTERS_PROFILED, profiled_on=TOMORROW.date())
    given(*PEOPLED, late).when(LAUNCH).refused(OccurredBeforeLast, where=("input", "occurredAt"))
    given(*PEOPLED, late).when(LAUNCH, at=TOMORROW).then(replace(LAUNCHED, launched_on=TOMORROW.date()))


@pytest.mark.req("RK3")
def test_training_is_published_for_a_role_of_the_population() -> None:
    given(*PEOPLED).when(PUBLISH).then(TRAINING)
    given(*PEOPLED, TRAINING).when(PUBLISH).then_nothing()
    given(*PEOPLED, TRAINING).when(replace(PUBLISH, digest="6f" * 32)).then(replace(TRAINING, digest="6f" * 32))
    given(*PEOPLED).when(replace(PUBLISH, role="Clerk")).refused(UnknownTargetRole, where=("input", "role"))
    given(*PEOPLED).when(replace(PUBLISH, digest="6F" * 32)).refused(NotWellFormed, where=("input", "digest"))
    given(*PEOPLED).when(replace(PUBLISH, title="")).refused(NotWellFormed, where=("input", "title"))
    given(*BEGUN).when(PUBLISH).refused(PopulationNotDefined)


@pytest.mark.req("RK5")
def test_managers_are_equipped_with_tools_and_with_talking_points() -> None:
    given(*PEOPLED).when(EQUIP).then(EQUIPPED)
    given(*PEOPLED, EQUIPPED).when(EQUIP).then_nothing()
    for count in (0, 4):
        given(*PEOPLED, EQUIPPED).when(replace(EQUIP, count=count)).then(replace(EQUIPPED, count=count))
    given(*PEOPLED).when(replace(EQUIP, tools=())).refused(NotWellFormed, where=("input", "tools"))
    given(*PEOPLED).when(replace(EQUIP, talking_points=())).refused(NotWellFormed, where=("input", "talkingPoints"))


@pytest.mark.req("RK5")
def test_no_more_managers_are_equipped_than_the_department_has() -> None:
    given(*PEOPLED).when(replace(EQUIP, count=5)).refused(MoreThanTheManagers, where=("input", "count"))
    given(*PEOPLED).when(replace(EQUIP, count=-1)).refused(NotWellFormed, where=("input", "count"))
    given(*PEOPLED).when(replace(EQUIP, department="Sales")).refused(UnknownDepartment)


@pytest.mark.parametrize(
    "command", [LAUNCH, PUBLISH, EQUIP, NOMINATE, ActivateNetwork(engagement_id=ENGAGEMENT), BRIEF]
)
def test_it_is_about_an_engagement_that_has_a_programme(command: ProgrammeCommand) -> None:
    given().when(command).refused(EngagementNotFound)
    given(STARTED).when(command).refused(ChangeProgramNotCreated)
    engagement, population = PROGRAMME.looks_at(command)
    assert (engagement.id, engagement.types) == (f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert population.id == f"population-{ENGAGEMENT}"
    assert {"PopulationDefined", "CohortRevised", "CohortWithdrawn", "ResistanceProfiled"} < set(population.types)
    assert PROGRAMME.stream(command) == f"programme-{ENGAGEMENT}"
    assert PROGRAMME.engagement(command) == ENGAGEMENT


def test_whoever_is_nominated_is_somebody_of_the_tenant() -> None:
    assert PROGRAMME.names(NOMINATE) == (BO,)
    assert PROGRAMME.names(LAUNCH) == ()


def test_a_programme_runs_under_the_policy_that_it_was_created_under() -> None:
    state = PROGRAMME.replay(BEGUN)
    assert isinstance(state, Programme)
    assert state.policy.version == CREATED.policy


def test_a_history_that_begins_with_anything_else_is_no_history() -> None:
    with pytest.raises(LookupError):
        PROGRAMME.replay([LAUNCHED])
