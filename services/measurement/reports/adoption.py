"""The adoption report: made from rows alone, so that the same log position gives the same bytes for ever.

People appear by id only; who they are is for the page to say, as long as the directory knows.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

import rfc8785
from pydantic import TypeAdapter

from services.measurement.domain.windows import DAYS, count, day_of
from services.measurement.projections.interventions import InterventionEntry
from services.measurement.projections.live_days import LiveDayEntry
from services.measurement.projections.measurement_windows import MeasurementWindowEntry
from services.measurement.projections.reported_engagements import ReportedCohort, ReportedEngagementEntry
from services.measurement.projections.reported_tenants import ReportedTenantEntry
from services.measurement.projections.series import SeriesEntry
from services.measurement.projections.series_days import SeriesDayEntry
from services.measurement.projections.triggers import TriggerEntry
from services.measurement.reports.acted import Acted, acted
from services.measurement.reports.measures import Measure, Measuring, measure
from shared.events.series import Cadence
from shared.events.tenants import Locale
from shared.kernel.record import record


@record
class AdoptionRows:
    """All that the report is made from, each as it read at one log position. Their order does not matter."""

    tenant: ReportedTenantEntry
    engagement: ReportedEngagementEntry
    live: LiveDayEntry
    windows: Sequence[MeasurementWindowEntry]
    series: Sequence[SeriesEntry]
    days: Sequence[SeriesDayEntry]
    triggers: Sequence[TriggerEntry]
    interventions: Sequence[InterventionEntry]


@record
class AdoptionReport:
    """`position` is the log position it was made at, `at` the moment at which that position was recorded.

    It tells of what was until the day `day`, counted from the one of going live as 0; with 90 all windows have closed.
    """

    format: int
    position: int
    at: datetime
    tenant: str
    locale: Locale
    time_zone: str
    currency: str
    engagement_id: UUID
    name: str
    went_live_on: date
    day: int
    cohorts: tuple[ReportedCohort, ...]
    measures: tuple[Measure, ...]
    interventions: tuple[Acted, ...]


FORMAT = 1
REPORT = TypeAdapter(AdoptionReport)


def build(rows: AdoptionRows, *, position: int, at: datetime, until: int | None = None) -> AdoptionReport:
    """`until` None: as far as it has come."""
    come = day_come_to(rows, at)
    measuring = far(rows, come if until is None else min(until, come))
    return AdoptionReport(
        format=FORMAT,
        position=position,
        at=at,
        tenant=rows.tenant.name,
        locale=rows.tenant.locale,
        time_zone=rows.tenant.time_zone,
        currency=rows.tenant.currency,
        engagement_id=rows.engagement.engagement_id,
        name=rows.engagement.name,
        went_live_on=rows.live.went_live_on,
        day=measuring.day,
        cohorts=tuple(sorted(rows.engagement.cohorts, key=lambda each: (each.department, each.role, each.cohort_id))),
        measures=measures(rows, measuring),
        interventions=acted(rows.interventions, rows.triggers, measuring),
    )


def day_come_to(rows: AdoptionRows, at: datetime) -> int:
    """The last day only once every window has closed, whatever the clock says."""
    if sum(row.closed_seq is not None for row in rows.windows) == sum(map(count, Cadence)):
        return DAYS
    today = at.astimezone(ZoneInfo(rows.tenant.time_zone)).date()
    return max(0, min(day_of(rows.live.went_live_on, today), DAYS - 1))


def far(rows: AdoptionRows, day: int) -> Measuring:
    live_on = rows.live.went_live_on
    ended = {
        (row.cadence, row.number): row
        for row in rows.windows
        if row.closed_seq is not None and day_of(live_on, row.ends_on) < day
    }
    return Measuring(went_live_on=live_on, day=day, closed=ended)


def measures(rows: AdoptionRows, measuring: Measuring) -> tuple[Measure, ...]:
    """Indicators before key figures, each in the order in which they were defined; what retired comes last."""
    ordered = sorted(rows.series, key=lambda row: (row.retirement is not None, row.kind, row.defined_seq))
    sums = sorted(rows.days, key=lambda row: (str(row.series_id), row.day, row.split))
    days = {series_id: list(group) for series_id, group in groupby(sums, key=lambda row: row.series_id)}
    return tuple(measure(row, days.get(row.series_id, []), measuring) for row in ordered)


def canonical(report: AdoptionReport) -> bytes:
    """The report as canonical JSON (RFC 8785): decimals are strings, no floats."""
    return rfc8785.dumps(REPORT.dump_python(report, mode="json"))


def digest(report: AdoptionReport) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(report)).hexdigest()


def people(report: AdoptionReport) -> frozenset[UUID]:
    """Everybody whose name the page may want to show."""
    return frozenset({each.owner for each in report.measures} | {each.owner for each in report.interventions})
