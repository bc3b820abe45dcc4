"""Rates, shares and levels: what they must look like, each with its places, so that equal ones read and hash alike."""

from decimal import Decimal

from shared.events.releases import ServiceLevel
from shared.kernel.refusal import NotWellFormed

MOST_REQUESTS = 10_000_000
LONGEST_MS = 3_600_000  # an hour
HUNDREDTH, THOUSANDTH, HUNDRED_THOUSANDTH = Decimal("0.01"), Decimal("0.001"), Decimal("0.00001")


def rate(field: str, value: Decimal) -> Decimal:
    """Requests per second."""
    if value.is_finite() and 0 < value <= MOST_REQUESTS and value == value.quantize(HUNDREDTH):
        return value.quantize(HUNDREDTH)
    raise _not_well_formed(field, f"is above 0, up to {MOST_REQUESTS} requests per second, with at most two decimals")


def share(field: str, value: Decimal) -> Decimal:
    if value.is_finite() and 0 <= value <= 1 and value == value.quantize(HUNDRED_THOUSANDTH):
        return abs(value).quantize(HUNDRED_THOUSANDTH)
    raise _not_well_formed(field, "is a share from 0 to 1, with at most five decimals")


def latency(field: str, value: int) -> int:
    if 0 < value <= LONGEST_MS:
        return value
    raise _not_well_formed(field, f"is from 1 to {LONGEST_MS} milliseconds")


def percentile(field: str, value: Decimal) -> Decimal:
    if value.is_finite() and 0 < value < 100 and value == value.quantize(THOUSANDTH):  # noqa: PLR2004 - per cent
        return value.quantize(THOUSANDTH)
    raise _not_well_formed(field, "is above 0 and below 100, with at most three decimals")


def level(given: ServiceLevel) -> ServiceLevel:
    return ServiceLevel(
        percentile=percentile("percentile", given.percentile),
        latency_ms=latency("latencyMs", given.latency_ms),
        error_share=share("errorShare", given.error_share),
    )


def _not_well_formed(field: str, problem: str) -> NotWellFormed:
    return NotWellFormed(where=("input", field), problem=f"{field} {problem}")
