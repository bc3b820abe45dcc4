"""What a scanner found, by severity, whichever tool scanned."""

from collections.abc import Iterable
from enum import StrEnum

from services.gates.formats.reading import Measured, given


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"  # found, and set aside by somebody


FINDINGS = frozenset({"findings.total", *(f"findings.{severity}" for severity in Severity)})


def found(severities: Iterable[Severity]) -> tuple[Measured, ...]:
    """None at all is a result: the scan found nothing. What was set aside is not part of the total."""
    met = list(severities)
    return given(
        ("findings.total", len(met) - met.count(Severity.SUPPRESSED)),
        *((f"findings.{severity}", met.count(severity)) for severity in Severity),
    )
