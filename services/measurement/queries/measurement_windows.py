"""Questions about the windows of an engagement: which are open, closed, missed or filled late.

Three statements, however many engagements are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import SeriesDayEntry
from services.measurement.queries.whole_days import whole_days
from shared.events.series import Cadence
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


class WindowStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"
    LATE = "late"


@record
class WindowLine:
    """`missed`: the series in which nothing was measured when it closed. `late`: those of which a day came later."""

    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    status: WindowStatus
    missed: tuple[UUID, ...]
    late: tuple[UUID, ...]


async def measurement_windows_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[WindowLine, ...]]:
    """In the order in which they end, the weeks of a day before the month. Nothing before going live."""
    order = ("ends_on", "cadence", "number")
    windows = await belonging(reader, source, MEASUREMENT_WINDOWS, "engagement_id", engagement_ids, order)
    series = await belonging(reader, source, SERIES, "engagement_id", engagement_ids, ("defined_seq",))
    days = await whole_days(reader, source, "engagement_id", engagement_ids)
    return [lines(*each) for each in zip(windows, series, days, strict=True)]


def lines(
    windows: Iterable[MeasurementWindowEntry], series: Iterable[SeriesEntry], days: Sequence[SeriesDayEntry]
) -> tuple[WindowLine, ...]:
    cadences = {each.series_id: each.cadence for each in series}
    return tuple(
        line(each, late(each, cadences, days)) for each in sorted(windows, key=lambda it: (it.ends_on, -it.number))
    )


def late(
    window: MeasurementWindowEntry, cadences: Mapping[UUID, Cadence], days: Iterable[SeriesDayEntry]
) -> tuple[UUID, ...]:
    """The series of which something of a day was told first when the window had closed."""
    closed = window.closed_seq
    if closed is None:
        return ()
    found = (
        row.series_id
        for row in days
        if row.first_seq > closed
        and window.starts_on <= row.day <= window.ends_on
        and cadences.get(row.series_id) is window.cadence
    )
    return tuple(dict.fromkeys(found))


def line(row: MeasurementWindowEntry, came: tuple[UUID, ...]) -> WindowLine:
    return WindowLine(
        cadence=row.cadence,
        number=row.number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        closed_at=row.closed_at,
        status=status(row, came),
        missed=row.missed,
        late=came,
    )


def status(row: MeasurementWindowEntry, came: tuple[UUID, ...]) -> WindowStatus:
    """Missed as long as there is a series without anything; late when all came, but not all in time."""
    if row.closed_at is None:
        return WindowStatus.OPEN
    if set(row.missed) - set(came):
        return WindowStatus.MISSED
    return WindowStatus.LATE if came else WindowStatus.CLOSED
