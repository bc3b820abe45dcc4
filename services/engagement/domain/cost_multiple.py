"""How many times the pilot's cost going to production costs: told for each currency, and never across two."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from services.engagement.domain.benchmarks import Band, Beside
from shared.kernel.record import record

PLACES = Decimal("0.0001")
DIGITS = 60


@record
class Spent:
    """What the pilot and what going to production cost in one currency, in its smallest unit."""

    currency: str
    pilot: int
    scale: int


@record
class CostMultiple:
    """`multiple` is rounded half to even at four places, while the amounts are exact; none without a pilot's cost."""

    spent: Spent
    multiple: Decimal | None
    beside: Beside | None


def multiple_of(spent: Spent, band: Band) -> CostMultiple:
    if spent.pilot == 0:
        return CostMultiple(spent=spent, multiple=None, beside=None)
    with localcontext() as context:
        context.prec = DIGITS
        exact = Decimal(spent.scale) / Decimal(spent.pilot)
        shown = exact.quantize(PLACES, rounding=ROUND_HALF_EVEN)
    return CostMultiple(spent=spent, multiple=shown, beside=beside(spent, band))


def beside(spent: Spent, band: Band) -> Beside:
    """By the amounts, which no rounding moves over an end of the band."""
    if spent.scale < band.lowest * spent.pilot:
        return Beside.BELOW
    return Beside.WITHIN if spent.scale <= band.highest * spent.pilot else Beside.ABOVE


def multiples(spent: Iterable[Spent], band: Band) -> tuple[CostMultiple, ...]:
    """One for each currency, in the order of their codes."""
    return tuple(multiple_of(each, band) for each in sorted(spent, key=lambda each: each.currency))
