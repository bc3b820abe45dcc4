"""What can be done about series: define them, hand them over, and say what is wanted of them."""

from datetime import date
from decimal import Decimal
from typing import Self, TypeVar
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.language import language
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.measured_series import Series, series_of
from gateway.schema.series import NOUN
from gateway.schema.told import Locale
from services.measurement.contracts import series
from shared.events.pilots import Better
from shared.events.series import Aggregation, Cadence, PlanPoint, SeriesKind
from shared.kernel.refusal import NotWellFormed
from shared.projecting.as_of import LIVE

Value = TypeVar("Value")


@strawberry.type(description="The series as it now reads, or why nothing was recorded.")
class SeriesPayload:
    series: Series | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, series_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(series=await series_of(info, LIVE, series_id), consistency=consistency)


@strawberry.input(description="From a template, or in words of one's own: what a template tells may be left out.")
class DefineSeriesInput(EngagementInput):
    template: str | None = strawberry.field(default=None, description="One of `seriesTemplates`.")
    kind: SeriesKind | None = None
    name: str | None = None
    definition: str | None = None
    unit: str | None = strawberry.field(default=None, description="One of `seriesUnits`.")
    better: Better | None = None
    cadence: Cadence | None = None
    aggregation: Aggregation | None = None
    source: str = strawberry.field(description="Where it is measured.")
    owner: strawberry.ID = strawberry.field(description="Who answers for it.")


@strawberry.input(description="`expectedVersion` is that of the series.")
class SeriesInput(CommandInput):
    series_id: strawberry.ID


@strawberry.input
class HandOverSeriesInput(SeriesInput):
    owner: strawberry.ID


@strawberry.input
class RetireSeriesInput(SeriesInput):
    reason: str


@strawberry.input
class SetBaselineInput(SeriesInput):
    value: Decimal
    measured_from: date
    measured_until: date
    note: str = ""


@strawberry.input
class SetTargetInput(SeriesInput):
    value: Decimal
    why: str


@strawberry.input
class PlanPointInput:
    day: int = strawberry.field(description="Counted from the day of going live as 0.")
    value: Decimal


@strawberry.input
class SetPlanCurveInput(SeriesInput):
    points: list[PlanPointInput]
    why: str = strawberry.field(default="", description="Must say something once the system is live.")


def template_of(given: DefineSeriesInput) -> series.SeriesTemplate | None:
    templates = series.LATEST_SERIES.templates
    if given.template is not None and given.template not in templates:
        raise series.SeriesTemplateNotFound(
            where=("input", "template"), given=given.template[:60], known=", ".join(templates)
        )
    return None if given.template is None else templates[given.template]


def said(field: str, given: Value | None, usual: Value | None) -> Value:
    """As it is given or, where it is not, as the template has it."""
    found = usual if given is None else given
    if found is None:
        raise NotWellFormed(where=("input", field), problem=f"{field} is given where no template tells it")
    return found


def defined(given: DefineSeriesInput, asked: Command, told_in: Locale) -> series.DefineSeries:
    usual = template_of(given)
    return series.DefineSeries(
        engagement_id=named("Engagement", "engagementId", given.engagement_id),
        series_id=asked.new(NOUN),
        kind=said("kind", given.kind, usual.kind if usual else None),
        name=said("name", given.name, usual.title.told_in(told_in) if usual else None),
        definition=said("definition", given.definition, usual.definition.told_in(told_in) if usual else None),
        unit=said("unit", given.unit, usual.unit if usual else None),
        better=said("better", given.better, usual.better if usual else None),
        cadence=said("cadence", given.cadence, usual.cadence if usual else None),
        aggregation=said("aggregation", given.aggregation, usual.aggregation if usual else None),
        source=given.source,
        owner=named("Person", "owner", given.owner),
        template=given.template,
    )


@strawberry.type
class SeriesMutations:
    @rejectable("Say what is counted: one of the usual series, or one of one's own.")
    async def define_series(self, info: Info, given: Given[DefineSeriesInput]) -> SeriesPayload:
        asked = await commanded(info, given)
        command = defined(given, asked, await language(info.context))
        return await SeriesPayload.after(info, asked, command, command.series_id)

    @rejectable("Have somebody else answer for a series.")
    async def hand_over_series(self, info: Info, given: Given[HandOverSeriesInput]) -> SeriesPayload:
        series_id = named(NOUN, "seriesId", given.series_id)
        command = series.HandOverSeries(series_id=series_id, owner=named("Person", "owner", given.owner))
        return await SeriesPayload.after(info, await commanded(info, given), command, series_id)

    @rejectable("Record nothing for a series any more, for good.")
    async def retire_series(self, info: Info, given: Given[RetireSeriesInput]) -> SeriesPayload:
        series_id = named(NOUN, "seriesId", given.series_id)
        command = series.RetireSeries(series_id=series_id, reason=given.reason)
        return await SeriesPayload.after(info, await commanded(info, given), command, series_id)

    @rejectable("Say what it was before the system went live.")
    async def set_baseline(self, info: Info, given: Given[SetBaselineInput]) -> SeriesPayload:
        series_id = named(NOUN, "seriesId", given.series_id)
        command = series.SetBaseline(
            series_id=series_id,
            value=given.value,
            measured_from=given.measured_from,
            measured_until=given.measured_until,
            note=given.note,
        )
        return await SeriesPayload.after(info, await commanded(info, given), command, series_id)

    @rejectable("Say what it is to reach, and why.")
    async def set_target(self, info: Info, given: Given[SetTargetInput]) -> SeriesPayload:
        series_id = named(NOUN, "seriesId", given.series_id)
        command = series.SetTarget(series_id=series_id, value=given.value, why=given.why)
        return await SeriesPayload.after(info, await commanded(info, given), command, series_id)

    @rejectable("Draw the way to the target.")
    async def set_plan_curve(self, info: Info, given: Given[SetPlanCurveInput]) -> SeriesPayload:
        series_id = named(NOUN, "seriesId", given.series_id)
        points = tuple(PlanPoint(day=each.day, value=each.value) for each in given.points)
        command = series.SetPlanCurve(series_id=series_id, points=points, why=given.why)
        return await SeriesPayload.after(info, await commanded(info, given), command, series_id)
