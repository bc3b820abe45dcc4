"""How much work is left: three-point estimates, added up to a median and a P80.

Each estimate stands for a PERT-beta distribution with mean (low + 4 likely + high) / 6 and standard deviation
(high - low) / 6. The gaps count as independent, and the sum as normally distributed: its mean is the P50 and
mean + 0.8416 standard deviations the P80. Sums are exact; only the square root and the last step are rounded.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from services.engagement.domain.estimate import CENT, Estimate, in_days, mean, variance
from shared.kernel.record import record

Z80 = Decimal("0.8416212335729142")  # 80 % of a standard normal distribution lie below


@record
class Effort:
    """Person-days that suffice in 50 and in 80 of 100 cases."""

    p50: Decimal
    p80: Decimal


def total_effort(estimates: Sequence[Estimate]) -> Effort:
    expected = sum(map(mean, estimates), Fraction(0))
    return Effort(p50=in_days(expected), p80=_p80(expected, sum(map(variance, estimates), Fraction(0))))


def _p80(expected: Fraction, spread: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        deviation = _decimal(spread).sqrt()
        return (_decimal(expected) + Z80 * deviation).quantize(CENT, rounding=ROUND_HALF_EVEN)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
