"""When the reviews of a cycle are due, counted from the day that the cycle was accepted."""

from calendar import monthrange
from datetime import date, timedelta
from typing import assert_never

from shared.events.ownership import CycleUnit, ReviewCycle
from shared.kernel.refusal import NotWellFormed

MOST = {CycleUnit.DAY: 366, CycleUnit.WEEK: 52, CycleUnit.MONTH: 12}


def checked(cycle: ReviewCycle) -> ReviewCycle:
    """At least once a year."""
    most = MOST[cycle.unit]
    if not 1 <= cycle.every <= most:
        raise NotWellFormed(
            where=("input", "reviewCycle", "every"), problem=f"a cycle counted in {cycle.unit}s has 1 to {most} of them"
        )
    return cycle


def next_due(accepted_on: date, cycle: ReviewCycle, last: date | None) -> date:
    """The first day of the cycle after the last review's; a short month does not draw the later ones with it."""
    turns = 1
    while last is not None and turned(accepted_on, cycle, turns) <= last:
        turns += 1
    return turned(accepted_on, cycle, turns)


def turned(start: date, cycle: ReviewCycle, turns: int) -> date:
    number = cycle.every * turns
    match cycle.unit:
        case CycleUnit.DAY:
            return start + timedelta(days=number)
        case CycleUnit.WEEK:
            return start + timedelta(weeks=number)
        case CycleUnit.MONTH:
            return months_later(start, number)
        case _:
            assert_never(cycle.unit)


def months_later(start: date, months: int) -> date:
    """The same day of the month, or its last one."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
