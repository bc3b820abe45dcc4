"""The network of champions: nominated by department, activated as a whole, briefed after that."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.domain.change.population_commands import PopulationNotDefined, UnknownDepartment
from services.engagement.domain.change.programme import PROGRAMME
from services.engagement.domain.change.programme_commands import (
    ActivateNetwork,
    BriefChampions,
    ChampionElsewhere,
    ChampionNotFound,
    NominateChampion,
    ReleaseChampion,
    TooFewChampions,
)
from shared.events.population import Department
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO, DEE
from tests.facts.population import CLAIMS, LETTERS, POPULATION_DEFINED
from tests.facts.programme import (
    ACTIVATED,
    BEGUN,
    BO_NOMINATED,
    BRIEFED,
    CLEO_LEFT,
    CLEO_NOMINATED,
    PEOPLED,
)
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RK4")
given = Scenario(decider=PROGRAMME).given

NOMINATE = NominateChampion(engagement_id=ENGAGEMENT, department=CLAIMS, person=BO)
RELEASE = ReleaseChampion(engagement_id=ENGAGEMENT, person=CLEO, reason=CLEO_LEFT.reason)
ACTIVATE = ActivateNetwork(engagement_id=ENGAGEMENT)
BRIEF = BriefChampions(engagement_id=ENGAGEMENT, subject=BRIEFED.subject, champions=(BO, CLEO))
BOTH = (*PEOPLED, BO_NOMINATED, CLEO_NOMINATED)
ACTIVE = (*BOTH, ACTIVATED)


def test_a_champion_is_nominated_for_one_department() -> None:
    given(*PEOPLED).when(NOMINATE).then(BO_NOMINATED)
    given(*BOTH).when(NOMINATE).then_nothing()
    elsewhere = replace(NOMINATE, department=LETTERS)
    given(*BOTH).when(elsewhere).refused(ChampionElsewhere, where=("input", "person"), saying=CLAIMS)
    given(*PEOPLED).when(replace(NOMINATE, department="Sales")).refused(UnknownDepartment)


def test_a_champion_who_left_may_be_nominated_anew_also_elsewhere() -> None:
    given(*BOTH).when(RELEASE).then(CLEO_LEFT)
    left = (*BOTH, CLEO_LEFT)
    given(*left).when(RELEASE).refused(ChampionNotFound, where=("input", "person"))
    given(*left).when(replace(NOMINATE, person=CLEO)).then(replace(CLEO_NOMINATED, department=CLAIMS))
    given(*BOTH).when(replace(RELEASE, reason="")).refused(NotWellFormed, where=("input", "reason"))


def test_the_network_is_activated_once_every_department_has_its_champions() -> None:
    given(*PEOPLED).when(ACTIVATE).refused(TooFewChampions, saying="Household claims, Letters")
    given(*PEOPLED, BO_NOMINATED).when(ACTIVATE).refused(TooFewChampions, saying="in: Letters.")
    given(*BOTH, CLEO_LEFT).when(ACTIVATE).refused(TooFewChampions, saying="in: Letters.")
    given(*BOTH).when(ACTIVATE).then(ACTIVATED)
    given(*ACTIVE, CLEO_LEFT).when(ACTIVATE).then_nothing()
    given(*BEGUN).when(ACTIVATE).refused(PopulationNotDefined)


def test_more_people_take_more_champions() -> None:
    larger = replace(POPULATION_DEFINED, headcount=51, departments=(Department(name=CLAIMS, headcount=51, managers=4),))
    one = (*BEGUN, larger, BO_NOMINATED)
    given(*one).when(ACTIVATE).refused(TooFewChampions)
    given(*one, replace(BO_NOMINATED, person=DEE)).when(ACTIVATE).then(ACTIVATED)


def test_champions_are_briefed_by_their_names_and_on_a_subject() -> None:
    given(*ACTIVE).when(BRIEF).then(BRIEFED)
    given(*ACTIVE, BRIEFED).when(BRIEF).then_nothing()
    given(*ACTIVE, BRIEFED).when(replace(BRIEF, subject="Week two")).then(replace(BRIEFED, subject="Week two"))
    given(*ACTIVE).when(replace(BRIEF, champions=(BO, DEE))).refused(ChampionNotFound, where=("input", "champions"))
    given(*ACTIVE).when(replace(BRIEF, subject="")).refused(NotWellFormed, where=("input", "subject"))
    for several in ((), (BO, BO), tuple(UUID(int=number) for number in range(501))):
        given(*ACTIVE).when(replace(BRIEF, champions=several)).refused(NotWellFormed, where=("input", "champions"))


def test_what_was_told_before_the_activation_is_told_again_after_it() -> None:
    given(*BOTH).when(BRIEF).then(BRIEFED)
    given(*BOTH, BRIEFED).when(BRIEF).then(BRIEFED)
    given(*BOTH, BRIEFED, ACTIVATED).when(BRIEF).then(BRIEFED)


def test_whoever_comes_back_is_briefed_anew() -> None:
    given(*ACTIVE, BRIEFED, CLEO_LEFT, CLEO_NOMINATED).when(BRIEF).then(BRIEFED)
