"""What a forecast stands on: working days, people's pace, and the order of the work that is left."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from importlib.resources import files
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.domain.forecast_policy import LATEST_FORECAST, read_policy
from services.engagement.domain.pace import Done, Pace, pace_of
from services.engagement.domain.work_plan import Standing, plan
from services.engagement.domain.working_days import reached, worked
from shared.events.gaps import Severity
from shared.policy.shipped import CatalogueInvalid
from tests.facts.people import ANA, BO

MONDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)
POLICY = LATEST_FORECAST
FORECAST = files("services.engagement.domain").joinpath("forecast_v1.yaml").read_text("utf-8")
AS_ESTIMATED = Pace(overall=Fraction(1), own={})
ONE, TWO, THREE = (UUID(int=number) for number in range(1, 4))

# --- Working days -----------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "days", "day"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 0.2, MONDAY),
        (MONDAY, 1, MONDAY),
        (MONDAY, 1.1, date(2026, 3, 3)),
        (MONDAY, 5, FRIDAY),
        (MONDAY, 5.5, date(2026, 3, 9)),
        (FRIDAY, 2, date(2026, 3, 9)),
        (SATURDAY, 0, SATURDAY),
        (SATURDAY, 1, date(2026, 3, 9)),
        (date(2026, 3, 8), 6, date(2026, 3, 16)),
    ],
)
def test_work_is_done_on_working_days(first: date, days: float, day: date) -> None:
    assert reached(first, days) == day


@given(st.integers(0, 30), st.integers(0, 60))
def test_working_days_are_counted_as_one_by_one(begin: int, length: int) -> None:
    first = MONDAY + timedelta(days=begin)
    days = [first + timedelta(days=day) for day in range(length)]
    assert worked(first, first + timedelta(days=length)) == sum(day.weekday() < 5 for day in days)
    assert worked(first, first - timedelta(days=length)) == 0


# --- Pace -------------------------------------------------------------------


def done(resolver: UUID, expected: int, *spans: tuple[date, date]) -> Done:
    return Done(resolver=resolver, expected=Fraction(expected), spans=spans)


@pytest.mark.req("X5")
def test_without_a_record_everybody_works_as_estimated() -> None:
    assert pace_of([], POLICY) == AS_ESTIMATED
    assert pace_of([], POLICY).of(ANA) == pace_of([], POLICY).of(None) == 1


@pytest.mark.req("X5")
def test_days_on_which_somebody_had_several_gaps_in_hand_count_once_and_weekends_not_at_all() -> None:
    week, both_weeks = (MONDAY, FRIDAY), (MONDAY, date(2026, 3, 13))
    pace = pace_of([done(ANA, 5, week, week), done(ANA, 5, both_weeks)], POLICY)
    assert pace == Pace(overall=Fraction(1), own={ANA: Fraction(1)})


@pytest.mark.req("X5")
def test_a_record_counts_the_more_the_longer_it_is() -> None:
    slow = pace_of([done(ANA, 5, (MONDAY, date(2026, 3, 13)))], POLICY)
    assert slow.overall == Fraction(20, 15)
    assert slow.of(ANA) == (10 + 10 * Fraction(4, 3)) / 15
    assert slow.of(BO) == slow.overall
    slower = pace_of([done(ANA, 25, (MONDAY, date(2026, 5, 8)))], POLICY)
    assert slow.of(ANA) < slower.of(ANA) < 2


def test_no_record_takes_a_pace_beyond_what_the_policy_allows() -> None:
    assert pace_of([done(ANA, 1, (MONDAY, date(2027, 3, 2)))], POLICY).of(ANA) == POLICY.slowest
    assert pace_of([done(ANA, 1_000, (MONDAY, MONDAY))], POLICY).of(ANA) == POLICY.fastest


# --- The order --------------------------------------------------------------


def gap(gap_id: UUID, severity: Severity = Severity.BLOCKING) -> Standing:
    return Standing(gap_id=gap_id, seed=gap_id.int, severity=severity, finished=False)


@pytest.mark.req("X5")
def test_what_a_blocking_gap_waits_for_comes_before_what_is_more_severe_itself() -> None:
    gaps = [gap(ONE, Severity.MAJOR), gap(TWO, Severity.MINOR), gap(THREE)]
    tasks = plan(gaps, {THREE: frozenset({TWO})}, AS_ESTIMATED, MONDAY, POLICY)
    assert [task.gap_id for task in tasks] == [TWO, THREE, ONE]
    assert [task.waits for task in tasks] == [(), (0,), ()]
    assert [task.blocking for task in tasks] == [False, True, False]


@pytest.mark.req("X5")
def test_everybody_works_off_their_own_gaps_one_after_the_other() -> None:
    gaps = [replace(gap(each), owner=owner) for each, owner in ((ONE, ANA), (TWO, BO), (THREE, ANA))]
    paces = Pace(overall=Fraction(1), own={ANA: Fraction(2)})
    tasks = plan(gaps, {}, paces, MONDAY, POLICY)
    assert [task.waits for task in tasks] == [(), (), (0,)]
    assert [task.pace for task in tasks] == [2, 1, 2]
    tasks = plan([replace(gaps[0], finished=True), *gaps[1:]], {THREE: frozenset({ONE})}, paces, MONDAY, POLICY)
    assert [task.waits for task in tasks] == [(), ()]


def test_what_was_begun_has_taken_its_days_and_what_is_deferred_begins_later() -> None:
    begun, later = replace(gap(ONE), started=MONDAY), replace(gap(TWO), deferred_until=date(2026, 3, 16))
    first, second = plan([begun, later], {}, AS_ESTIMATED, date(2026, 3, 9), POLICY)
    assert (first.spent, first.release) == (5, 0)
    assert (second.spent, second.release) == (0, 5)
    assert first.effort == POLICY.unestimated


# --- The policy -------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("runs: 10000", "runs: 0", "a whole number"),
        ("runs: 10000", "runs: true", "a whole number"),
        ("runs: 10000", "races: 1", "has these parts"),
        ('fastest: "0.5"', 'fastest: "2"', "lies between"),
        ('slowest: "3"', "slowest: 3", "a decimal above 0"),
        ('slowest: "3"', 'slowest: "much"', "a decimal above 0"),
        ('low: "1"', 'low: "6"', "rises from low"),
        ('low: "1", ', "", "three points"),
    ],
)
def test_a_policy_says_what_forecasts_assume(old: str, new: str, complaint: str) -> None:
    assert read_policy(FORECAST) == LATEST_FORECAST
    with pytest.raises(CatalogueInvalid, match=complaint):
        read_policy(FORECAST.replace(old, new))


def test_a_policy_is_a_mapping() -> None:
    with pytest.raises(CatalogueInvalid, match="has these parts"):
        read_policy("[]")
