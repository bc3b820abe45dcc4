"""What a three-point estimate must look like, and the distribution it stands for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from services.engagement.domain.estimate import Estimate, EstimateOutOfOrder, estimated, in_days, mean, variance
from shared.kernel.refusal import NotWellFormed

pytestmark = pytest.mark.req("RA7")


@pytest.mark.parametrize("field", ["low", "likely", "high"])
@pytest.mark.parametrize("value", ["0", "-1", "1000.01", "1.001", "NaN", "sNaN", "Infinity", "-Infinity", "1E-99"])
def test_each_point_is_a_number_of_person_days(field: str, value: str) -> None:
    points = {"low": Decimal(1), "likely": Decimal(1), "high": Decimal(1), field: Decimal(value)}
    with pytest.raises(NotWellFormed) as refused:
        estimated(**points)
    assert refused.value.where == ("input", field)


@pytest.mark.parametrize(("low", "likely", "high"), [("2", "1", "3"), ("1", "3", "2"), ("3", "2", "1")])
def test_the_points_rise_from_low_to_high(low: str, likely: str, high: str) -> None:
    with pytest.raises(EstimateOutOfOrder) as refused:
        estimated(Decimal(low), Decimal(likely), Decimal(high))
    assert refused.value.where == ("input", "likely")


@pytest.mark.parametrize(
    ("given", "written"), [("0.01", "0.01"), ("1.5000", "1.50"), ("1E+3", "1000.00"), ("7", "7.00")]
)
def test_the_points_may_be_one_and_are_written_with_two_places(given: str, written: str) -> None:
    point = estimated(Decimal(given), Decimal(given), Decimal(given))
    assert [str(point.low), str(point.likely), str(point.high)] == [written] * 3


def test_the_likely_value_weighs_four_times() -> None:
    estimate = Estimate(low=Decimal(1), likely=Decimal(1), high=Decimal(2))
    assert mean(estimate) == Fraction(7, 6)
    assert variance(estimate) == Fraction(1, 36)


@pytest.mark.parametrize(
    ("exact", "rounded"), [((1, 200), "0.00"), ((3, 200), "0.02"), ((7, 6), "1.17"), ((5, 1), "5.00")]
)
def test_days_are_rounded_half_to_even_at_two_places(exact: tuple[int, int], rounded: str) -> None:
    assert str(in_days(Fraction(*exact))) == rounded
