"""The close-out report of a pilot: made from rows alone, so that the same log position gives the same bytes for ever.

People appear by id only; who they are is for the page to say, as long as the directory knows.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import rfc8785
from pydantic import TypeAdapter

from services.engagement.domain.burndown import Day
from services.engagement.projections.dimensions import DimensionEntry
from services.engagement.projections.engagements import EngagementEntry
from services.engagement.projections.findings import Finding
from services.engagement.projections.gap_links import GapLink
from services.engagement.projections.gap_moves import GapMove
from services.engagement.projections.gap_register import GapEntry
from services.engagement.projections.pilot_costs import PilotCost
from services.engagement.projections.pilot_results import PilotResult
from services.engagement.projections.pilots import PilotEntry
from services.engagement.projections.tenants import TenantEntry
from services.engagement.reports.compared import ComparedDimension, dimensions
from services.engagement.reports.counts import Counts, counted
from services.engagement.reports.found import ReportedFinding, findings
from services.engagement.reports.open_points import OpenPoints, open_points
from services.engagement.reports.plan import Effort, Plan, burned_down, effort, plan
from services.engagement.reports.register import ReportedGap, numbered
from services.engagement.reports.tried import Costs, Result, Tried, costs, results, tried
from shared.events.tenants import Locale
from shared.kernel.record import record


@record
class CloseOutRows:
    """All that the report is made from, each as it read at one log position. Their order does not matter."""

    tenant: TenantEntry
    pilot: PilotEntry
    results: Sequence[PilotResult]
    costs: Sequence[PilotCost]
    findings: Sequence[Finding]
    engagement: EngagementEntry
    dimensions: Sequence[DimensionEntry]
    gaps: Sequence[GapEntry]
    links: Sequence[GapLink]
    moves: Sequence[GapMove]


@record
class CloseOutReport:
    """`position` is the log position it was made at, `at` the moment at which that position was recorded."""

    format: int
    position: int
    at: datetime
    tenant: str
    locale: Locale
    time_zone: str
    engagement_id: UUID
    name: str
    started_at: datetime
    baseline_at: datetime | None
    baseline_gaps: int | None
    system_owner: UUID | None
    pilot: Tried
    results: tuple[Result, ...]
    costs: Costs
    findings: tuple[ReportedFinding, ...]
    dimensions: tuple[ComparedDimension, ...]
    gaps: tuple[ReportedGap, ...]
    counts: Counts
    effort: Effort
    plan: Plan
    open_points: OpenPoints
    burndown: tuple[Day, ...]


FORMAT = 1
REPORT = TypeAdapter(CloseOutReport)


def build(rows: CloseOutRows, *, position: int, at: datetime) -> CloseOutReport:
    zone = ZoneInfo(rows.tenant.time_zone)
    gaps = numbered(rows.gaps, rows.links, rows.engagement.baseline_seq)
    reached, found, compared = results(rows.results), findings(rows.findings, gaps), dimensions(rows.dimensions, gaps)
    return CloseOutReport(
        format=FORMAT,
        position=position,
        at=at,
        tenant=rows.tenant.name,
        locale=rows.tenant.locale,
        time_zone=rows.tenant.time_zone,
        engagement_id=rows.engagement.engagement_id,
        name=rows.engagement.name,
        started_at=rows.engagement.started_at,
        baseline_at=rows.engagement.baseline_at,
        baseline_gaps=rows.engagement.baseline_gaps,
        system_owner=rows.engagement.system_owner,
        pilot=tried(rows.pilot),
        results=reached,
        costs=costs(rows.costs),
        findings=found,
        dimensions=compared,
        gaps=gaps,
        counts=counted(gaps),
        effort=effort(gaps),
        plan=plan(gaps),
        open_points=open_points(gaps, reached, found, compared, at.astimezone(zone).date()),
        burndown=burned_down(rows.moves, zone, at),
    )


def canonical(report: CloseOutReport) -> bytes:
    """The report as canonical JSON (RFC 8785): decimals are strings, money is integer minor units, no floats."""
    return rfc8785.dumps(REPORT.dump_python(report, mode="json"))


def digest(report: CloseOutReport) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(report)).hexdigest()


def people(report: CloseOutReport) -> frozenset[UUID]:
    """Everybody whose name the page may want to show."""
    named: set[UUID | None] = {report.system_owner}
    for gap in report.gaps:
        named |= {gap.owner, gap.approver}
        named |= {step.by for step in (gap.resolution, gap.verification) if step is not None}
    named |= {result.recorded_by for result in report.results}
    return frozenset(person for person in named if person is not None)
