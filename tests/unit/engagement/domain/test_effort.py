"""How much work is left: the P50 and the P80 of many estimates."""

from decimal import Decimal
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.domain.effort import Effort, total_effort
from services.engagement.domain.estimate import Estimate

pytestmark = pytest.mark.req("RA7")

CENTS = st.integers(1, 100_000).map(lambda cents: Decimal(cents) / 100)
ESTIMATES = st.lists(
    st.tuples(CENTS, CENTS, CENTS)
    .map(sorted)
    .map(lambda points: Estimate(low=points[0], likely=points[1], high=points[2])),
    max_size=30,
)


def estimate(low: str, likely: str, high: str) -> Estimate:
    return Estimate(low=Decimal(low), likely=Decimal(likely), high=Decimal(high))


def test_no_gaps_take_no_effort() -> None:
    assert str(total_effort([])) == str(Effort(p50=Decimal("0.00"), p80=Decimal("0.00")))


def test_one_gap_by_hand() -> None:
    assert total_effort([estimate("2", "5", "14")]) == Effort(p50=Decimal("6.00"), p80=Decimal("7.68"))


def test_independent_gaps_are_less_uncertain_together() -> None:
    four = total_effort([estimate("2", "5", "14")] * 4)
    assert four == Effort(p50=Decimal("24.00"), p80=Decimal("27.37"))


def test_a_certain_effort_is_its_own_p80() -> None:
    assert total_effort([estimate("3", "3", "3")]) == Effort(p50=Decimal("3.00"), p80=Decimal("3.00"))


@pytest.mark.parametrize(("certain", "p50"), [("0.01", "0.02"), ("0.02", "0.04"), ("0.03", "0.04")])
def test_half_a_cent_is_rounded_to_even(certain: str, p50: str) -> None:
    halfway = estimate("0.01", "0.01", "0.04")  # on average 0.015
    assert total_effort([halfway, estimate(certain, certain, certain)]).p50 == Decimal(p50)


@given(ESTIMATES)
def test_p80_lies_between_p50_and_the_worst_case(estimates: list[Estimate]) -> None:
    effort = total_effort(estimates)
    least, most = sum(each.low for each in estimates), sum(each.high for each in estimates)
    assert least <= effort.p50 <= effort.p80 <= most


@given(ESTIMATES)
def test_the_figures_agree_with_floating_point(estimates: list[Estimate]) -> None:
    effort = total_effort(estimates)
    expected = sum((float(each.low) + 4 * float(each.likely) + float(each.high)) / 6 for each in estimates)
    spread = sqrt(sum(((float(each.high) - float(each.low)) / 6) ** 2 for each in estimates))
    assert isclose(float(effort.p50), expected, abs_tol=0.0051)
    assert isclose(float(effort.p80), expected + 0.8416212335729142 * spread, abs_tol=0.0051)


@given(ESTIMATES)
def test_the_order_of_the_gaps_does_not_matter(estimates: list[Estimate]) -> None:
    assert total_effort(estimates) == total_effort(estimates[::-1])
