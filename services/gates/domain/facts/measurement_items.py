"""The items that facts of measuring are told of: series, triggers, the beginning, and windows."""

from datetime import date
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Positions
from services.gates.domain.facts.telling import at
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed, WindowMissed
from shared.events.series import (
    BaselineSet,
    PlanCurveSet,
    SeriesDefined,
    SeriesKind,
    SeriesRetired,
    TargetSet,
)
from shared.events.triggers import TriggerDefined, TriggerRetired
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfSeries: TypeAlias = SeriesDefined | SeriesRetired | BaselineSet | TargetSet | PlanCurveSet
OfATrigger: TypeAlias = TriggerDefined | TriggerRetired
OfAWindow: TypeAlias = MeasurementWindowClosed | WindowMissed
Handled: TypeAlias = OfSeries | OfATrigger | OfAWindow | MeasurementStarted

COURSE = "course"


@record
class Series:
    """`until` is the last day on which the baseline was measured that stands now."""

    kind: SeriesKind
    defined_at: int
    retired_at: int | None = None
    first_baseline_at: int | None = None
    baseline_at: int | None = None
    until: date | None = None
    target_at: int | None = None
    plan_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.retired_at, self.baseline_at, self.target_at, self.plan_at)


@record
class Trigger:
    defined_at: int
    retired_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.retired_at)


@record
class Course:
    """Day 0, the one of going live."""

    on: date
    started_at: int

    @property
    def positions(self) -> Positions:
        return at(self.started_at)


@record
class Window:
    """`missed_at` is where the first series was found without any data in it."""

    closed_at: int | None = None
    missed_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.closed_at, self.missed_at)


Item: TypeAlias = Series | Trigger | Course | Window


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    match event:
        case MeasurementStarted():
            return (COURSE,)
        case MeasurementWindowClosed() | WindowMissed():
            return (f"{event.cadence}-{event.number}",)
        case TriggerDefined() | TriggerRetired():
            return (f"trigger-{event.trigger_id.hex}",)
        case _:
            return (f"series-{event.series_id.hex}",)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case MeasurementStarted():
            return Course(on=event.went_live_on, started_at=seq)
        case MeasurementWindowClosed() | WindowMissed():
            return over(item if isinstance(item, Window) else Window(), event, seq)
        case TriggerDefined():
            return Trigger(defined_at=seq)
        case TriggerRetired():
            return replaced(item, retired_at=seq) if isinstance(item, Trigger) else None
        case SeriesDefined():
            return Series(kind=event.kind, defined_at=seq)
        case _:
            return wanted(item, event, seq) if isinstance(item, Series) else None


def over(window: Window, event: OfAWindow, seq: int) -> Window:
    if isinstance(event, MeasurementWindowClosed):
        return replaced(window, closed_at=seq)
    return replaced(window, missed_at=window.missed_at or seq)


def wanted(series: Series, event: SeriesRetired | BaselineSet | TargetSet | PlanCurveSet, seq: int) -> Series:
    match event:
        case SeriesRetired():
            return replaced(series, retired_at=seq)
        case BaselineSet():
            first = series.first_baseline_at or seq
            return replaced(series, first_baseline_at=first, baseline_at=seq, until=event.measured_until)
        case TargetSet():
            return replaced(series, target_at=seq)
        case PlanCurveSet():
            return replaced(series, plan_at=seq)
        case _:
            assert_never(event)
