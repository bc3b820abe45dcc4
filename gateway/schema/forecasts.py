"""When an engagement will go live: as it looks now, and as it was thought to be in the past."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.filters import DateFilter, IntFilter, filtering
from gateway.schema.gaps import Gap, gaps_named
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.stage_delays import StageForecast
from services.engagement.contract import EngagementEntry
from services.engagement.contracts.forecasts import (
    DriverLine,
    ForecastLine,
    PastForecastLine,
    Promised,
    forecasts_of,
    past_forecast_counts_of,
    past_forecast_pages_of,
    ready_since_of,
)
from services.engagement.contracts.stages import stage_forecasts_of
from shared.events.forecasts import ForecastDates
from shared.projecting.as_of import Source


@strawberry.type(description="The days by which it has happened in 50, 80 and 95 of 100 runs.")
class LikelyDates:
    p50: date
    p80: date
    p95: date

    @classmethod
    def of(cls, row: ForecastDates) -> Self:
        return cls(p50=row.p50, p80=row.p80, p95=row.p95)


@strawberry.type(description="A gap that decides the date.")
class ForecastDriver:
    critical: Decimal = strawberry.field(description="The share of runs, from 0 to 1, in which the date waits for it.")
    sensitivity: Decimal = strawberry.field(description="That share times its own deviation, beside that of the whole.")
    row: strawberry.Private[DriverLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: DriverLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def gap(self, info: Info) -> Gap:
        (gap,) = await gaps_named(info, self.source, [self.row.gap_id])
        return gap


@strawberry.type(description="When it will be, by simulating the gaps that are left many times over.")
class Forecast:
    made_on: date = strawberry.field(description="The tenant's day from which it looks ahead.")
    policy: int = strawberry.field(description="The version of the policy that says what is assumed.")
    runs: int
    ready: LikelyDates = strawberry.field(description="No gap is left that blocks go-live.")
    all_resolved: LikelyDates = strawberry.field(description="No gap is left at all.")
    go_live: LikelyDates = strawberry.field(
        description="Ready, and the change programme has had its time; not launched, it counts as launched today. "
        "Once it is live: the day on which it went live."
    )
    launched_on: date | None = strawberry.field(description="When the change programme was launched.")
    pace: Decimal = strawberry.field(description="By the record of all: 2 means that work takes twice its estimate.")
    unestimated: int = strawberry.field(description="Gaps that count by the policy's estimate, for want of their own.")
    unowned: int = strawberry.field(description="Gaps that count as if somebody were free for each.")
    row: strawberry.Private[ForecastLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: ForecastLine, source: Source) -> Self:
        dates = {name: LikelyDates.of(getattr(row, name)) for name in ("ready", "all_resolved", "go_live")}
        return cls(row=row, source=source, **{**plain(cls, row), **dates})

    @strawberry.field(description="The gaps that move `ready` most, the most decisive first.")
    def drivers(self) -> list[ForecastDriver]:
        return [ForecastDriver.of(each, self.source) for each in self.row.drivers]


@strawberry.type(description="The day on which an engagement was ready, beside a forecast of it.")
class ReadyThen:
    on: date = strawberry.field(
        description="Nothing has blocked go-live since then, until it was live; before that, something may again."
    )
    days_late: int = strawberry.field(description="After `ready.p50`; less than none if before.")
    within: int = strawberry.field(description="The earliest of 50, 80 and 95 whose day was kept, or 100.")

    @classmethod
    def of(cls, row: Promised) -> Self | None:
        if row.came_on is None or row.days_late is None or row.within is None:
            return None
        return cls(on=row.came_on, days_late=row.days_late, within=row.within)


@strawberry.type(description="A forecast that was put on record, beside what came of it.")
class PastForecast:
    position: Long = strawberry.field(description="It was made on the log up to here.")
    made_on: date
    policy: int
    ready: LikelyDates
    all_resolved: LikelyDates
    go_live: LikelyDates
    recorded_at: datetime
    went_live_on: date | None
    days_late: int | None = strawberry.field(
        description="By how many days it went live after `goLive.p50`; less than none if before."
    )
    within: int | None = strawberry.field(
        description="The earliest of 50, 80 and 95 whose day was kept; 100 where it went live later than all of them."
    )
    row: strawberry.Private[PastForecastLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PastForecastLine, source: Source) -> Self:
        dates = {name: LikelyDates.of(getattr(row, name)) for name in ("ready", "all_resolved", "go_live")}
        given = {**plain(cls, row), **dates, "position": Long(row.position)}
        return cls(row=row, source=source, **given)

    @strawberry.field(
        description="Empty as long as something blocks, and where it went live although something did, on a condition."
    )
    async def ready_then(self, info: Info) -> ReadyThen | None:
        row = self.row
        found = await info.context.load(self.source, ready_since_of, row.engagement_id)
        came_on = found.come_after(row.made_on)
        return ReadyThen.of(Promised(engagement_id=row.engagement_id, dates=row.ready, came_on=came_on))

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


@filtering
class PastForecastFilter:
    made_on: DateFilter | None = None
    policy: IntFilter | None = None


PAST_FORECASTS = Shelf(
    name="past_forecasts",
    row=PastForecastLine,
    key=("engagement_id", "recorded_seq"),
    since="recorded_seq",
    pages=past_forecast_pages_of,
    counts=past_forecast_counts_of,
    node=PastForecast.of,
    filter=PastForecastFilter,
    order=ordering("PastForecast", RECORDED="recorded_seq", MADE="made_on"),
)


@strawberry.type
class EngagementForecasts:
    """What an engagement shows of its way's end."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="When it will be ready, and live; the same position and day give the same answer.")
    async def forecast(self, info: Info) -> Forecast:
        at = await moment_of(info, self.source)
        return Forecast.of(await info.context.load(self.source, forecasts_of, self.row.engagement_id, at), self.source)

    @strawberry.field(description="Of the stage that is under way; none where it rests, or has ended.")
    async def stage_forecast(self, info: Info) -> StageForecast | None:
        at = await moment_of(info, self.source)
        row = await info.context.load(self.source, stage_forecasts_of, self.row.engagement_id, at)
        return StageForecast.of(row) if row else None

    @listed(
        PAST_FORECASTS, Connection[PastForecast], description="The forecasts that were put on record, oldest first."
    )
    def past_forecasts(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)
