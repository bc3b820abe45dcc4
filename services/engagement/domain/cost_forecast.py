"""What going to production will have cost in the end, told for each currency from what it has cost so far.

What was spent closed as much work as was estimated for it; what is left goes on at that rate. So larger gaps cost more,
and so does a dearer way of closing them. Before anything is both spent and closed, the multiple of the pilot's cost
that is usual in the field is all that there is to go by.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.engagement.domain.benchmarks import Band
from services.engagement.domain.cost_multiple import Spent
from services.engagement.domain.effort import Effort, total_effort
from services.engagement.domain.estimate import Estimate, mean
from services.engagement.domain.forecast_policy import ThreePoints
from shared.kernel.record import record


class CostBasis(StrEnum):
    OWN_RATE = "own_rate"
    USUAL_MULTIPLE = "usual_multiple"


@record
class Work:
    """Person-days by the estimates: of the gaps that are closed, and of those that are left."""

    done: Fraction
    left: Effort


@record
class CostForecast:
    """In the smallest unit, `spent` included. By the own rate: with the P50 and the P80 of the work that is left."""

    currency: str
    spent: int
    lower: int
    upper: int
    basis: CostBasis


def work(closed: Iterable[Estimate | None], left: Iterable[Estimate | None], assumed: ThreePoints) -> Work:
    """A gap that nobody has estimated counts as a forecast assumes."""
    usual = Estimate(low=decimal(assumed.low), likely=decimal(assumed.likely), high=decimal(assumed.high))
    return Work(
        done=sum((mean(each or usual) for each in closed), Fraction(0)),
        left=total_effort([each or usual for each in left]),
    )


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def cost_forecasts(spent: Iterable[Spent], of: Work, band: Band) -> tuple[CostForecast, ...]:
    return tuple(found for each in spent for found in [cost_forecast(each, of, band)] if found is not None)


def cost_forecast(spent: Spent, of: Work, band: Band) -> CostForecast | None:
    """None where there is nothing to go by."""
    if spent.scale and of.done:
        rate = Fraction(spent.scale) / of.done
        ends, basis = [spent.scale + rate * Fraction(each) for each in (of.left.p50, of.left.p80)], CostBasis.OWN_RATE
    elif spent.pilot:
        usual = (Fraction(spent.pilot) * Fraction(each) for each in (band.lowest, band.highest))
        ends, basis = [max(Fraction(spent.scale), each) for each in usual], CostBasis.USUAL_MULTIPLE
    else:
        return None
    lower, upper = map(round, ends)
    return CostForecast(currency=spent.currency, spent=spent.scale, lower=lower, upper=upper, basis=basis)
