"""What going to production will have cost: by hand, and what must hold."""

from decimal import Decimal
from fractions import Fraction

import pytest

from services.engagement.domain.benchmarks import LATEST_BENCHMARKS
from services.engagement.domain.cost_forecast import CostBasis, CostForecast, Work, cost_forecast, cost_forecasts, work
from services.engagement.domain.cost_multiple import Spent
from services.engagement.domain.estimate import Estimate
from services.engagement.domain.forecast_policy import LATEST_FORECAST

pytestmark = pytest.mark.req("RPF7", "RF5")

BAND = LATEST_BENCHMARKS.cost_multiple
ASSUMED = LATEST_FORECAST.unestimated


def exactly(days: str) -> Estimate:
    return Estimate(low=Decimal(days), likely=Decimal(days), high=Decimal(days))


def spent(scale: int, pilot: int = 100_000, currency: str = "CAD") -> Spent:
    return Spent(currency=currency, pilot=pilot, scale=scale)


def forecast(of: Work, scale: int = 60_000, pilot: int = 100_000) -> CostForecast:
    found = cost_forecast(spent(scale, pilot), of, BAND)
    assert found is not None
    return found


def test_what_is_left_goes_on_at_the_rate_at_which_the_rest_was_closed() -> None:
    found = forecast(work([exactly("6"), exactly("4")], [exactly("5")], ASSUMED))
    assert found == CostForecast(currency="CAD", spent=60_000, lower=90_000, upper=90_000, basis=CostBasis.OWN_RATE)
    done = forecast(work([exactly("6")], [], ASSUMED))
    assert (done.lower, done.upper) == (60_000, 60_000)


def test_larger_gaps_and_less_certain_ones_cost_more() -> None:
    closed = [exactly("10")]
    sure, unsure, large, unknown = (
        forecast(work(closed, left, ASSUMED))
        for left in (
            [exactly("5")],
            [Estimate(low=Decimal(1), likely=Decimal(5), high=Decimal(9))],
            [exactly("50")],
            [exactly("5"), None],
        )
    )
    assert sure.lower == unsure.lower == sure.upper < unsure.upper < large.upper
    assert unknown.lower == 60_000 + 6_000 * (5 + 6)
    assert work([None], [], ASSUMED).done == Fraction(6)


def test_before_anything_is_spent_and_closed_the_usual_multiple_of_the_pilot_is_shown_and_no_less_than_was_spent() -> (
    None
):
    nothing, closed = work([], [exactly("5")], ASSUMED), work([exactly("5")], [], ASSUMED)
    for found in (forecast(nothing, scale=0), forecast(closed, scale=0), forecast(nothing)):
        assert (found.lower, found.upper, found.basis) == (200_000, 300_000, CostBasis.USUAL_MULTIPLE)
    more = forecast(nothing, scale=250_000)
    assert (more.lower, more.upper) == (250_000, 300_000)


def test_currencies_stand_apart_and_what_there_is_nothing_to_go_by_for_is_left_out() -> None:
    several = [spent(60_000), spent(0, currency="EUR"), spent(7_000, 0, "USD")]
    begun, new = (
        cost_forecasts(several, work(closed, [exactly("5")], ASSUMED), BAND) for closed in ([exactly("5")], [])
    )
    assert [(each.currency, each.lower) for each in begun] == [("CAD", 120_000), ("EUR", 200_000), ("USD", 14_000)]
    assert [each.currency for each in new] == ["CAD", "EUR"]
