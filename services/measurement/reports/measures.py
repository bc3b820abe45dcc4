"""Each series as reports and dashboards show it: what is wanted, and what its windows came to beside the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.measurement.domain.sums import value
from services.measurement.domain.trigger.sight import Point, shortfall
from services.measurement.domain.window_values import actual, counted, plan_of, within
from services.measurement.domain.windows import Window, windows
from services.measurement.projections.measurement_windows import MeasurementWindowEntry
from services.measurement.projections.series import SeriesEntry
from services.measurement.projections.series_days import ALL, SeriesDayEntry, sums_of
from shared.events.pilots import Better
from shared.events.series import Aggregation, Cadence, PlanPoint, SeriesKind
from shared.kernel.exact import plain
from shared.kernel.record import record


class WindowState(StrEnum):
    """`late`: nothing had been measured when it closed, and something has come in since."""

    AHEAD = "ahead"
    OPEN = "open"
    MEASURED = "measured"
    MISSED = "missed"
    LATE = "late"


class Trend(StrEnum):
    """From the closed window before the last one that was measured to that one."""

    BETTER = "better"
    STEADY = "steady"
    WORSE = "worse"


@record
class Figure:
    """One window. `shortfall` is the share of the plan by which it is worse than planned; negative: better."""

    number: int
    starts_on: date
    ends_on: date
    state: WindowState
    actual: Decimal | None
    plan: Decimal | None
    plan_at_go_live: Decimal | None
    shortfall: Decimal | None
    observations: int
    corrections: int


@record
class Part:
    """What one cohort or one department came to in the window."""

    cohort_id: UUID | None
    department: str | None
    window: int
    actual: Decimal | None
    observations: int


@record
class Measure:
    """`latest` is the number of the last closed window that was measured; `parts` are those of that window."""

    series_id: UUID
    kind: SeriesKind
    name: str
    definition: str
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    source: str
    owner: UUID
    baseline: Decimal | None
    target: Decimal | None
    plan_changed: bool
    retired: bool
    figures: tuple[Figure, ...]
    latest: int | None
    trend: Trend | None
    parts: tuple[Part, ...]

    def figure(self) -> Figure | None:
        """That of the latest window."""
        return None if self.latest is None else self.figures[self.latest - 1]


@record
class Measuring:
    """How far the ninety days have come. Figures of windows that begin after `day` are not told."""

    went_live_on: date
    day: int
    closed: Mapping[tuple[Cadence, int], MeasurementWindowEntry]


def cadence_of(series: SeriesEntry) -> Cadence:
    """Key figures of the business are told by the month."""
    return Cadence.MONTHLY if series.kind is SeriesKind.KPI else series.cadence


def measure(series: SeriesEntry, rows: Sequence[SeriesDayEntry], measuring: Measuring) -> Measure:
    """`rows` are the series' own, of all days and parts."""
    parts = by_part([row for row in rows if (row.day - measuring.went_live_on).days <= measuring.day])
    laid = windows(measuring.went_live_on, cadence_of(series))
    figures = tuple(figure(series, window, parts.get(ALL, ()), measuring) for window in laid)
    shown = [each for each in figures if each.actual is not None and closed(series, each.number, measuring)]
    return Measure(
        series_id=series.series_id,
        kind=series.kind,
        name=series.name,
        definition=series.definition,
        unit=series.unit,
        better=series.better,
        cadence=cadence_of(series),
        aggregation=series.aggregation,
        source=series.origin,
        owner=series.owner,
        baseline=maybe(series.baseline.value if series.baseline else None),
        target=maybe(series.targets[-1].value if series.targets else None),
        plan_changed=any(plan.live for plan in series.plans),
        retired=series.retirement is not None,
        figures=figures,
        latest=shown[-1].number if shown else None,
        trend=trend(series.better, shown),
        parts=parted(series, laid[shown[-1].number - 1], parts) if shown else (),
    )


def by_part(rows: Sequence[SeriesDayEntry]) -> Mapping[str, Sequence[SeriesDayEntry]]:
    parts: defaultdict[str, list[SeriesDayEntry]] = defaultdict(list)
    for row in rows:
        parts[row.split].append(row)
    return parts


def closed(series: SeriesEntry, number: int, measuring: Measuring) -> bool:
    return (cadence_of(series), number) in measuring.closed


def figure(series: SeriesEntry, window: Window, rows: Sequence[SeriesDayEntry], measuring: Measuring) -> Figure:
    days = {row.day: sums_of(row) for row in rows}
    came_to = actual(series.aggregation, window, days)
    plan = plan_of(drawn(series), window, measuring.went_live_on)
    return Figure(
        number=window.number,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        state=state(series, window, measuring, measured=came_to is not None),
        actual=maybe(came_to),
        plan=maybe(plan),
        plan_at_go_live=maybe(plan_of(drawn(series, live=False), window, measuring.went_live_on)),
        shortfall=maybe(shortfall(Point(window=window.number, value=came_to, plan=plan), series.better)),
        observations=counted(window, days),
        corrections=sum(row.corrections for row in rows if window.starts_on <= row.day <= window.ends_on),
    )


def state(series: SeriesEntry, window: Window, measuring: Measuring, *, measured: bool) -> WindowState:
    row = measuring.closed.get((window.cadence, window.number))
    if row is None:
        begun = (window.starts_on - measuring.went_live_on).days <= measuring.day
        return WindowState.OPEN if begun else WindowState.AHEAD
    if not measured:
        return WindowState.MISSED
    return WindowState.LATE if series.series_id in row.missed else WindowState.MEASURED


def drawn(series: SeriesEntry, *, live: bool = True) -> tuple[PlanPoint, ...]:
    """The plan that holds now; not `live`: the one that the system went live with."""
    plans = [plan for plan in series.plans if live or not plan.live]
    return plans[-1].points if plans else ()


def trend(better: Better, shown: Sequence[Figure]) -> Trend | None:
    values = [each.actual for each in shown if each.actual is not None][-2:]
    match values:
        case [before, after]:
            if before == after:
                return Trend.STEADY
            return Trend.BETTER if (after > before) is (better is Better.HIGHER) else Trend.WORSE
        case _:
            return None


def parted(series: SeriesEntry, window: Window, parts: Mapping[str, Sequence[SeriesDayEntry]]) -> tuple[Part, ...]:
    return tuple(part(series, window, rows) for name, rows in sorted(parts.items()) if name != ALL)


def part(series: SeriesEntry, window: Window, rows: Sequence[SeriesDayEntry]) -> Part:
    days = {row.day: sums_of(row) for row in rows}
    return Part(
        cohort_id=rows[0].cohort_id,
        department=rows[0].department,
        window=window.number,
        actual=maybe(value(series.aggregation, within(window, days))),
        observations=counted(window, days),
    )


def maybe(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain(number)
