"""The first ninety days of an engagement's system: their windows, as they close one after the other."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.measured_series import Series, series_of
from gateway.schema.node import plain
from services.engagement.contract import EngagementEntry
from services.measurement.contracts.measuring import WindowLine, WindowStatus, measurement_windows_of
from shared.events.series import Cadence
from shared.projecting.as_of import Source

strawberry.enum(
    WindowStatus,
    name="MeasurementWindowStatus",
    description="Missed: there is a series in which nothing was ever measured of it. Late: all came, some of it when "
    "the window had closed.",
)


@strawberry.type(description="Whole days of the tenant's, both of these included.")
class MeasurementWindow:
    cadence: Cadence
    number: int = strawberry.field(description="The first one begins with the day of going live, and is 1.")
    starts_on: date
    ends_on: date
    closed_at: datetime | None = strawberry.field(description="It closes by itself when its last day is over.")
    status: WindowStatus
    row: strawberry.Private[WindowLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: WindowLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Series in which nothing was measured when it closed.")
    async def missed(self, info: Info) -> list[Series]:
        found = [await series_of(info, self.source, each) for each in self.row.missed]
        return [each for each in found if each is not None]

    @strawberry.field(description="Series of which a day was first told when it had closed.")
    async def late(self, info: Info) -> list[Series]:
        found = [await series_of(info, self.source, each) for each in self.row.late]
        return [each for each in found if each is not None]


@strawberry.type(description="What is measured of a system that runs, from the day on which it went live.")
class Measurement:
    started_on: date
    rows: strawberry.Private[tuple[WindowLine, ...]]
    source: strawberry.Private[Source]

    @strawberry.field(description="In the order in which they end: thirteen weeks, the last one short; three months.")
    def windows(self, cadence: Cadence | None = None) -> list[MeasurementWindow]:
        return [MeasurementWindow.of(row, self.source) for row in self.rows if cadence in (None, row.cadence)]


async def measurement_of(info: Info, source: Source, engagement_id: UUID | None) -> Measurement | None:
    rows = await info.context.load(source, measurement_windows_of, engagement_id) if engagement_id else ()
    return Measurement(started_on=min(row.starts_on for row in rows), rows=rows, source=source) if rows else None


@strawberry.type
class EngagementMeasuring:
    """What an engagement shows of its windows."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="None before the system is live.")
    async def measurement(self, info: Info) -> Measurement | None:
        return await measurement_of(info, self.source, self.row.engagement_id)
