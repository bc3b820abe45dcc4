"""The report on the return: as it is known at one position of the log, beside what was published, and what moved it.

Made from rows alone, as the adoption report is. What was reckoned stands in it just as it was digested when it was
published, so that whoever holds the report can compare that digest as well.
"""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from pydantic import TypeAdapter

from services.measurement.domain.roi import Roi
from services.measurement.domain.roi_digest import digest as reckoned_digest
from services.measurement.domain.roi_rows import Purpose
from services.measurement.projections.business_cases import BusinessCaseEntry
from services.measurement.projections.measurement_windows import MeasurementWindowEntry
from services.measurement.projections.reported_engagements import ReportedEngagementEntry
from services.measurement.projections.reported_tenants import ReportedTenantEntry
from services.measurement.projections.roi_costs import RoiCostEntry
from services.measurement.projections.roi_events import RoiEventEntry
from services.measurement.projections.roi_reports import RoiReportEntry, RoiWord
from shared.events.costs import CostKind
from shared.events.roi import RoiFigure, RoiFigures
from shared.events.series import Cadence
from shared.events.tenants import Locale
from shared.kernel import canonical as written
from shared.kernel.record import record


@record
class Shift:
    """A figure that reads otherwise than it was published, with the latest of the `causes` events that explain it."""

    figure: RoiFigure
    because: tuple[RoiEventEntry, ...]
    causes: int


@record
class RoiReportRows:
    """All that the report is made from, each as it read at one log position.

    `known` is what is reckoned there, `again` the same at the position of what was `published`.
    """

    tenant: ReportedTenantEntry
    engagement: ReportedEngagementEntry
    case: BusinessCaseEntry
    known: Roi
    published: RoiReportEntry | None
    again: Roi | None
    shifts: Sequence[Shift]
    told: Sequence[RoiReportEntry]
    windows: Sequence[MeasurementWindowEntry]
    costs: Sequence[RoiCostEntry]


@record
class CaseTold:
    """One version of the case; `live`: told when the system had gone live, so it is no yardstick."""

    revision: int
    live: bool
    reason: str
    assumptions: tuple[str, ...]
    at: datetime
    position: int


@record
class CostTold:
    """As it reads after its corrections, of which `positions` tell; `reason` is that of the last one."""

    purpose: Purpose
    cost_id: UUID
    kind: CostKind | None
    note: str
    minor: int
    currency: str
    spent_on: date | None
    withdrawn: bool
    reason: str | None
    positions: tuple[int, ...]


@record
class LateMonth:
    """Nothing had been measured when the month closed."""

    series_id: UUID
    number: int


@record
class AsReported:
    """`reckoned` is the same once more, from the log as it stood then; `intact`: with the digest that was recorded."""

    day: int | None
    position: int
    at: datetime
    digest: str
    intact: bool
    reckoned: Roi | None


@record
class Restated:
    position: int
    at: datetime
    before: RoiFigures | None
    after: RoiFigures


@record
class RoiReport:
    """`position` is the log position it was made at, `at` the moment at which that position was recorded."""

    format: int
    position: int
    at: datetime
    tenant: str
    locale: Locale
    time_zone: str
    engagement_id: UUID
    name: str
    known: Roi
    reported: AsReported | None
    moved: tuple[Shift, ...]
    restated: tuple[Restated, ...]
    late: tuple[LateMonth, ...]
    cases: tuple[CaseTold, ...]
    costs: tuple[CostTold, ...]


FORMAT = 1
REPORT = TypeAdapter(RoiReport)


def build(rows: RoiReportRows, *, position: int, at: datetime) -> RoiReport:
    return RoiReport(
        format=FORMAT,
        position=position,
        at=at,
        tenant=rows.tenant.name,
        locale=rows.tenant.locale,
        time_zone=rows.tenant.time_zone,
        engagement_id=rows.engagement.engagement_id,
        name=rows.engagement.name,
        known=rows.known,
        reported=reported(rows.published, rows.again) if rows.published else None,
        moved=tuple(rows.shifts),
        restated=tuple(restated(each) for each in rows.told if each.word is RoiWord.RESTATED),
        late=late(rows),
        cases=tuple(
            CaseTold(
                revision=each.revision,
                live=each.live,
                reason=each.reason,
                assumptions=each.assumptions,
                at=each.at,
                position=each.seq,
            )
            for each in rows.case.versions
        ),
        costs=tuple(map(cost, sorted(rows.costs, key=lambda row: (row.purpose, row.recorded_seq)))),
    )


def reported(told: RoiReportEntry, again: Roi | None) -> AsReported:
    digest = told.digest or ""
    intact = again is not None and reckoned_digest(again) == digest
    return AsReported(day=told.day, position=told.position, at=told.at, digest=digest, intact=intact, reckoned=again)


def restated(told: RoiReportEntry) -> Restated:
    return Restated(position=told.position, at=told.at, before=told.before, after=told.figures)


def late(rows: RoiReportRows) -> tuple[LateMonth, ...]:
    """Of the series that the case counts on."""
    months = {row.number: row.missed for row in rows.windows if row.cadence is Cadence.MONTHLY}
    return tuple(
        LateMonth(series_id=line.series_id, number=month.number)
        for line in rows.known.case.lines
        for month in line.windows
        if month.closed and line.series_id in months.get(month.number, ())
    )


def cost(row: RoiCostEntry) -> CostTold:
    return CostTold(
        purpose=row.purpose,
        cost_id=row.cost_id,
        kind=row.kind,
        note=row.note,
        minor=row.minor,
        currency=row.currency,
        spent_on=row.spent_on,
        withdrawn=row.withdrawn,
        reason=row.reason,
        positions=row.seqs,
    )


def canonical(report: RoiReport) -> bytes:
    """The report as canonical JSON: amounts are whole minor units, other numbers strings."""
    data = REPORT.dump_python(report, mode="json")
    data["known"] = written.plain(report.known)
    if report.reported is not None:
        data["reported"]["reckoned"] = written.plain(report.reported.reckoned)
    return written.canonical(data)


def digest(report: RoiReport) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return sha256(canonical(report)).hexdigest()


def people(report: RoiReport) -> frozenset[UUID]:
    """Everybody whose name the page may want to show."""
    return frozenset({report.known.case.owner})
