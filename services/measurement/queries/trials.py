"""Questions of what would have been: a trigger replayed over windows that are past, here and in other engagements.

Four statements, however many trials there are. What came in late counts as if it had come in time.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from uuid import UUID

from services.measurement.domain.backtest import BackTest, Dip, back_test, sights_of, windows_that_fire
from services.measurement.domain.sums import Sums
from services.measurement.domain.trigger.judging import Rules
from services.measurement.domain.trigger.sight import Course, Point
from services.measurement.domain.window_values import actual, plan_of
from services.measurement.domain.windows import Window, count, windows
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import SeriesDayEntry, sums_of
from services.measurement.queries.series_days import points
from services.measurement.queries.whole_days import whole_days
from shared.events.series import Cadence
from shared.events.triggers import Watched
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader

MOST_ELSEWHERE = 50


@record
class LabelledDip:
    """Windows of an engagement in which, as people say afterwards, somebody should have stepped in."""

    engagement_id: UUID
    first: int
    last: int


@record
class Trial:
    """A trigger's rules, and the engagement whose series they are about."""

    engagement_id: UUID
    watches: tuple[Watched, ...]
    rules: Rules
    cadence: Cadence
    dips: tuple[LabelledDip, ...]


@record
class TrialRun:
    """Over the `windows` that have closed in one engagement."""

    engagement_id: UUID
    windows: int
    result: BackTest


@record
class Past:
    """What the read models hold: series by id and by template, windows by engagement, days by series."""

    series: Mapping[UUID, SeriesEntry]
    alike: Mapping[str | None, Sequence[SeriesEntry]]
    windows: Mapping[UUID, Sequence[MeasurementWindowEntry]]
    days: Mapping[UUID, Sequence[SeriesDayEntry]]


async def trials_of(reader: Reader, source: Source, trials: Sequence[Trial]) -> list[tuple[TrialRun, ...]]:
    """The engagement's own run, then those over others that are over and have series of the same templates.

    Nothing where a series is not the engagement's or of another cadence.
    """
    past = await past_of(reader, source, trials)
    return [tuple(runs(each, past)) if sound(each, past.series) else () for each in trials]


async def past_of(reader: Reader, source: Source, trials: Sequence[Trial]) -> Past:
    ids = list(dict.fromkeys(watched.series_id for trial in trials for watched in trial.watches))
    own = [row for row in await by_key(reader, source, SERIES, ids) if row]
    templates = list(dict.fromkeys(row.template for row in own if row.template))
    several = await belonging(reader, source, SERIES, "template", templates, ("defined_seq",))
    rows = {row.series_id: row for row in (*own, *(row for each in several for row in each))}
    engagements = list(
        dict.fromkeys([*(each.engagement_id for each in trials), *(row.engagement_id for row in rows.values())])
    )
    order = ("cadence", "number")
    windows_of = await belonging(reader, source, MEASUREMENT_WINDOWS, "engagement_id", engagements, order)
    days = await whole_days(reader, source, "series_id", list(rows))
    return Past(
        series=rows,
        alike=dict(zip(templates, several, strict=True)),
        windows=dict(zip(engagements, windows_of, strict=True)),
        days=dict(zip(rows, days, strict=True)),
    )


def closed(trial: Trial, engagement_id: UUID, past: Past) -> list[MeasurementWindowEntry]:
    """From the first one on."""
    rows = (row for row in past.windows[engagement_id] if row.cadence is trial.cadence)
    return list(takewhile(lambda row: row.closed_at is not None, rows))


def sound(trial: Trial, series: Mapping[UUID, SeriesEntry]) -> bool:
    found = [series.get(watched.series_id) for watched in trial.watches]
    return all(
        row is not None and row.engagement_id == trial.engagement_id and row.cadence is trial.cadence for row in found
    )


def runs(trial: Trial, past: Past) -> Iterable[TrialRun]:
    own = {watched.name: past.series[watched.series_id] for watched in trial.watches}
    yield run(trial, trial.engagement_id, own, past)
    for engagement_id in others(trial, past)[-MOST_ELSEWHERE:]:
        named = {name: counterpart(row, engagement_id, past) for name, row in own.items()}
        found = {name: row for name, row in named.items() if row is not None}
        if len(found) == len(own):
            yield run(trial, engagement_id, found, past)


def others(trial: Trial, past: Past) -> list[UUID]:
    """All of whose windows have closed."""
    most = count(trial.cadence)
    return [key for key in past.windows if key != trial.engagement_id and len(closed(trial, key, past)) == most]


def counterpart(row: SeriesEntry, engagement_id: UUID, past: Past) -> SeriesEntry | None:
    """The other engagement's series of the same template, the one that was defined first."""
    alike = past.alike.get(row.template, ())
    return next((each for each in alike if each.engagement_id == engagement_id and each.cadence is row.cadence), None)


def run(trial: Trial, engagement_id: UUID, named: Mapping[str, SeriesEntry], past: Past) -> TrialRun:
    rows = closed(trial, engagement_id, past)
    fired: tuple[int, ...] = ()
    if rows:
        seen = windows(rows[0].starts_on, trial.cadence)[: len(rows)]
        courses = {name: course(row, past.days[row.series_id], seen) for name, row in named.items()}
        ends = {each.number: each.ends_on for each in seen}
        fired = windows_that_fire(trial.rules, sights_of(trial.rules, courses, tuple(ends), ends.__getitem__))
    dips = [Dip(first=dip.first, last=dip.last) for dip in trial.dips if dip.engagement_id == engagement_id]
    return TrialRun(engagement_id=engagement_id, windows=len(rows), result=back_test(fired, dips))


def course(row: SeriesEntry, rows: Iterable[SeriesDayEntry], seen: Sequence[Window]) -> Course:
    days = {each.day: sums_of(each) for each in rows}
    return Course(
        better=row.better,
        baseline=row.baseline.value if row.baseline else None,
        target=row.targets[-1].value if row.targets else None,
        points=tuple(point(row, days, window, seen[0].starts_on) for window in seen),
    )


def point(row: SeriesEntry, days: Mapping[date, Sums], window: Window, day_zero: date) -> Point:
    return Point(
        window=window.number,
        value=actual(row.aggregation, window, days),
        plan=plan_of(points(row), window, day_zero),
    )
