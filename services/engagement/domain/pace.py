"""How fast people work by their own record: working days that gaps took, beside the person-days they were estimated at.

A day on which several of somebody's gaps are in progress counts once: people do one thing after another. A day begun is
a day. A pace of 2 means that everything takes twice its estimate. A short record says little, so everybody begins with
some work at the pace of all, and all together with some at the estimated pace.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from services.engagement.domain.forecast_policy import ForecastPolicy
from services.engagement.domain.working_days import DAYS_OF_WORK
from shared.kernel.record import record


@record
class Done:
    """A gap that somebody resolved: what was expected, and from which day to which it was in progress, each time."""

    resolver: UUID
    expected: Fraction
    spans: tuple[tuple[date, date], ...]


@record
class Pace:
    """Of all, and of whoever has a record."""

    overall: Fraction
    own: Mapping[UUID, Fraction]

    def of(self, person: UUID | None) -> Fraction:
        return self.overall if person is None else self.own.get(person, self.overall)


def pace_of(done: Iterable[Done], policy: ForecastPolicy) -> Pace:
    by_person: defaultdict[UUID, list[Done]] = defaultdict(list)
    for each in done:
        by_person[each.resolver].append(each)
    took = {person: busy(several) for person, several in by_person.items()}
    expected = {person: sum((each.expected for each in several), Fraction(0)) for person, several in by_person.items()}
    credit = policy.credited_person_days
    overall = (sum(took.values()) + credit) / (sum(expected.values(), Fraction(0)) + credit)
    return Pace(
        overall=within(overall, policy),
        own={
            person: within((took[person] + credit * overall) / (expected[person] + credit), policy) for person in took
        },
    )


def busy(several: Iterable[Done]) -> int:
    days = {
        first + timedelta(days=day)
        for each in several
        for first, last in each.spans
        for day in range((last - first).days + 1)
    }
    return sum(day.weekday() < DAYS_OF_WORK for day in days)


def within(pace: Fraction, policy: ForecastPolicy) -> Fraction:
    return min(max(pace, policy.fastest), policy.slowest)
