"""What the read models of a change programme show as things end, come late or are counted."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.engagement.projections.champions import CHAMPIONS
from services.engagement.projections.change_programs import CHANGE_PROGRAMS, ChangeProgramEntry
from services.engagement.projections.cohorts import COHORTS
from services.engagement.queries.change_coverage import (
    change_stages,
    coverage,
    managers,
    network,
    resistance,
    training,
)
from services.engagement.queries.cohorts import ChampionGroup, CohortGroup
from shared.events.programme import ChangeStage
from shared.projecting.projection import Projection
from tests.facts import population, programme
from tests.facts.engagements import ENGAGEMENT
from tests.facts.population import CLAIMS, DAY, HANDLER, HANDLERS, LEADER, LETTERS
from tests.history import rows

HANDLERS_ONLY = (population.HANDLERS_DEFINED, programme.AWARE)
OTHER = replace(programme.TRAINING, digest="6f" * 32)


def program(*facts: object) -> ChangeProgramEntry:
    (entry,) = rows(CHANGE_PROGRAMS, (programme.CREATED, *facts)).values()
    assert isinstance(entry, ChangeProgramEntry)
    return entry


def group(headcount: int, trained: int, trained_in: str | None, *, volunteers: bool = False) -> CohortGroup:
    return CohortGroup(
        engagement_id=ENGAGEMENT,
        department=CLAIMS,
        role=HANDLER,
        volunteers=volunteers,
        trained_in=trained_in,
        cohorts=1,
        headcount=headcount,
        trained=trained,
    )


def test_a_cohort_that_was_withdrawn_says_why_and_a_champion_who_left_is_gone() -> None:
    (cohort,) = rows(COHORTS, (population.WRITERS_DEFINED, population.WRITERS_WITHDRAWN)).values()
    assert cohort.withdrawn_at > cohort.defined_at
    assert cohort.reason == population.WRITERS_WITHDRAWN.reason
    assert rows(CHAMPIONS, (programme.CLEO_NOMINATED, programme.CLEO_LEFT)) == {}


@pytest.mark.req("RK7")
def test_an_earlier_measure_that_is_told_afterwards_changes_nothing_and_a_later_one_does() -> None:
    late = replace(programme.AWARE, favourable=Decimal("1.00"), measured_on=DAY - timedelta(days=1))
    (before,) = rows(COHORTS, HANDLERS_ONLY).values()
    (after,) = rows(COHORTS, (*HANDLERS_ONLY, late)).values()
    assert before.measures == after.measures
    (later,) = rows(COHORTS, (*HANDLERS_ONLY, replace(late, measured_on=DAY))).values()
    assert [measure.favourable for measure in later.measures] == [Decimal("1.00")]


@pytest.mark.req("RK7")
def test_access_that_was_withdrawn_is_no_longer_shown() -> None:
    facts = (population.HANDLERS_DEFINED, programme.GRANTED, programme.WITHDRAWN)
    (cohort,) = rows(COHORTS, facts).values()
    assert (cohort.access_granted_at, cohort.access_granted_by) == (None, None)


@pytest.mark.req("RK2")
def test_a_department_that_left_takes_its_profile_along_and_a_new_profile_replaces_the_one_before() -> None:
    letters = replace(
        population.POPULATION_DEFINED, headcount=10, departments=population.POPULATION_DEFINED.departments[1:]
    )
    left = program(*population.COVERED, letters)
    assert [entry.department for entry in left.resistance] == [LETTERS]
    again = program(*population.COVERED, population.CLAIMS_PROFILED)
    assert sorted(entry.department for entry in again.resistance) == [CLAIMS, LETTERS]
    assert [line.entry is None for line in resistance(program(population.POPULATION_DEFINED))] == [True, True]


@pytest.mark.req("RK3", "RK5")
def test_what_is_published_or_equipped_anew_replaces_what_was_there() -> None:
    entry = program(programme.TRAINING, OTHER, programme.EQUIPPED, replace(programme.EQUIPPED, count=4))
    assert [each.digest for each in entry.trainings] == [OTHER.digest]
    assert [each.count for each in entry.equipment] == [4]


def test_both_versions_count_the_events_of_their_own_streams() -> None:
    entry = program(*population.COVERED, programme.LAUNCHED)
    assert (entry.version, entry.population_version) == (2, 6)


@pytest.mark.req("RK1")
def test_coverage_tells_volunteers_apart_and_who_is_missing() -> None:
    entry = program(population.POPULATION_DEFINED)
    found = coverage(entry, (group(10, 0, None, volunteers=True), group(30, 0, None), group(5, 0, None)))
    assert found is not None
    assert (found.headcount, found.volunteers, found.others, found.missing) == (50, 10, 35, 5)
    assert coverage(program(), ()) is None


@pytest.mark.req("RK3")
def test_training_counts_what_is_published_now() -> None:
    entry = program(population.POPULATION_DEFINED, programme.TRAINING, OTHER)
    groups = (group(20, 19, OTHER.digest), group(10, 10, programme.TRAINING.digest), group(10, 8, OTHER.digest))
    handlers, leaders = training(entry, groups)
    assert (handlers.headcount, handlers.trained, handlers.share, handlers.met) == (40, 27, Decimal("67.5"), False)
    assert (leaders.role, leaders.headcount, leaders.share, leaders.met) == (LEADER, 0, None, False)
    most, _ = training(entry, (group(20, 18, OTHER.digest),))
    assert most.met
    none, _ = training(program(population.POPULATION_DEFINED), (group(20, 20, OTHER.digest),))
    assert (none.trained, none.met) == (0, False)


@pytest.mark.req("RK4")
def test_champions_are_held_against_what_their_department_needs() -> None:
    claims = ChampionGroup(engagement_id=ENGAGEMENT, department=CLAIMS, champions=2, briefed=1)
    found = network(program(population.POPULATION_DEFINED), (claims,))
    assert [(line.needed, line.champions, line.briefed, line.met) for line in found] == [
        (1, 2, 1, True),
        (1, 0, 0, False),
    ]


@pytest.mark.req("RK5")
def test_managers_are_held_against_the_target() -> None:
    claims, letters = managers(program(population.POPULATION_DEFINED, programme.EQUIPPED))
    assert (claims.equipped, claims.share, claims.target, claims.met) == (3, Decimal(75), 90, False)
    assert (letters.equipped, letters.share, letters.met) == (0, Decimal(0), False)
    whole, _ = managers(program(population.POPULATION_DEFINED, replace(programme.EQUIPPED, count=4)))
    assert whole.met


@pytest.mark.req("RK7")
def test_a_cohort_has_five_stages_measured_or_not_in_its_own_engagement() -> None:
    cohort = rows(COHORTS, HANDLERS_ONLY)[(HANDLERS,)]
    lines = change_stages(program(), cohort, ENGAGEMENT, population.DAY)
    assert [line.stage for line in lines] == list(ChangeStage)
    assert [(line.complete, line.measure is not None) for line in lines] == [(True, True), *[(False, False)] * 4]
    assert change_stages(program(), cohort, UUID(int=7), population.DAY) == ()
    assert change_stages(program(), None, ENGAGEMENT, population.DAY) == ()
    assert change_stages(None, cohort, ENGAGEMENT, population.DAY) == ()


@pytest.mark.parametrize(
    ("projection", "fact"),
    [
        (COHORTS, programme.TRAINED),
        (COHORTS, population.WRITERS_WITHDRAWN),
        (CHAMPIONS, programme.CLEO_LEFT),
        (CHAMPIONS, programme.BRIEFED),
        (CHANGE_PROGRAMS, programme.LAUNCHED),
        (CHANGE_PROGRAMS, population.POPULATION_DEFINED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_facts_out_of_order_are_never_guessed_away(projection: Projection[Any], fact: object) -> None:
    with pytest.raises(LookupError):
        rows(projection, [fact])
