"""Questions about leading indicators across the portfolio: quartiles of enough engagements, and nothing of any one.

Three statements, however many engagements there are: which indicators, which weeks are over, and their days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.measurement.domain.benchmarks import LATEST_BENCHMARKS, BenchmarkPolicy, Quartiles, shown
from services.measurement.domain.series_policy import LATEST_SERIES
from services.measurement.domain.window_values import actual
from services.measurement.domain.windows import Window
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry, sums_of
from shared.events.series import Cadence, SeriesKind
from shared.kernel.known import known
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.reading import Reader


@record
class IndicatorBenchmark:
    """Of one template in one week. `engagements` and `quartiles` are empty where there are too few to be shown."""

    template: str
    week: int
    engagements: int | None
    quartiles: Quartiles | None


async def indicator_benchmarks(
    reader: Reader, source: Source, keys: Sequence[None]
) -> list[tuple[IndicatorBenchmark, ...]]:
    """Of every template of a weekly indicator, in each of the weeks."""
    series = await reader.rows(indicators(source), SeriesEntry)
    windows = await reader.rows(weeks_over(source, LATEST_BENCHMARKS.weeks), MeasurementWindowEntry)
    days = await reader.rows(days_of_weeks(source, LATEST_BENCHMARKS.weeks), SeriesDayEntry)
    told = tuple(benchmarks(series, windows, days))
    return [told for _ in keys]


def indicators(source: Source) -> Select[Any]:
    rows = source.of(SERIES)
    return (
        select(rows)
        .where(rows.c.template.is_not(None), rows.c.kind == SeriesKind.INDICATOR, rows.c.cadence == Cadence.WEEKLY)
        .order_by(rows.c.defined_seq)
    )


def weeks_over(source: Source, weeks: Sequence[int]) -> Select[Any]:
    rows = source.of(MEASUREMENT_WINDOWS)
    over = rows.c.closed_at.is_not(None)
    return select(rows).where(rows.c.cadence == Cadence.WEEKLY, among(rows.c.number, list(weeks)), over)


def days_of_weeks(source: Source, weeks: Sequence[int]) -> Select[Any]:
    days, over = source.of(SERIES_DAYS), weeks_over(source, weeks).subquery("over")
    within = (
        (over.c.engagement_id == days.c.engagement_id)
        & (days.c.day >= over.c.starts_on)
        & (days.c.day <= over.c.ends_on)
    )
    return select(days).select_from(days.join(over, within)).where(days.c.split == ALL)


def benchmarks(
    series: Iterable[SeriesEntry],
    windows: Iterable[MeasurementWindowEntry],
    days: Iterable[SeriesDayEntry],
    policy: BenchmarkPolicy = LATEST_BENCHMARKS,
) -> Iterator[IndicatorBenchmark]:
    """An engagement counts once for a template: by the first of its series that something was measured of."""
    found = reached(series, windows, days)
    for template in LATEST_SERIES.templates.values():
        if template.kind is not SeriesKind.INDICATOR or template.cadence is not Cadence.WEEKLY:
            continue
        for week in policy.weeks:
            joined = sorted(found.get((template.name, week), {}).values(), key=lambda each: each.since)
            told = shown([each.value for each in joined], policy)
            yield IndicatorBenchmark(
                template=template.name,
                week=week,
                engagements=told.engagements if told else None,
                quartiles=told.quartiles if told else None,
            )


@record
class Reached:
    """What an engagement came to, and with which event it joined the others: its week was over and had something."""

    value: Decimal
    since: int


def reached(
    series: Iterable[SeriesEntry], windows: Iterable[MeasurementWindowEntry], days: Iterable[SeriesDayEntry]
) -> Mapping[tuple[str, int], Mapping[UUID, Reached]]:
    """By template and week, what each engagement came to."""
    by_series: defaultdict[UUID, dict[date, SeriesDayEntry]] = defaultdict(dict)
    for row in days:
        by_series[row.series_id][row.day] = row
    over: defaultdict[UUID, list[MeasurementWindowEntry]] = defaultdict(list)
    for each in windows:
        over[each.engagement_id].append(each)
    found: defaultdict[tuple[str, int], dict[UUID, Reached]] = defaultdict(dict)
    for one in series:
        for week in over[one.engagement_id]:
            now = reached_in(week, one, by_series[one.series_id])
            if one.template is not None and now is not None:
                of_all = found[one.template, week.number]
                first = of_all.get(one.engagement_id, now)
                of_all[one.engagement_id] = Reached(value=first.value, since=min(first.since, now.since))
    return found


def reached_in(
    week: MeasurementWindowEntry, series: SeriesEntry, days: Mapping[date, SeriesDayEntry]
) -> Reached | None:
    window = Window(cadence=week.cadence, number=week.number, starts_on=week.starts_on, ends_on=week.ends_on)
    within = [row for day, row in days.items() if week.starts_on <= day <= week.ends_on]
    value = actual(series.aggregation, window, {row.day: sums_of(row) for row in within})
    if value is None:
        return None
    return Reached(value=value, since=max(known(week.closed_seq), min(row.first_seq for row in within)))
