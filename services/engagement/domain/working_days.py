"""Days on which people work: Monday to Friday."""

from datetime import date, timedelta
from math import ceil

DAYS_OF_WORK, WEEK = 5, 7


def worked(first: date, end: date) -> int:
    """How many there are from `first` on, before `end`."""
    if end <= first:
        return 0
    weeks, rest = divmod((end - first).days, WEEK)
    started = first.weekday()
    return weeks * DAYS_OF_WORK + sum((started + day) % WEEK < DAYS_OF_WORK for day in range(rest))


def reached(first: date, days: float) -> date:
    """The day on which so many days' work is done that begins on `first`; what takes no time is done that very day."""
    left = ceil(days)
    if left == 0:
        return first
    begun = first + timedelta(days=max(0, WEEK - first.weekday()) if first.weekday() >= DAYS_OF_WORK else 0)
    weeks, rest = divmod(begun.weekday() + left - 1, DAYS_OF_WORK)
    return begun + timedelta(days=weeks * WEEK + rest - begun.weekday())
