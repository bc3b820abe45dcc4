"""A pilot beside production, measure by measure and over time."""

from asyncio import gather
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

import strawberry

from gateway.context import Info
from gateway.measurement.beside_pilot import OneMeasure, comparable, measures
from gateway.schema.measured_series import Series
from gateway.schema.quality_metrics import QualityMetric, quality_metric_of
from gateway.schema.validations import Validation, validation_of
from services.engagement.contract import EngagementEntry
from services.engagement.contracts.beside_pilot import Run, beside_pilots_of
from services.measurement.contracts.series import SeriesWindowLine, series_of_engagements, series_windows_of
from shared.events.pilots import Better
from shared.projecting.as_of import Source


@strawberry.enum(description="Where something was measured.")
class MeasuredIn(Enum):
    PILOT = "pilot"
    VALIDATION = "validation"
    PRODUCTION = "production"


@strawberry.type(description="What it was at one time.")
class MeasuredAt:
    phase: MeasuredIn
    on: date | None = strawberry.field(description="Of a window its last day; of the pilot there is none.")
    value: Decimal
    wanted: Decimal | None = strawberry.field(
        description="The pilot's target, the threshold as it is now, or the plan for the window."
    )


@strawberry.type(description="A run of the model after the pilot.")
class RunReached:
    ran_on: date
    value: Decimal
    row: strawberry.Private[Run]
    source: strawberry.Private[Source]

    @strawberry.field
    async def validation(self, info: Info) -> Validation | None:
        return await validation_of(info, self.source, self.row.run_id)


@strawberry.type(
    description="One measure: what the pilot reached, what runs of the model did, and what production does."
)
class PilotVersusProduction:
    name: str
    unit: str
    better: Better
    pilot: Decimal | None = strawberry.field(description="What the pilot reached; empty: it did not measure this.")
    target: Decimal | None = strawberry.field(description="Of the pilot.")
    comparable: bool | None = strawberry.field(
        description="Pilot and production tell it in the same unit, and call the same better; empty: one of them does "
        "not tell it."
    )
    row: strawberry.Private[OneMeasure]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: OneMeasure, source: Source) -> Self:
        told = row.besides or row.series[0]
        pilot, target = (row.besides.pilot, row.besides.target) if row.besides else (None, None)
        return cls(
            name=row.name,
            unit=told.unit,
            better=told.better,
            pilot=pilot,
            target=target,
            comparable=comparable(row),
            row=row,
            source=source,
        )

    @strawberry.field(description="The measure of the model's quality.")
    async def metric(self, info: Info) -> QualityMetric | None:
        return await quality_metric_of(info, self.source, self.row.besides.metric_id if self.row.besides else None)

    @strawberry.field(description="Oldest first.")
    def runs(self) -> list[RunReached]:
        runs = self.row.besides.runs if self.row.besides else ()
        return [RunReached(ran_on=each.ran_on, value=each.value, row=each, source=self.source) for each in runs]

    @strawberry.field(description="What is counted of the system that runs.")
    def series(self) -> list[Series]:
        return [Series.of(each, self.source) for each in self.row.series]

    @strawberry.field(
        description="The pilot, then runs by their days, then the windows that something was measured in."
    )
    async def over_time(self, info: Info) -> list[MeasuredAt]:
        ids = [each.series_id for each in self.row.series]
        several = await gather(*(info.context.load(self.source, series_windows_of, each, None) for each in ids))
        return [*before(self.row), *since(line for lines in several for line in lines)]


def before(row: OneMeasure) -> list[MeasuredAt]:
    besides = row.besides
    if besides is None:
        return []
    runs = [
        MeasuredAt(phase=MeasuredIn.VALIDATION, on=each.ran_on, value=each.value, wanted=besides.threshold)
        for each in besides.runs
    ]
    if besides.pilot is None:
        return runs
    return [MeasuredAt(phase=MeasuredIn.PILOT, on=None, value=besides.pilot, wanted=besides.target), *runs]


def since(windows: Iterable[SeriesWindowLine]) -> list[MeasuredAt]:
    return [
        MeasuredAt(phase=MeasuredIn.PRODUCTION, on=line.ends_on, value=line.actual, wanted=line.plan)
        for line in sorted(windows, key=lambda line: line.ends_on)
        if line.actual is not None
    ]


@strawberry.type
class EngagementBesidePilot:
    """What an engagement shows of the pilot that it came from, now that its system runs."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Measure by measure, matched by what they are called.")
    async def pilot_versus_production(self, info: Info) -> list[PilotVersusProduction]:
        besides = await info.context.load(self.source, beside_pilots_of, self.row.engagement_id)
        series = await info.context.load(self.source, series_of_engagements, self.row.engagement_id)
        return [PilotVersusProduction.of(each, self.source) for each in measures(besides, series)]
