"""A load test that is shown by the report of a tool, as evidence of kind `load_test_report`.

Of its values count `load.achieved_rps`, `load.latency_p95_ms` (or whatever the service level's percentile
is), `load.error_share`, `load.environment` and `load.ran_on`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.gates.domain.facts.load_run import Levels, Peaks, Run
from services.gates.domain.facts.policies import LIKE_PRODUCTION
from services.gates.domain.facts.reading import as_day, as_decimal
from services.gates.domain.facts.telling import at
from shared.events.environments import EnvironmentKind
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.releases import ServiceLevel
from shared.kernel.record import record

REPORT = "load_test_report"


@record
class Reported:
    values: Mapping[str, str]
    release_id: UUID | None
    valid_from: date
    submitted_at: int
    revised_at: int | None = None


def reported(
    before: Reported | None, event: EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn, seq: int
) -> Reported | None:
    if isinstance(event, EvidenceWithdrawn) or (before is None and isinstance(event, EvidenceRevised)):
        return None
    if isinstance(event, EvidenceSubmitted) and event.kind != REPORT:
        return None
    return Reported(
        values={each.name: each.value for each in event.values},
        release_id=event.release_id,
        valid_from=event.valid_from,
        submitted_at=before.submitted_at if before else seq,
        revised_at=seq if before else None,
    )


def run_of(report: Reported, peaks: Peaks | None, levels: Levels | None, day: date) -> Run | None:
    """Judged by the peak and the service level of the moment at which the report came in; None before it counts."""
    if report.valid_from > day:
        return None
    said = report.revised_at or report.submitted_at
    peak = peaks.before(said) if peaks else None
    owed = levels.before(said) if levels else None
    return Run(
        release_id=report.release_id,
        ran_on=as_day(report.values.get("load.ran_on")) or report.valid_from,
        achieved=as_decimal(report.values.get("load.achieved_rps")),
        expected_peak=peak.rate if peak else None,
        level=owed.level if owed else None,
        held=held(report.values, owed.level) if owed else None,
        like_production=like_production(report.values.get("load.environment")),
        positions=at(report.submitted_at, report.revised_at, peak.at if peak else None, owed.at if owed else None),
    )


def held(values: Mapping[str, str], level: ServiceLevel) -> bool | None:
    latency = as_decimal(values.get(f"load.latency_p{plain(level.percentile)}_ms"))
    errors = as_decimal(values.get("load.error_share"))
    if latency is None or errors is None:
        return None
    return latency <= level.latency_ms and errors <= level.error_share


def plain(percentile: Decimal) -> str:
    """95.000 is 95, and 99.900 is 99_9."""
    return format(percentile.normalize(), "f").replace(".", "_")


def like_production(environment: str | None) -> bool | None:
    """By the latest policy: the report names none."""
    if environment is None or environment not in set(EnvironmentKind):
        return None
    return EnvironmentKind(environment) in LIKE_PRODUCTION[max(LIKE_PRODUCTION)]
