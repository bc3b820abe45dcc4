"""The rules of control charts, on points that are counted in standard deviations around a centre of 0."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain.charts import NAMES, Limits, alarms, limits, signals

pytestmark = pytest.mark.req("RL6")
UNIT = Limits(centre=Decimal(), sigma=Decimal(1))
FLOW = ("49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1")  # NIST/SEMATECH 6.3.2.2


def of(*points: str | float | None) -> list[Decimal | None]:
    return [None if each is None else Decimal(str(each)) for each in points]


def held(*points: float | None) -> set[str]:
    return {name for name, holds in alarms(of(*points), UNIT).items() if holds}


def test_the_limits_of_the_handbooks_flow_rates_are_those_of_the_handbook() -> None:
    """Centre 50.81, mean distance 1.8778, upper limit 55.8041 and lower 45.8159."""
    found = limits(of(*FLOW))
    assert found is not None
    assert found.centre == Decimal("50.81")
    upper, lower = (round(found.centre + side * found.sigma, 4) for side in (3, -3))
    assert (upper, lower) == (Decimal("55.8041"), Decimal("45.8159"))
    assert not [name for _, name in signals(of(*FLOW), found) if name in {"we1", "nelson1"}]


def test_too_few_points_tell_no_limits() -> None:
    assert limits(of(*range(7))) is None
    assert limits(of(*range(8))) is not None
    assert limits(of(*(each for point in range(8) for each in (point, None)))) is None


IN_A_ROW = (
    ("we1", (0.1, 3.1), (0.1, 3.0)),
    ("we2", (2.1, 0, 2.1), (2.1, 0, 0, 2.1)),
    ("we2", (-2.1, 0.5, -2.1), (2.1, 0, -2.1)),
    ("we3", (1.1, 1.1, -3, 1.1, 1.1), (1.1, 1.1, -3, 1.1, 0.9)),
    ("we4", (0.1,) * 8, (0.1,) * 7),
    ("nelson1", (-3.1,), (-2.9,)),
    ("nelson2", (-0.1,) * 9, (-0.1,) * 8),
    ("nelson3", (1, 1.1, 1.2, 1.3, 1.4, 1.5), (1, 1.1, 1.2, 1.2, 1.4, 1.5)),
    ("nelson3", (0, -0.1, -0.2, -0.3, -0.4, -0.5), (-0.1, -0.2, -0.3, -0.4, -0.5)),
    ("nelson4", (0, 1) * 7, (0, 1) * 6 + (0,)),
    ("nelson5", (2.5, 2.5), (2.5, -2.5)),
    ("nelson6", (-1.1, -1.1, -1.1, -1.1), (-1.1, -1.1, -1.1, 1.1)),
    ("nelson7", (0.9, -0.9, 0.2) * 5, (0.9, -0.9, 1.0) * 5),
    ("nelson8", (1.1, -1.1) * 4, (1.1,) * 8),
)


@pytest.mark.parametrize(("rule", "pattern", "other"), IN_A_ROW)
def test_a_rule_holds_at_the_point_that_completes_its_pattern_and_not_before(
    rule: str, pattern: Sequence[float], other: Sequence[float]
) -> None:
    assert rule in held(*pattern)
    assert rule not in held(*pattern[:-1])
    assert rule not in held(*other)


@pytest.mark.parametrize(("rule", "pattern", "_other"), IN_A_ROW)
def test_nothing_holds_in_a_window_without_a_value(rule: str, pattern: Sequence[float], _other: object) -> None:
    assert rule not in held(*pattern, None)


def test_a_window_without_a_value_breaks_what_has_to_come_in_a_row() -> None:
    assert "we4" not in held(*(0.1,) * 7, None, 0.1)
    assert "we2" in held(2.1, None, 2.1)


@given(st.lists(st.one_of(st.none(), st.decimals(-4, 4, places=2)), min_size=1, max_size=20))
def test_what_lies_above_is_judged_as_what_lies_below(points: list[Decimal | None]) -> None:
    turned = [None if each is None else -each for each in points]
    assert alarms(points, UNIT) == alarms(turned, UNIT)
    assert tuple(alarms(points, UNIT)) == NAMES
    assert {name for at, name in signals(points, UNIT) if at == len(points)} == {
        name for name, holds in alarms(points, UNIT).items() if holds
    }
