"""What is remembered of a return once it was published: sums by month are enough to see that a figure moves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.measurement.domain.roi_rows import DayRow, FigureRow, Origin, RoiRows
from services.measurement.domain.sums import plus
from services.measurement.domain.window_values import summed_under
from shared.events.series import Cadence
from shared.kernel.growing import Growing


def by_month(rows: RoiRows) -> RoiRows:
    series = {series_id: replace(figure, days=merged(rows, figure)) for series_id, figure in rows.series.items()}
    return replace(rows, series=series)


def merged(rows: RoiRows, figure: FigureRow) -> Mapping[date, DayRow]:
    days: Growing[date, DayRow] = Growing()
    for day, row in figure.days.items():
        month = month_of(rows, figure, day)
        days = days.having(month, together(days[month], row) if month in days else row)
    return days


def month_of(rows: RoiRows, figure: FigureRow, day: date) -> date:
    """The day under which what was measured on this one is kept."""
    live_on = rows.went_live_on
    return day if live_on is None else summed_under(figure.aggregation, Cadence.MONTHLY, live_on, day)


def together(one: DayRow, other: DayRow) -> DayRow:
    origin = Origin(
        stream=one.origin.stream,
        first=min(one.origin.first, other.origin.first),
        last=max(one.origin.last, other.origin.last),
        events=one.origin.events + other.origin.events,
    )
    return DayRow(sums=plus(one.sums, other.sums), origin=origin)
