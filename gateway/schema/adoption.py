"""The dashboard of a system that went live: each series beside its plan, and the interventions that are not over."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.better import Better
from gateway.schema.cohorts import Cohort, cohort_of
from gateway.schema.ids import global_id
from gateway.schema.moments import moment_of
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.series import NOUN
from services.measurement.contracts import reports
from services.measurement.contracts.reports import Acted, AdoptionReport, Measure, Standing, Trend, WindowState
from shared.events.series import Cadence, SeriesKind
from shared.projecting.as_of import AtSeq, Source

strawberry.enum(
    WindowState,
    name="MeasuredState",
    description="How a window of a series stands. Missed: it closed without a measurement. Late: that came later.",
)
strawberry.enum(Trend, name="MeasuredTrend", description="Between the last two closed windows that were measured.")
strawberry.enum(Standing, name="InterventionStanding", description="What became of an intervention.")


@strawberry.type(description="What one cohort or one department came to in the latest window.")
class DashboardPart:
    department: str | None
    actual: Decimal | None
    observations: Long
    row: strawberry.Private[reports.Part]
    source: strawberry.Private[Source]

    @strawberry.field
    async def cohort(self, info: Info) -> Cohort | None:
        return await cohort_of(info, self.source, self.row.cohort_id) if self.row.cohort_id else None


@strawberry.type(description="One window of a series.")
class DashboardWindow:
    number: int
    starts_on: date
    ends_on: date
    state: WindowState
    actual: Decimal | None
    plan: Decimal | None
    plan_at_go_live: Decimal | None
    shortfall: Decimal | None = strawberry.field(
        description="The share of the plan by which it is worse than planned; negative: better."
    )
    observations: Long
    corrections: Long


@strawberry.type(description="A series as the dashboard shows it: key figures of the business by the month.")
class DashboardSeries:
    kind: SeriesKind
    name: str
    unit: str
    better: Better
    cadence: Cadence
    baseline: Decimal | None
    target: Decimal | None
    retired: bool
    latest: int | None = strawberry.field(description="The last closed window that was measured.")
    trend: Trend | None
    row: strawberry.Private[Measure]
    origin: strawberry.Private[Source]

    @classmethod
    def of(cls, row: Measure, source: Source) -> Self:
        return cls(row=row, origin=source, **plain(cls, row))

    @strawberry.field
    def series_id(self) -> strawberry.ID:
        return global_id(NOUN, self.row.series_id)

    @strawberry.field(description="All of the ninety days, those to come as well.")
    def windows(self) -> list[DashboardWindow]:
        return [DashboardWindow(**plain(DashboardWindow, each)) for each in self.row.figures]

    @strawberry.field(description="By cohort, and by department.")
    def parts(self) -> list[DashboardPart]:
        return [DashboardPart(row=each, source=self.origin, **plain(DashboardPart, each)) for each in self.row.parts]

    @strawberry.field(description="Who answers for it.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.owner)


@strawberry.type(description="An intervention that is not over yet.")
class DashboardIntervention:
    trigger: str = strawberry.field(description="What the trigger that started it is called.")
    playbook: str
    cadence: Cadence
    window: int
    due_on: date
    late: bool
    standing: Standing
    row: strawberry.Private[Acted]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: Acted, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    def intervention_id(self) -> strawberry.ID:
        return global_id("Intervention", self.row.intervention_id)

    @strawberry.field
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)


@strawberry.type(description="The first ninety days in production, as they stand.")
class GoLiveDashboard:
    went_live_on: date
    day: int = strawberry.field(description="Counted from the one of going live as 0; 90 once all windows closed.")
    position: Long = strawberry.field(description="Up to which event of the log everything is shown.")
    lag: Long = strawberry.field(description="How many events of the log are still to come.")
    row: strawberry.Private[AdoptionReport]
    source: strawberry.Private[Source]

    @strawberry.field(description="Indicators before key figures of the business.")
    def series(self) -> list[DashboardSeries]:
        return [DashboardSeries.of(each, self.source) for each in self.row.measures]

    @strawberry.field
    def open_interventions(self) -> list[DashboardIntervention]:
        return [DashboardIntervention.of(each, self.source) for each in self.row.interventions if each.open]


async def dashboard_of(info: Info, source: Source, engagement_id: UUID) -> GoLiveDashboard | None:
    """None before the system is live."""
    position, lag = await standing(info, source)
    row = await info.context.load(source, reports.dashboards_of, engagement_id, await moment_of(info, source))
    if row is None:
        return None
    return GoLiveDashboard(
        went_live_on=row.went_live_on, day=row.day, position=Long(position), lag=Long(lag), row=row, source=source
    )


async def standing(info: Info, source: Source) -> tuple[int, int]:
    """Where the views stand and how far behind that is, asked before they are read: they may show more, never less."""
    if isinstance(source, AtSeq):
        return source.seq, 0
    tenant, measured = (await info.context.identity()).tenant, info.context.backends.measurement
    position = await info.context.once(("position", measured.name), lambda: measured.position(tenant))
    return position.seq, position.lag_events
