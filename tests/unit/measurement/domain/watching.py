"""What triggers saw, in short: shares of active users, window by window, beside a plan of one half."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from services.measurement.domain.backtest import sights_of, windows_that_fire
from services.measurement.domain.trigger.judging import Rules, Sight
from services.measurement.domain.trigger.sight import Course, Point
from shared.events.pilots import Better

HALF = Decimal("0.5")
NAME = "active_users"


def course(*values: str | None, better: Better = Better.HIGHER, first: int = 1, plan: Decimal | None = HALF) -> Course:
    return Course(
        better=better,
        target=HALF,
        points=tuple(
            Point(window=first + place, value=None if each is None else Decimal(each), plan=plan)
            for place, each in enumerate(values)
        ),
    )


def ends_on(window: int) -> date:
    return date(2026, 3, 1) + timedelta(days=7 * window)


def sights(rules: Rules, *values: str | None) -> tuple[Sight, ...]:
    return sights_of(rules, {NAME: course(*values)}, range(1, len(values) + 1), ends_on)


def fired(rules: Rules, courses: Mapping[str, Course], windows: Sequence[int]) -> tuple[int, ...]:
    return windows_that_fire(rules, sights_of(rules, courses, windows, ends_on))
