"""Where a value stands between the bottom and the top of a picture, and at which round values lines are drawn."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from services.measurement.domain.sums import EXACT
from shared.kernel.record import record

LINES = 4
ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@record
class Scale:
    """From `low` to `high`, with a line every `step`; `high` is above `low`."""

    low: Decimal
    high: Decimal
    step: Decimal

    def part(self, value: Decimal) -> Decimal:
        """From 0 at the bottom to 1 at the top."""
        return EXACT.divide(value - self.low, self.high - self.low)

    @property
    def lines(self) -> tuple[Decimal, ...]:
        several = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * number for number in range(several + 1))


def scale(values: Iterable[Decimal], *, nought: bool) -> Scale:
    """`nought`: it is on the scale whatever the values are, as bars need it."""
    found = [*values, *((Decimal(0),) if nought else ())]
    least, most = (min(found), max(found)) if found else (Decimal(0), Decimal(1))
    step = rounded(most - least if most > least else abs(most) or Decimal(1))
    low = (least / step).to_integral_value(ROUND_FLOOR) * step
    high = (most / step).to_integral_value(ROUND_CEILING) * step
    return Scale(low=low, high=high if high > low else low + step, step=step)


def rounded(span: Decimal) -> Decimal:
    """The smallest round step of which few cover the span."""
    tens = Decimal(1).scaleb((span / LINES).adjusted())
    return next(tens * each for each in ROUND if tens * each * LINES >= span)
