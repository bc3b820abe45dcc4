"""What many observations come to, and what is planned for a day: exact, whatever the order and the split."""

from datetime import date
from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain import sums
from services.measurement.domain.plan import planned
from services.measurement.domain.sums import NOTHING, Sums
from shared.events.observations import Observation
from shared.events.series import Aggregation, PlanPoint

pytestmark = pytest.mark.req("RL3", "RL4")

FIGURES = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=6)
WEIGHTS = st.one_of(st.none(), st.decimals(min_value=Decimal("0.000001"), max_value=10**12 - 1, places=6))
FIRST, SECOND = date(2026, 3, 11), date(2026, 3, 12)


def observed(value: Decimal, of: Decimal | None = None) -> Observation:
    return Observation(key="k", value=value, of=of, cohort_id=None, department=None)


def summed(*several: tuple[str, str | None]) -> Sums:
    found = (sums.of(observed(Decimal(value), None if of is None else Decimal(of))) for value, of in several)
    return reduce(sums.plus, found, NOTHING)


@given(st.lists(st.builds(observed, FIGURES, WEIGHTS), max_size=12).flatmap(st.permutations))
def test_the_order_in_which_observations_came_changes_nothing(several: list[Observation]) -> None:
    there = reduce(sums.plus, map(sums.of, several), NOTHING)
    back = reduce(sums.plus, map(sums.of, reversed(several)), NOTHING)
    assert there == back
    assert str(sums.of_all(several)) == str(there)
    assert there.total == sum((each.value for each in several), Decimal(0))


@given(st.builds(observed, FIGURES, WEIGHTS), st.builds(observed, FIGURES, WEIGHTS))
def test_what_is_corrected_leaves_nothing_behind(one: Observation, other: Observation) -> None:
    both = sums.plus(sums.of(one), sums.of(other))
    assert sums.minus(both, sums.of(other)) == sums.of(one)


@pytest.mark.parametrize(
    ("aggregation", "wanted"),
    [
        (Aggregation.SUM, "21"),
        (Aggregation.MEAN, "9.5"),
        (Aggregation.RATIO, "5.25"),
        (Aggregation.LATEST, "11"),
    ],
)
def test_two_days_come_to_what_their_series_makes_of_them(aggregation: Aggregation, wanted: str) -> None:
    days = {FIRST: summed(("8", "2")), SECOND: summed(("10", "1"), ("3", None)), date(2026, 3, 13): NOTHING}
    if aggregation is Aggregation.LATEST:
        days[SECOND] = summed(("10", "1"), ("12", "1"))
    if aggregation is Aggregation.RATIO:
        days[SECOND] = summed(("10", "1"), ("3", "1"))
    if aggregation is Aggregation.MEAN:
        days[SECOND] = summed(("11", "2"))
    assert sums.value(aggregation, days) == Decimal(wanted)


@pytest.mark.parametrize("aggregation", Aggregation)
def test_where_nothing_was_measured_there_is_no_value(aggregation: Aggregation) -> None:
    assert sums.value(aggregation, {}) is None
    assert sums.value(aggregation, {FIRST: NOTHING}) is None


def test_a_ratio_of_nothing_is_none() -> None:
    assert sums.value(Aggregation.RATIO, {FIRST: summed(("0", "0"))}) is None


def test_a_quotient_is_told_to_a_millionth() -> None:
    assert sums.value(Aggregation.RATIO, {FIRST: summed(("2", "3"))}) == Decimal("0.666667")


CURVE = (PlanPoint(day=10, value=Decimal(1)), PlanPoint(day=40, value=Decimal(2)), PlanPoint(day=50, value=Decimal(0)))


@pytest.mark.req("RL7")
@pytest.mark.parametrize(
    ("day", "wanted"), [(0, "1"), (10, "1"), (20, "1.333333"), (40, "2"), (45, "1"), (50, "0"), (90, "0")]
)
def test_a_plan_is_straight_between_its_points_and_flat_outside(day: int, wanted: str) -> None:
    assert planned(CURVE, day) == Decimal(wanted)


def test_without_a_curve_nothing_is_planned() -> None:
    assert planned((), 5) is None
