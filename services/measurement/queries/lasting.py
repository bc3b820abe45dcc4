"""Questions about whether adoption lasted until day 90, of engagements and of the whole portfolio.

Four statements, however many engagements are asked for: their first days, windows, indicators, and last days.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.measurement.domain.lasting import (
    Lasting,
    LastWindow,
    last_windows,
    looked_at,
    of_engagement,
    of_indicator,
)
from services.measurement.domain.plan import planned
from services.measurement.domain.window_values import actual
from services.measurement.domain.windows import DAYS, Window, count, day_of
from services.measurement.projections.live_days import LIVE_DAYS, LiveDayEntry
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry, sums_of
from services.measurement.queries.series_days import points
from shared.events.series import Cadence, SeriesKind
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import belonging, by_key, grouped
from shared.projecting.reading import Reader


@record
class IndicatorLasting:
    series_id: UUID
    state: Lasting
    windows: tuple[LastWindow, ...]


@record
class EngagementLasting:
    """`indicators` are those that were measured until the end, in the order in which they were defined."""

    engagement_id: UUID
    state: Lasting
    indicators: tuple[IndicatorLasting, ...]


@record
class PortfolioLasting:
    """Of the engagements that went live. `open`: their day 90 has not come."""

    engagements: int
    open: int
    lasted: int
    faded: int
    unmeasured: int


async def lasting_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[EngagementLasting | None]:
    """None: the system is not live."""
    lives = await by_key(reader, source, LIVE_DAYS, engagement_ids)
    found = await lasting(reader, source, [each for each in lives if each])
    return [found.get(engagement_id) for engagement_id in engagement_ids]


async def portfolio_lasting(reader: Reader, source: Source, keys: Sequence[None]) -> list[PortfolioLasting]:
    lives = await reader.rows(select(source.of(LIVE_DAYS)), LiveDayEntry)
    states = Counter(each.state for each in (await lasting(reader, source, lives)).values())
    whole = PortfolioLasting(
        engagements=states.total(),
        open=states[Lasting.OPEN],
        lasted=states[Lasting.LASTED],
        faded=states[Lasting.FADED],
        unmeasured=states[Lasting.UNMEASURED],
    )
    return [whole for _ in keys]


async def lasting(reader: Reader, source: Source, lives: Sequence[LiveDayEntry]) -> Mapping[UUID, EngagementLasting]:
    ids = [each.engagement_id for each in lives]
    closed = await belonging(reader, source, MEASUREMENT_WINDOWS, "engagement_id", ids, ("cadence", "number"))
    series = await belonging(reader, source, SERIES, "engagement_id", ids, ("defined_seq",))
    days = grouped(await reader.rows(last_days(source, ids), SeriesDayEntry), "engagement_id", ids)
    told = zip(lives, closed, series, days, strict=True)
    return {live.engagement_id: engagement(live, windows, several, rows) for live, windows, several, rows in told}


def last_days(source: Source, engagement_ids: Sequence[UUID]) -> Select[Any]:
    """The days of the windows that are looked at, for all observations together."""
    days, lives = source.of(SERIES_DAYS), source.of(LIVE_DAYS)
    first = min(map(first_day, Cadence))
    of_live = days.join(lives, lives.c.engagement_id == days.c.engagement_id)
    return (
        select(days)
        .select_from(of_live)
        .where(
            among(days.c.engagement_id, list(engagement_ids)),
            days.c.split == ALL,
            days.c.day >= lives.c.went_live_on + first,
            days.c.day < lives.c.went_live_on + DAYS,
        )
    )


def first_day(cadence: Cadence) -> int:
    """Of the windows that are looked at, counted from the day of going live as 0."""
    some = date(2000, 1, 1)
    return day_of(some, last_windows(some, cadence)[0].starts_on)


def engagement(
    live: LiveDayEntry,
    windows: Iterable[MeasurementWindowEntry],
    series: Iterable[SeriesEntry],
    rows: Sequence[SeriesDayEntry],
) -> EngagementLasting:
    over = {each.cadence: each.closed_at for each in windows if each.closed_at and each.number == count(each.cadence)}
    if over.keys() != set(Cadence):
        return EngagementLasting(engagement_id=live.engagement_id, state=Lasting.OPEN, indicators=())
    told = tuple(
        indicator(each, live.went_live_on, rows) for each in series if measured_until(each, max(over.values()))
    )
    state = of_engagement([each.state for each in told])
    return EngagementLasting(engagement_id=live.engagement_id, state=state, indicators=told)


def measured_until(series: SeriesEntry, end: datetime) -> bool:
    """An indicator that was still measured then; what became of it afterwards changes nothing."""
    return series.kind is SeriesKind.INDICATOR and (series.retirement is None or series.retirement.at >= end)


def indicator(series: SeriesEntry, went_live_on: date, rows: Sequence[SeriesDayEntry]) -> IndicatorLasting:
    days = {row.day: sums_of(row) for row in rows if row.series_id == series.series_id}
    windows = tuple(
        looked_at(
            window,
            series.better,
            actual(series.aggregation, window, days),
            wanted(series, window, went_live_on),
        )
        for window in last_windows(went_live_on, series.cadence)
    )
    return IndicatorLasting(series_id=series.series_id, state=of_indicator(windows), windows=windows)


def wanted(series: SeriesEntry, window: Window, went_live_on: date) -> Decimal | None:
    """By the plan that the system went live with; else by what holds of the target, or of the baseline."""
    plan = planned(points(series, live=False), day_of(went_live_on, window.ends_on))
    if plan is not None:
        return plan
    if series.targets:
        return series.targets[-1].value
    return series.baseline.value if series.baseline else None
