"""Questions about what series came to: by window beside the plan, and by day, for all and in parts.

Three statements, however many series are asked for and however many observations lie below.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from services.measurement.domain.sums import value
from services.measurement.domain.window_values import actual, counted, plan_of
from services.measurement.domain.windows import Window, windows
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry, sums_of
from shared.events.series import Cadence, PlanPoint
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class SplitLine:
    """Of one cohort, or of one department."""

    cohort_id: UUID | None
    department: str | None
    actual: Decimal | None
    observations: int


@record
class SeriesWindowLine:
    """`plan` holds now, `plan_at_go_live` is what the system went live with; each as of the window's last day."""

    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date
    actual: Decimal | None
    observations: int
    corrections: int
    plan: Decimal | None
    plan_at_go_live: Decimal | None
    splits: tuple[SplitLine, ...]


@record
class SeriesDayLine:
    """`total` and `of_total` are the exact sums that the value is made from."""

    day: date
    actual: Decimal | None
    observations: int
    corrections: int
    total: Decimal
    of_total: Decimal
    first_seq: int
    last_seq: int


Rows: TypeAlias = Sequence[SeriesDayEntry]


async def series_windows_of(
    reader: Reader, source: Source, series_ids: Sequence[UUID], cadence: Cadence | None
) -> list[tuple[SeriesWindowLine, ...]]:
    """`cadence` None: the series' own. Before going live there are no windows."""
    series = await by_key(reader, source, SERIES, series_ids)
    engagements = list(dict.fromkeys(each.engagement_id for each in series if each))
    lives = await by_key(reader, source, LIVE_DAYS, engagements)
    live = {each.engagement_id: each.went_live_on for each in lives if each}
    days = await belonging(reader, source, SERIES_DAYS, "series_id", series_ids, ("day", "split"))
    return [
        windows_of(each, live[each.engagement_id], cadence or each.cadence, rows)
        if each and each.engagement_id in live
        else ()
        for each, rows in zip(series, days, strict=True)
    ]


def windows_of(series: SeriesEntry, went_live_on: date, cadence: Cadence, rows: Rows) -> tuple[SeriesWindowLine, ...]:
    parts = by_split(rows)
    return tuple(line(series, went_live_on, window, parts) for window in windows(went_live_on, cadence))


def by_split(rows: Rows) -> Mapping[str, Rows]:
    parts: defaultdict[str, list[SeriesDayEntry]] = defaultdict(list)
    for row in rows:
        parts[row.split].append(row)
    return parts


def line(series: SeriesEntry, went_live_on: date, window: Window, parts: Mapping[str, Rows]) -> SeriesWindowLine:
    whole = parts.get(ALL, ())
    days = {row.day: sums_of(row) for row in whole}
    return SeriesWindowLine(
        cadence=window.cadence,
        number=window.number,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        actual=actual(series.aggregation, window, days),
        observations=counted(window, days),
        corrections=sum(row.corrections for row in whole if window.starts_on <= row.day <= window.ends_on),
        plan=plan_of(points(series), window, went_live_on),
        plan_at_go_live=plan_of(points(series, live=False), window, went_live_on),
        splits=tuple(split(series, window, rows) for name, rows in sorted(parts.items()) if name != ALL),
    )


def split(series: SeriesEntry, window: Window, rows: Rows) -> SplitLine:
    days = {row.day: sums_of(row) for row in rows}
    return SplitLine(
        cohort_id=rows[0].cohort_id,
        department=rows[0].department,
        actual=actual(series.aggregation, window, days),
        observations=counted(window, days),
    )


def points(series: SeriesEntry, *, live: bool = True) -> tuple[PlanPoint, ...]:
    """Of the plan that holds now; not `live`: of the last one that was drawn before going live."""
    plans = [plan for plan in series.plans if live or not plan.live]
    return plans[-1].points if plans else ()


async def series_days_of(reader: Reader, source: Source, series_ids: Sequence[UUID]) -> list[tuple[SeriesDayLine, ...]]:
    """Of each series all days that have any observation, for all together."""
    series = await by_key(reader, source, SERIES, series_ids)
    days = await belonging(reader, source, SERIES_DAYS, "series_id", series_ids, ("day", "split"))
    return [tuple(days_of(each, rows)) if each else () for each, rows in zip(series, days, strict=True)]


def days_of(series: SeriesEntry, rows: Rows) -> Iterable[SeriesDayLine]:
    for row in rows:
        if row.split == ALL:
            yield SeriesDayLine(
                day=row.day,
                actual=value(series.aggregation, {row.day: sums_of(row)}),
                observations=row.count,
                corrections=row.corrections,
                total=row.total,
                of_total=row.of_total,
                first_seq=row.first_seq,
                last_seq=row.last_seq,
            )
