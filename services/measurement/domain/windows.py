"""The windows of the first 90 days in production: thirteen weeks, the last one short, and three months.

Day 0 is the one on which the system went live; day 90 is the first that belongs to none of them.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from shared.events.series import Cadence
from shared.kernel.days import day_begins
from shared.kernel.record import record

DAYS = 90
LENGTH: Mapping[Cadence, int] = {Cadence.WEEKLY: 7, Cadence.MONTHLY: 30}
DAY = timedelta(days=1)


@record
class Window:
    """Whole days of the tenant's, both of these included. The first has the number 1."""

    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date

    @property
    def closes_on(self) -> date:
        """With the beginning of this day it is over."""
        return self.ends_on + DAY

    def begins(self, zone: tzinfo) -> datetime:
        return day_begins(self.starts_on, zone)

    def closes(self, zone: tzinfo) -> datetime:
        """The first instant that belongs to it no more."""
        return day_begins(self.closes_on, zone)


def count(cadence: Cadence) -> int:
    return -(-DAYS // LENGTH[cadence])


def window(went_live_on: date, cadence: Cadence, number: int) -> Window:
    """Raises LookupError where there is none of this number."""
    if not 1 <= number <= count(cadence):
        raise LookupError(f"there are {count(cadence)} {cadence} windows, and none is the {number}th")
    first, end = LENGTH[cadence] * (number - 1), min(LENGTH[cadence] * number, DAYS)
    return Window(
        cadence=cadence,
        number=number,
        starts_on=went_live_on + timedelta(days=first),
        ends_on=went_live_on + timedelta(days=end - 1),
    )


def windows(went_live_on: date, cadence: Cadence) -> tuple[Window, ...]:
    """All of this cadence, in their order."""
    return tuple(window(went_live_on, cadence, number) for number in range(1, count(cadence) + 1))


def day_of(went_live_on: date, day: date) -> int:
    """Counted from the one of going live as 0; negative before it."""
    return (day - went_live_on).days


def window_of(went_live_on: date, cadence: Cadence, day: date) -> Window | None:
    """The one that the day belongs to; None before going live, and from day 90 on."""
    place = day_of(went_live_on, day)
    return window(went_live_on, cadence, place // LENGTH[cadence] + 1) if 0 <= place < DAYS else None
