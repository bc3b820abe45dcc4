"""What is measured of adoption: indicators and what is wanted of them, triggers, and windows of the first 90 days."""

from collections.abc import Mapping
from typing import TypeAlias

from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.measurement_items import (
    COURSE,
    Course,
    Item,
    Series,
    Trigger,
    Window,
    fold,
    keys,
)
from services.gates.domain.facts.measurement_meanings import MEANINGS
from services.gates.domain.facts.model import Area, Fact, Facts, On, Positions
from services.gates.domain.facts.telling import at, count, fact, latest, one, only, yes
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed, WindowMissed
from shared.events.series import BaselineSet, PlanCurveSet, SeriesDefined, SeriesKind, SeriesRetired, TargetSet
from shared.events.triggers import TriggerDefined, TriggerRetired

Several: TypeAlias = tuple[Series, ...]


def tell(items: Mapping[str, Item], _: On) -> Facts:
    """Counts of nothing stand on what happened last, whatever that was."""
    every = (latest(each.positions for each in items.values()),)
    return {
        **told_of_series(only(Series, items), every),
        **told_of_triggers(only(Trigger, items), every),
        **told_of_windows(one(Course, items, COURSE), only(Window, items), every),
    }


def told_of_series(series: Several, every: tuple[Positions, ...]) -> dict[str, Fact]:
    standing = tuple(each for each in series if each.retired_at is None)
    indicators = of_kind(standing, SeriesKind.INDICATOR)
    figures = of_kind(standing, SeriesKind.KPI)
    return {
        "measurement.indicators": count((at(each.defined_at) for each in indicators), every),
        "measurement.indicators_with_baseline": count(having(indicators, "baseline_at"), every),
        "measurement.indicators_with_target": count(having(indicators, "target_at"), every),
        "measurement.indicators_with_plan": count(having(indicators, "plan_at"), every),
        "measurement.key_figures": count((at(each.defined_at) for each in figures), every),
        "measurement.key_figures_with_baseline": count(having(figures, "baseline_at"), every),
        "measurement.key_figures_with_target": count(having(figures, "target_at"), every),
        **baselines(of_kind(series, SeriesKind.INDICATOR), indicators),
    }


def of_kind(series: Several, kind: SeriesKind) -> Several:
    return tuple(each for each in series if each.kind is kind)


def having(series: Several, what: str) -> tuple[Positions, ...]:
    return tuple(at(each.defined_at, getattr(each, what)) for each in series if getattr(each, what))


def baselines(ever: Several, standing: Several) -> dict[str, Fact]:
    """Of indicators: whether all that there were had one, and the last day on which any of these was measured."""
    if not ever:
        return {}
    spans = (
        Span(
            since=each.defined_at,
            complete=at(each.defined_at, each.first_baseline_at) if each.first_baseline_at else (),
            until=each.retired_at,
        )
        for each in ever
    )
    told = {"measurement.baselines_complete_once": complete_once(spans)}
    last = max(((each.until, at(each.defined_at, each.baseline_at)) for each in standing if each.until), default=None)
    return told if last is None else {**told, "measurement.baselines_until": fact(last[0], *last[1])}


def told_of_triggers(triggers: tuple[Trigger, ...], every: tuple[Positions, ...]) -> dict[str, Fact]:
    standing = (at(each.defined_at) for each in triggers if each.retired_at is None)
    return {"measurement.triggers": count(standing, every)}


def told_of_windows(
    course: Course | None, windows: tuple[Window, ...], every: tuple[Positions, ...]
) -> dict[str, Fact]:
    closed = (at(each.closed_at) for each in windows if each.closed_at)
    missed = (at(each.missed_at) for each in windows if each.missed_at)
    started = Fact(value=False, positions=every[0]) if course is None else yes(*course.positions)
    return {
        "measurement.started": started,
        **({"measurement.started_on": fact(course.on, *course.positions)} if course else {}),
        "measurement.windows_closed": count(closed, every),
        "measurement.windows_missed": count(missed, every),
    }


MEASUREMENT: Area[Item] = Area(
    name="measurement",
    items=(Series, Trigger, Course, Window),
    handles=(
        SeriesDefined,
        SeriesRetired,
        BaselineSet,
        TargetSet,
        PlanCurveSet,
        TriggerDefined,
        TriggerRetired,
        MeasurementStarted,
        MeasurementWindowClosed,
        WindowMissed,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=MEANINGS,
)
