"""Series of measurements: what they count, what is wanted of them, and what they came to."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.cohorts import Cohort, cohort_of
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from services.measurement.contracts.series import (
    BaselineEntry,
    PlanEntry,
    RetirementEntry,
    SeriesDayLine,
    SeriesWindowLine,
    SplitLine,
    TargetEntry,
)
from shared.events.series import Aggregation, Cadence, SeriesKind
from shared.projecting.as_of import Source

NOUN = "Series"
strawberry.enum(SeriesKind, description="A leading indicator of adoption, or a key figure of the business.")
strawberry.enum(Cadence, description="How long the windows are that a series is looked at in.")
strawberry.enum(
    Aggregation,
    description="What many observations come to. Mean: weighed by what they are of. Ratio: the sum of values by the "
    "sum of what they are of. Latest: the mean of the last day that has any.",
)


@strawberry.type(description="What it was before the system went live.")
class Baseline:
    value: Decimal
    measured_from: date
    measured_until: date
    note: str
    at: datetime
    row: strawberry.Private[BaselineEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="What it is to reach, or was.")
class SeriesTarget:
    value: Decimal
    why: str
    at: datetime
    row: strawberry.Private[TargetEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="What is planned for a day, counted from that of going live as 0.")
class PlanPoint:
    day: int
    value: Decimal


@strawberry.type(description="The way to the target: straight between two points, flat outside of them.")
class PlanCurve:
    points: list[PlanPoint]
    why: str
    live: bool = strawberry.field(description="It was drawn when the system had gone live.")
    at: datetime
    row: strawberry.Private[PlanEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PlanEntry, source: Source) -> Self:
        points = [PlanPoint(day=each.day, value=each.value) for each in row.points]
        return cls(points=points, why=row.why, live=row.live, at=row.at, row=row, source=source)

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="Nothing is recorded for it any more.")
class SeriesRetirement:
    reason: str
    at: datetime
    row: strawberry.Private[RetirementEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="What one cohort or one department came to in a window.")
class SeriesPart:
    department: str | None
    actual: Decimal | None
    observations: Long
    row: strawberry.Private[SplitLine]
    source: strawberry.Private[Source]

    @strawberry.field
    async def cohort(self, info: Info) -> Cohort | None:
        return await cohort_of(info, self.source, self.row.cohort_id) if self.row.cohort_id else None


@strawberry.type(description="Plan and actual of one window. Both of its days belong to it.")
class SeriesWindow:
    cadence: Cadence
    number: int = strawberry.field(description="The first one begins with the day of going live, and is 1.")
    starts_on: date
    ends_on: date
    actual: Decimal | None = strawberry.field(description="None: nothing was measured.")
    observations: Long
    corrections: Long
    plan: Decimal | None = strawberry.field(description="What is planned for its last day.")
    plan_at_go_live: Decimal | None = strawberry.field(description="As the plan was when the system went live.")
    row: strawberry.Private[SeriesWindowLine]
    source: strawberry.Private[Source]

    @strawberry.field(description="By cohort, and by department.")
    def parts(self) -> list[SeriesPart]:
        return [
            SeriesPart(
                department=each.department,
                actual=each.actual,
                observations=Long(each.observations),
                row=each,
                source=self.source,
            )
            for each in self.row.splits
        ]


@strawberry.type(description="What a day came to, and the events of the log between which that was told.")
class SeriesDay:
    day: date
    actual: Decimal | None
    observations: Long
    corrections: Long
    total: Decimal = strawberry.field(description="The sum of the values.")
    of_total: Decimal = strawberry.field(description="The sum of what they are of.")
    first_seq: Long
    last_seq: Long

    @classmethod
    def of(cls, row: SeriesDayLine) -> Self:
        return cls(**plain(cls, row))
