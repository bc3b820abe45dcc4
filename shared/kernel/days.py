"""When the tenant's days begin, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

SECOND = timedelta(seconds=1)


def day_begins(day: date, zone: tzinfo) -> datetime:
    """The first instant of the day there, in UTC.

    Some days begin after midnight, since clocks are put forward at it; a day that is left out begins with the next.
    """
    midnight = datetime.combine(day, time(), zone)
    late, soon = (midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if late <= soon:
        return late
    return _first_of_the_day(day, zone, soon - SECOND, late)


def _first_of_the_day(day: date, zone: tzinfo, before: datetime, within: datetime) -> datetime:
    """Between an instant before the day begins and one after that, to the second: clocks are changed at those."""
    while within - before > SECOND:
        half = before + timedelta(seconds=(within - before) // SECOND // 2)
        before, within = (before, half) if half.astimezone(zone).date() >= day else (half, within)
    return within
