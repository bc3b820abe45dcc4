"""What a data check found, whichever tool checked."""

from collections.abc import Iterable
from enum import StrEnum

from services.gates.formats.reading import Measured, given
from services.gates.formats.refusals import NothingMeasured

CHECKS = frozenset(f"checks.{name}" for name in ("total", "passed", "failed", "warned", "errors"))


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    ERRORS = "errors"  # could not be evaluated: neither good nor bad


def checked(outcomes: Iterable[Outcome]) -> tuple[Measured, ...]:
    found = list(outcomes)
    if not found:
        raise NothingMeasured
    return given(
        ("checks.total", len(found)),
        *((f"checks.{outcome}", found.count(outcome)) for outcome in Outcome),
    )
