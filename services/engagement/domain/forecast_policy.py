"""The policy of forecasts: what they assume where nobody knows, and how many runs they take."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from shared.kernel.record import record
from shared.policy.shipped import SINCE, CatalogueInvalid, read_yaml, since_of, versions

WHOLE = frozenset({"version", "runs", "drivers"})
PARTS = frozenset({"credited_person_days", "fastest", "slowest", "least_left"})


@record
class ThreePoints:
    """Person-days: if all goes well, most likely, if much goes wrong."""

    low: Fraction
    likely: Fraction
    high: Fraction

    @property
    def mean(self) -> Fraction:
        """Of the triangular distribution."""
        return (self.low + self.likely + self.high) / 3


@record
class ForecastPolicy:
    """It holds `since` that day of the tenant's; None: from the beginning."""

    version: int
    runs: int
    unestimated: ThreePoints
    credited_person_days: Fraction
    fastest: Fraction
    slowest: Fraction
    least_left: Fraction
    drivers: int
    since: date | None = None


def read_policy(text: str) -> ForecastPolicy:
    given = read_yaml(text)
    if not isinstance(given, dict) or given.keys() - {SINCE} != WHOLE | PARTS | {"unestimated"}:
        raise CatalogueInvalid(f"a policy of forecasts has these parts: {sorted(WHOLE | PARTS | {'unestimated'})}")
    whole = {name: _whole(name, given[name]) for name in WHOLE}
    parts = {name: _part(name, given[name]) for name in PARTS}
    if not parts["fastest"] <= 1 <= parts["slowest"]:
        raise CatalogueInvalid("the estimated pace lies between the fastest and the slowest")
    return ForecastPolicy(
        version=whole["version"],
        runs=whole["runs"],
        unestimated=_points(given["unestimated"]),
        credited_person_days=parts["credited_person_days"],
        fastest=parts["fastest"],
        slowest=parts["slowest"],
        least_left=parts["least_left"],
        drivers=whole["drivers"],
        since=since_of(given),
    )


def _points(given: object) -> ThreePoints:
    match given:
        case {"low": low, "likely": likely, "high": high, **others} if not others:
            points = ThreePoints(low=_part("low", low), likely=_part("likely", likely), high=_part("high", high))
        case _:
            raise CatalogueInvalid("an estimate has three points: low, likely and high")
    if not points.low <= points.likely <= points.high:
        raise CatalogueInvalid("an estimate rises from low over likely to high")
    return points


def _whole(name: str, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise CatalogueInvalid(f"{name} is a whole number from 1")
    return given


def _part(name: str, given: object) -> Fraction:
    try:
        value = Fraction(given) if isinstance(given, str) else Fraction(0)
    except ValueError:
        value = Fraction(0)
    if value <= 0:
        raise CatalogueInvalid(f"{name} is a decimal above 0, written as text")
    return value


SHIPPED_POLICIES = ("forecast_v1.yaml",)
FORECAST_POLICIES: Mapping[int, ForecastPolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
LATEST_FORECAST = FORECAST_POLICIES[max(FORECAST_POLICIES)]
