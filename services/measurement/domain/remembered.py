"""What reactions remember of the engagements that are measured: small sums by day, and what is watched.

Once all windows of an engagement have closed, nothing of it is.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, get_args
from uuid import UUID

from services.measurement.domain.sums import NOTHING, Sums, minus, of, of_all, plus
from services.measurement.domain.trigger.judging import Rules
from services.measurement.domain.trigger.sight import Course, Point
from services.measurement.domain.window_values import actual, plan_of
from services.measurement.domain.windows import Window, count, windows
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import (
    AdoptionIndicatorRecorded,
    CorrectedEvent,
    KpiRecorded,
    ObservationEvent,
    RecordedEvent,
)
from shared.events.series import (
    BaselineSet,
    Cadence,
    PlanCurveSet,
    PlanPoint,
    SeriesDefined,
    SeriesRetired,
    TargetSet,
)
from shared.events.triggers import TriggerDefined, TriggerRetired, TriggerRevised, Watched
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Measure:
    """A series with what was measured by day."""

    defined: SeriesDefined
    baseline: Decimal | None = None
    target: Decimal | None = None
    plan: tuple[PlanPoint, ...] = ()
    retired: bool = False
    days: Growing[date, Sums] = field(default_factory=Growing)

    def within(self, window: Window) -> Decimal | None:
        return actual(self.defined.aggregation, window, self.days)


@record
class Watch:
    """A trigger as far as it must be known to be judged; `revised` rules stand from then on."""

    defined: TriggerDefined
    watches: tuple[Watched, ...]
    rules: Rules


@record
class House:
    """All of one engagement, while `open` windows of it are still to close."""

    series: Mapping[UUID, Measure] = field(default_factory=dict)
    triggers: Mapping[UUID, Watch] = field(default_factory=dict)
    open: int = sum(map(count, Cadence))


OVER = House(open=0)


Houses: TypeAlias = Mapping[UUID, House]
"""By engagement."""

OfSeries: TypeAlias = SeriesDefined | BaselineSet | TargetSet | PlanCurveSet | SeriesRetired
OfTriggers: TypeAlias = TriggerDefined | TriggerRevised | TriggerRetired
HANDLED: tuple[type, ...] = (
    *get_args(OfSeries),
    *get_args(ObservationEvent),
    *get_args(OfTriggers),
    MeasurementWindowClosed,
)


def evolve(houses: Houses, recorded: Recorded[Any]) -> Houses:
    """What closed last is looked back at before it is forgotten: with the next event that is remembered."""
    of = recorded.engagement_id
    if of is None:
        return houses
    kept = {each: house if house.open else OVER for each, house in houses.items()}
    before = kept.get(of, House())
    return {**kept, of: after(before, recorded.event) if before.open else OVER}


def after(house: House, event: Any) -> House:  # noqa: ANN401 - each of those that are handled
    match event:
        case MeasurementWindowClosed():
            return replace(house, open=house.open - 1)
        case SeriesDefined():
            return replace(house, series={**house.series, event.series_id: Measure(defined=event)})
        case TriggerDefined() | TriggerRevised() | TriggerRetired():
            return replace(house, triggers=watching(house.triggers, event))
        case _:
            measure = measured(house.series[event.series_id], event)
            return replace(house, series={**house.series, event.series_id: measure})


def measured(
    measure: Measure, event: BaselineSet | TargetSet | PlanCurveSet | SeriesRetired | ObservationEvent
) -> Measure:
    match event:
        case BaselineSet():
            return replace(measure, baseline=event.value)
        case TargetSet():
            return replace(measure, target=event.new)
        case PlanCurveSet():
            return replace(measure, plan=event.points)
        case SeriesRetired():
            return replace(measure, retired=True)
        case _:
            sums = summed(measure.days.get(event.day, NOTHING), event)
            return replace(measure, days=measure.days.having(event.day, sums))


def summed(sums: Sums, event: RecordedEvent | CorrectedEvent) -> Sums:
    if isinstance(event, AdoptionIndicatorRecorded | KpiRecorded):
        return plus(sums, of_all(event.observations))
    less = minus(sums, of(event.old))
    return less if event.new is None else plus(less, of(event.new))


def watching(triggers: Mapping[UUID, Watch], event: OfTriggers) -> Mapping[UUID, Watch]:
    match event:
        case TriggerRetired():
            return triggers  # what it started may still have to be measured
        case TriggerDefined():
            return {**triggers, event.trigger_id: Watch(defined=event, watches=event.watches, rules=rules_of(event))}
        case TriggerRevised():
            watch = replace(triggers[event.trigger_id], watches=event.watches, rules=rules_of(event))
            return {**triggers, event.trigger_id: watch}


def rules_of(event: TriggerDefined | TriggerRevised) -> Rules:
    return Rules(expression=event.expression, clears=event.clears, consecutive=event.consecutive)


# --- What a trigger watches, of windows like the one that closed ---


def course(measure: Measure, day_zero: date, last: Window) -> Course:
    """Window by window up to this one."""
    return Course(
        better=measure.defined.better,
        baseline=measure.baseline,
        target=measure.target,
        retired=measure.retired,
        points=tuple(point(measure, day_zero, each) for each in windows(day_zero, last.cadence)[: last.number]),
    )


def point(measure: Measure, day_zero: date, each: Window) -> Point:
    return Point(window=each.number, value=measure.within(each), plan=plan_of(measure.plan, each, day_zero))
