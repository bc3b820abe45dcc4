"""What a series came to in each of its windows, beside what was planned: from sums of days alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from services.measurement.domain.plan import planned
from services.measurement.domain.sums import Sums, value
from services.measurement.domain.windows import Window, day_of, window_of
from shared.events.series import Aggregation, Cadence, PlanPoint

Days: TypeAlias = Mapping[date, Sums]


def within(window: Window, days: Days) -> Days:
    return {day: sums for day, sums in days.items() if window.starts_on <= day <= window.ends_on}


def actual(aggregation: Aggregation, window: Window, days: Days) -> Decimal | None:
    return value(aggregation, within(window, days))


def summed_under(aggregation: Aggregation, cadence: Cadence, went_live_on: date, day: date) -> date:
    """The day under which sums are enough to tell what windows come to: one for all of a window, unless days count."""
    window = None if aggregation is Aggregation.LATEST else window_of(went_live_on, cadence, day)
    return day if window is None else window.starts_on


def counted(window: Window, days: Days) -> int:
    return sum(sums.count for sums in within(window, days).values())


def plan_of(points: Sequence[PlanPoint], window: Window, went_live_on: date) -> Decimal | None:
    """What is planned for the window's last day."""
    return planned(points, day_of(went_live_on, window.ends_on))
