"""What a candidate's factors rest on where it is on record, and when somebody's word contradicts it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from services.engagement.domain.grounds_policy import GROUNDS_POLICIES, read_policy
from services.engagement.domain.portfolio import ROUND, ScoreCandidate, ValueCandidate
from services.engagement.domain.portfolio.commands import NoPopulationOnRecord, NoWorthOnRecord
from services.engagement.domain.portfolio.grounds import change_beside, change_of, value_beside, yearly
from shared.events.population import Department, ResistanceLevel
from shared.events.portfolio import Factor
from shared.kernel.decider import Reach
from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed
from shared.policy.shipped import CatalogueInvalid
from tests.facts.business_case import CASE_REGISTERED, CASE_REVISED, MINUTES_SAVED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import DEE
from tests.facts.population import CLAIMS, CLAIMS_PROFILED, LETTERS_PROFILED, POPULATION_DEFINED
from tests.facts.portfolio import CANDIDATE_ENTERED, CANDIDATE_SCORED, CANDIDATE_VALUED, ROUND_ID, ROUND_OPENED
from tests.scenario import Scenario

given = Scenario(decider=ROUND).given

POLICY = GROUNDS_POLICIES[1]
TEXT = files("services.engagement.domain").joinpath("grounds_v1.yaml").read_text("utf-8")
ENTERED = (ROUND_OPENED, CANDIDATE_ENTERED)
VALUE = ValueCandidate(round_id=ROUND_ID, engagement_id=ENGAGEMENT, yearly=None, reason=CANDIDATE_VALUED.reason)
SCORE = ScoreCandidate(
    round_id=ROUND_ID,
    engagement_id=ENGAGEMENT,
    factor=Factor.CHANGE_COMPLEXITY,
    score=None,
    reason=CANDIDATE_SCORED.reason,
)
A_YEAR, LESS_A_YEAR = (12 * (minutes * 85 - 1_800_000) for minutes in (39_900, 37_050))


def dollars(minor: int, currency: str = "CAD") -> Money:
    return Money(minor=minor, currency=currency)


# --- The value --------------------------------------------------------------


@pytest.mark.req("RPF2")
def test_a_candidate_is_worth_what_its_business_case_says_as_it_reads_last() -> None:
    given(*ENTERED, CASE_REGISTERED).when(VALUE, by=DEE).then(replace(CANDIDATE_VALUED, yearly=dollars(A_YEAR)))
    revised = replace(CANDIDATE_VALUED, yearly=dollars(LESS_A_YEAR))
    given(*ENTERED, CASE_REGISTERED, CASE_REVISED).when(VALUE, by=DEE).then(revised)
    given(*ENTERED, CASE_REGISTERED, CASE_REVISED, revised).when(VALUE, by=DEE).then_nothing()
    (scope,) = ROUND.looks_at(VALUE)
    assert (scope.reach, scope.id) == (Reach.STREAM, f"case-{ENGAGEMENT}")


@pytest.mark.req("RPF2")
def test_without_a_case_that_is_worth_anything_somebody_says_the_value() -> None:
    given(*ENTERED).when(VALUE).refused(NoWorthOnRecord, where=("input", "yearly"))
    for cost in (39_900 * 85, 39_900 * 85 + 1):
        worthless = replace(CASE_REGISTERED, run_cost_per_month=dollars(cost))
        given(*ENTERED, worthless).when(VALUE).refused(NoWorthOnRecord, where=("input", "yearly"))


def test_what_a_year_brings_is_rounded_once_over_all_lines() -> None:
    third = replace(MINUTES_SAVED, value_per_unit=dollars(1), volume_per_month=Decimal(1), target=Decimal("0.041667"))
    assert yearly([third], dollars(0)) == dollars(1)
    assert yearly([third] * 3, dollars(0)) == dollars(2)
    assert yearly([], dollars(5)) == dollars(-60)


@pytest.mark.req("RPF2")
def test_what_was_said_of_the_value_contradicts_the_case_once_it_is_more_than_a_tenth_off() -> None:
    line = replace(MINUTES_SAVED, value_per_unit=dollars(1), volume_per_month=Decimal(100), target=Decimal(1))
    said = [None, dollars(1_200, "USD"), *map(dollars, (1_079, 1_080, 1_200, 1_320, 1_321))]
    found = [value_beside([line], dollars(0), 3, each, POLICY) for each in said]
    assert {(each.yearly, each.revision) for each in found} == {(dollars(1_200), 3)}
    assert [each.contradicts for each in found] == [None, None, True, False, False, False, True]


# --- The change -------------------------------------------------------------


@pytest.mark.req("RPF4")
def test_a_change_is_scored_by_the_people_the_departments_and_how_much_these_resist() -> None:
    known = (POPULATION_DEFINED, CLAIMS_PROFILED, LETTERS_PROFILED)
    given(*ENTERED, *known).when(SCORE, by=DEE).then(replace(CANDIDATE_SCORED, score=2))
    severe = replace(CLAIMS_PROFILED, level=ResistanceLevel.SEVERE)
    given(*ENTERED, *known, severe).when(SCORE, by=DEE).then(replace(CANDIDATE_SCORED, score=2))
    crowd = Department(name="Branches", headcount=6_000, managers=90)
    grown = replace(POPULATION_DEFINED, headcount=6_050, departments=(*POPULATION_DEFINED.departments, crowd))
    given(*ENTERED, *known, grown).when(SCORE, by=DEE).then(replace(CANDIDATE_SCORED, score=3))
    (scope,) = ROUND.looks_at(SCORE)
    assert (scope.reach, scope.id) == (Reach.STREAM, f"population-{ENGAGEMENT}")


@pytest.mark.req("RPF4")
def test_without_a_population_somebody_scores_the_change_and_always_how_well_it_fits() -> None:
    given(*ENTERED).when(SCORE).refused(NoPopulationOnRecord, where=("input", "score"))
    fit = replace(SCORE, factor=Factor.STRATEGIC_ALIGNMENT)
    given(*ENTERED, POPULATION_DEFINED).when(fit).refused(NotWellFormed, where=("input", "score"))


@pytest.mark.req("RPF4")
@pytest.mark.parametrize(
    ("headcounts", "level", "score"),
    [
        ((50,), ResistanceLevel.LOW, 1),
        ((51,), ResistanceLevel.LOW, 1),
        ((51,), ResistanceLevel.MODERATE, 2),
        ((5_000,), None, 3),
        ((400,) * 13, ResistanceLevel.SEVERE, 5),
    ],
)
def test_more_people_more_departments_and_more_resistance_make_it_harder(
    headcounts: tuple[int, ...], level: ResistanceLevel | None, score: int
) -> None:
    departments = [Department(name=f"{at}", headcount=count, managers=1) for at, count in enumerate(headcounts)]
    levels = {each.name: level for each in departments} if level else {}
    found = change_of(departments, levels, POLICY)
    assert (found.score, found.headcount, found.departments) == (score, sum(headcounts), len(headcounts))
    assert found.unprofiled == (0 if level else len(headcounts))


def test_a_department_that_is_no_longer_there_takes_its_profile_with_it() -> None:
    without = replace(POPULATION_DEFINED, headcount=10, departments=POPULATION_DEFINED.departments[1:])
    past = (POPULATION_DEFINED, CLAIMS_PROFILED, LETTERS_PROFILED, without, POPULATION_DEFINED)
    state = ROUND.replay((*ENTERED, *past))
    ground = state.grounds.change(POLICY)
    assert CLAIMS not in state.grounds.levels
    assert ground is not None
    assert ground.unprofiled == 1


@pytest.mark.req("RPF4")
def test_a_score_contradicts_the_population_once_it_is_two_off() -> None:
    departments = POPULATION_DEFINED.departments
    levels = {each.name: ResistanceLevel.HIGH for each in departments}
    found = [change_beside(departments, levels, said, POLICY) for said in (None, 1, 2, 3, 4, 5)]
    assert [each.contradicts for each in found if each] == [None, False, False, False, True, True]
    assert change_beside((), {}, 3, POLICY) is None


# --- The policy -------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 0"),
        ("score_apart: 1", "score_aside: 1"),
        ('"0.10"', "0.10"),
        ('"0.10"', '"1"'),
        ('"0.10"', '"much"'),
        ("[50, 200, 1000, 5000]", "[50, 200, 1000]"),
        ("[50, 200, 1000, 5000]", "[50, 50, 1000, 5000]"),
        ("[50, 200, 1000, 5000]", "50"),
        ("severe: 5", "severe: 6"),
        ("severe: 5", "fierce: 5"),
        (", severe: 5", ""),
        ("unprofiled: 3", "unprofiled: many"),
    ],
)
def test_a_policy_says_how_each_counts(old: str, new: str) -> None:
    assert read_policy(TEXT) == POLICY
    assert read_policy(f"since: 2026-12-31\n{TEXT}").since == date(2026, 12, 31)
    with pytest.raises(CatalogueInvalid):
        read_policy(TEXT.replace(old, new))
