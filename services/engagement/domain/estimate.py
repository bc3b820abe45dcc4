"""A three-point estimate in person-days: what it must look like, and the distribution it stands for."""

from decimal import Decimal
from fractions import Fraction

from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused

MOST_PERSON_DAYS = 1_000
CENT = Decimal("0.01")


@record
class Estimate:
    """Person-days: if all goes well, most likely, if much goes wrong."""

    low: Decimal
    likely: Decimal
    high: Decimal


class EstimateOutOfOrder(Refused):
    """An estimate rises from low over likely to high."""


def estimated(low: Decimal, likely: Decimal, high: Decimal) -> Estimate:
    estimate = Estimate(
        low=person_days("low", low), likely=person_days("likely", likely), high=person_days("high", high)
    )
    if not low <= likely <= high:
        raise EstimateOutOfOrder(where=("input", "likely"))
    return estimate


def person_days(field: str, value: Decimal) -> Decimal:
    """Written with two places, so that equal estimates read and hash alike."""
    if value.is_finite() and 0 < value <= MOST_PERSON_DAYS and value == value.quantize(CENT):
        return value.quantize(CENT)
    problem = f"{field} is a number of person-days above 0, up to {MOST_PERSON_DAYS}, with at most two decimals"
    raise NotWellFormed(where=("input", field), problem=problem)


def mean(estimate: Estimate) -> Fraction:
    return (Fraction(estimate.low) + 4 * Fraction(estimate.likely) + Fraction(estimate.high)) / 6


def variance(estimate: Estimate) -> Fraction:
    return ((Fraction(estimate.high) - Fraction(estimate.low)) / 6) ** 2


def in_days(value: Fraction) -> Decimal:
    """Rounded half to even at two places."""
    return CENT * round(value * 100)
