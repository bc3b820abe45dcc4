"""The simulation: by hand where that can be done, and what must hold for every plan."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import isclose, sqrt
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.engagement.domain.forecast_policy import LATEST_FORECAST, ThreePoints
from services.engagement.domain.pace import Pace
from services.engagement.domain.work_plan import Standing, Task, plan
from services.engagement.forecasting.draws import Numbers, share_below, steps, streams, triangle, units
from services.engagement.forecasting.simulation import (
    AT_ONCE,
    Simulated,
    Spread,
    left,
    played,
    runs_of,
    simulated,
    spread,
)
from shared.events.gaps import Severity

pytestmark = pytest.mark.req("X5")

TODAY = date(2026, 3, 2)
POLICY = replace(LATEST_FORECAST, runs=400)
AS_ESTIMATED = Pace(overall=Fraction(1), own={})
PEOPLE = [None, *(UUID(int=number) for number in range(1, 4))]
LITTLE = 1e-9


def points(low: int, likely: int, high: int) -> ThreePoints:
    return ThreePoints(low=Fraction(low), likely=Fraction(likely), high=Fraction(high))


def task(number: int, effort: ThreePoints, *waits: int, blocking: bool = True, **given_: int) -> Task:
    return Task(
        gap_id=UUID(int=number),
        seed=number,
        effort=effort,
        pace=Fraction(1),
        blocking=blocking,
        spent=given_.get("spent", 0),
        release=given_.get("release", 0),
        waits=waits,
    )


def exactly(days: float) -> Spread:
    return Spread(p50=days, p80=days, p95=days)


# --- By hand ----------------------------------------------------------------


def test_without_any_gap_all_is_ready_today() -> None:
    assert simulated([], POLICY) == Simulated(runs=400, ready=exactly(0), everything=exactly(0), drivers=())


def test_certain_work_adds_up_along_the_longest_path() -> None:
    tasks = [
        task(1, points(2, 2, 2)),
        task(2, points(3, 3, 3)),
        task(3, points(4, 4, 4), 0, 1),
        task(4, points(9, 9, 9), blocking=False),
        task(5, points(1, 1, 1), release=20, blocking=False),
    ]
    found = simulated(tasks, POLICY)
    assert (found.ready, found.everything) == (exactly(7), exactly(21))
    assert [(each.gap_id.int, each.critical, each.sensitivity) for each in found.drivers] == [(2, 400, 0), (3, 400, 0)]


def test_what_takes_longer_than_it_was_to_take_still_takes_a_little() -> None:
    assert simulated([task(1, points(2, 2, 2), spent=7)], POLICY).ready == exactly(float(POLICY.least_left))


def test_what_was_begun_takes_no_less_than_it_has_taken() -> None:
    fresh, begun = (simulated([task(1, points(1, 4, 10), spent=spent)], POLICY).ready for spent in (0, 6))
    assert begun.p50 < fresh.p50
    assert fresh.p95 - 6 < begun.p95 <= 4


def test_numbers_are_those_of_splitmix64_whatever_the_machine() -> None:
    assert stream(0, 3).tolist() == UNITS_OF_0
    assert stream(7, 1)[0] != stream(8, 1)[0]


def stream(seed: int, numbers: int) -> Numbers:
    (begun,) = streams([seed])
    return units(begun, steps(np.arange(numbers, dtype=np.uint64)))


def mixed(number: int) -> int:
    """The finaliser of SplitMix64, once more in plain whole numbers."""
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    number = (number ^ number >> 27) * 0x94D049BB133111EB % 2**64
    return number ^ number >> 31


STEP = 0x9E3779B97F4A7C15
UNITS_OF_0 = [(mixed((mixed(STEP) + run * STEP) % 2**64) >> 11) * 2.0**-53 for run in (1, 2, 3)]


def test_the_dates_of_a_known_plan_are_the_same_everywhere() -> None:
    tasks = [task(1, points(1, 3, 8)), task(2, points(2, 5, 13), 0), task(3, points(1, 5, 15))]
    found = simulated(tasks, LATEST_FORECAST)
    assert found.ready == Spread(p50=11.034619951088896, p80=13.257094214340782, p95=15.453520078702143)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.fractions(0, 1))
def test_a_draw_is_the_value_below_which_its_share_of_the_triangle_lies(
    low: int, rise: int, fall: int, share: Fraction
) -> None:
    effort = points(1 + low, 1 + low + rise, 1 + low + rise + fall)
    (value,) = triangle(effort).at(np.array([float(share)]))
    assert effort.low <= value <= effort.high
    if rise + fall:
        assert isclose(float(share_below(effort, Fraction(float(value)))), float(share), abs_tol=1e-7)


def test_the_draws_of_a_triangle_have_its_mean_and_deviation() -> None:
    effort = points(2, 5, 14)
    values = triangle(effort).at(stream(1, 20_000))
    assert isclose(float(np.mean(values)), float(effort.mean), rel_tol=0.01)
    assert isclose(float(np.std(values)), sqrt((4 + 25 + 196 - 10 - 28 - 70) / 18), rel_tol=0.02)


@pytest.mark.parametrize(("gaps", "runs"), [(0, 10_000), (1_000, 10_000), (4_000, 2_500), (10**6, 100)])
def test_a_register_without_end_is_answered_all_the_same_with_fewer_runs(gaps: int, runs: int) -> None:
    assert runs_of(gaps, LATEST_FORECAST) == runs


def test_how_many_runs_are_drawn_at_once_changes_no_answer() -> None:
    tasks = [task(number, points(1, 3, 9), *([number - 2] if number > 1 else [])) for number in range(1, 6)]
    runs = AT_ONCE + 500
    both = simulated(tasks, replace(POLICY, runs=runs))
    begun, come = streams([each.seed for each in tasks]), steps(np.arange(runs, dtype=np.uint64))
    _, finishes = played(tasks, [left(each, POLICY) for each in tasks], begun, come)
    assert both.everything == spread(np.max(finishes, axis=0))


# --- For every plan ---------------------------------------------------------


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Standing], dict[UUID, frozenset[UUID]]]:
    ids = [UUID(int=number) for number in range(1, draw(st.integers(2, 8)) + 1)]
    gaps = []
    for gap_id in ids:
        low, rise, fall = (draw(st.integers(0, 6)) for _ in range(3))
        gaps.append(
            Standing(
                gap_id=gap_id,
                seed=gap_id.int,
                severity=draw(st.sampled_from(Severity)),
                finished=draw(st.booleans()),
                owner=draw(st.sampled_from(PEOPLE)),
                estimate=points(1 + low, 1 + low + rise, 1 + low + rise + fall),
                started=draw(st.sampled_from([None, date(2026, 2, 23)])),
            )
        )
    needs = {
        gap_id: frozenset(draw(st.sets(st.sampled_from(ids[:place]), max_size=2)))
        for place, gap_id in enumerate(ids)
        if place
    }
    return gaps, needs


def run(gaps: list[Standing], needs: dict[UUID, frozenset[UUID]]) -> Simulated:
    return simulated(plan(gaps, needs, AS_ESTIMATED, TODAY, POLICY), POLICY)


def no_later(one: Spread, other: Spread) -> bool:
    return one.p50 <= other.p50 + LITTLE and one.p80 <= other.p80 + LITTLE and one.p95 <= other.p95 + LITTLE


@settings(deadline=None, max_examples=60)
@given(registers(), st.data())
def test_closing_a_gap_never_moves_a_date_later_and_one_that_never_was_critical_leaves_it_as_it_is(
    register: tuple[list[Standing], dict[UUID, frozenset[UUID]]], data: st.DataObject
) -> None:
    gaps, needs = register
    before = run(gaps, needs)
    place = data.draw(st.sampled_from(range(len(gaps))))
    closed = [replace(gap, finished=gap.finished or at == place) for at, gap in enumerate(gaps)]
    after = run(closed, needs)
    assert no_later(after.ready, before.ready)
    assert no_later(after.everything, before.everything)
    if gaps[place].gap_id not in {each.gap_id for each in before.drivers}:
        assert after.ready == before.ready


@settings(deadline=None, max_examples=60)
@given(registers(), st.data())
def test_more_effort_never_ends_earlier(
    register: tuple[list[Standing], dict[UUID, frozenset[UUID]]], data: st.DataObject
) -> None:
    gaps, needs = register
    place = data.draw(st.sampled_from(range(len(gaps))))
    effort = gaps[place].estimate
    assert effort is not None
    more = {
        "high": replace(effort, high=effort.high + 3),
        "likely": replace(effort, likely=effort.high),
        "low": replace(effort, low=effort.likely),
    }[data.draw(st.sampled_from(["low", "likely", "high"]))]
    larger = [replace(gap, estimate=more) if at == place else gap for at, gap in enumerate(gaps)]
    before, after = run(gaps, needs), run(larger, needs)
    assert no_later(before.ready, after.ready)
    assert no_later(before.everything, after.everything)


@settings(deadline=None, max_examples=20)
@given(registers())
def test_the_same_register_gives_the_same_answer_whatever_order_it_comes_in(
    register: tuple[list[Standing], dict[UUID, frozenset[UUID]]],
) -> None:
    gaps, needs = register
    found = run(gaps, needs)
    assert run(gaps[::-1], needs) == found
    assert all(0 < each.critical <= found.runs and each.sensitivity >= 0 for each in found.drivers)
    assert found.ready.p50 <= found.everything.p50 + LITTLE
