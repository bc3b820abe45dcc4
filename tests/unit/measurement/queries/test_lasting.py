"""Whether adoption lasted, by the rows of an engagement: nobody can tell before day 90, and nothing hides a fading."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.measurement.domain.lasting import Lasting
from services.measurement.domain.windows import window, windows
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.queries.lasting import EngagementLasting, engagement, first_day
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import AdoptionIndicatorRecorded
from shared.events.series import Cadence, PlanPoint
from tests.facts.go_live import WENT_LIVE
from tests.facts.measurement import MEASUREMENT_STARTED
from tests.facts.observations import ACTIVE_OTHERS, INDICATOR_RECORDED
from tests.facts.series import (
    BASELINE_SET,
    KPI_DEFINED,
    PLAN_CURVE_SET,
    SERIES_DEFINED,
    SERIES_RETIRED,
    TARGET_SET,
)
from tests.history import rows

pytestmark = pytest.mark.req("RF12")

LIVE_ON = WENT_LIVE.went_live_on
BEGUN = (SERIES_DEFINED, BASELINE_SET, WENT_LIVE, replace(MEASUREMENT_STARTED, went_live_on=LIVE_ON))
PLANNED = (SERIES_DEFINED, PLAN_CURVE_SET, *BEGUN[2:])


def closed(cadence: Cadence) -> tuple[MeasurementWindowClosed, ...]:
    return tuple(
        MeasurementWindowClosed(
            engagement_id=SERIES_DEFINED.engagement_id,
            cadence=cadence,
            number=each.number,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in windows(LIVE_ON, cadence)
    )


OVER = (*closed(Cadence.WEEKLY), *closed(Cadence.MONTHLY))


def recorded(number: int, active: str) -> AdoptionIndicatorRecorded:
    """On the first day of a week; of a hundred people."""
    one = replace(ACTIVE_OTHERS, value=Decimal(active), of=Decimal(100))
    day: date = window(LIVE_ON, Cadence.WEEKLY, number).starts_on
    return replace(INDICATOR_RECORDED, day=day, observations=(one,))


def last(*active: str) -> tuple[AdoptionIndicatorRecorded, ...]:
    """Of the last four weeks."""
    return tuple(recorded(number, each) for number, each in enumerate(active, start=10))


def told(*facts: Any) -> EngagementLasting:  # noqa: ANN401 - any facts
    (live,) = rows(LIVE_DAYS, facts).values()
    days = [row for row in rows(SERIES_DAYS, facts).values() if row.split == ""]
    return engagement(live, rows(MEASUREMENT_WINDOWS, facts).values(), rows(SERIES, facts).values(), days)


def test_nobody_can_tell_before_day_90() -> None:
    assert told(*BEGUN, *last("90", "90", "90", "90"), *OVER[:-1]).state is Lasting.OPEN
    assert told(*BEGUN, *last("90", "90", "90", "90"), *OVER[1:13]).indicators == ()


def test_it_lasted_where_the_last_four_weeks_stayed_near_the_plan_that_the_system_went_live_with() -> None:
    found = told(*PLANNED, recorded(9, "1"), *last("80", "65", "70", "64.1"), *OVER)
    assert found.state is Lasting.LASTED
    (indicator,) = found.indicators
    assert [(each.actual, each.wanted, each.held) for each in indicator.windows] == [
        (Decimal("0.8"), Decimal("0.8"), True),
        (Decimal("0.65"), Decimal("0.8"), True),
        (Decimal("0.7"), Decimal("0.8"), True),
        (Decimal("0.641"), Decimal("0.8"), True),
    ]


def test_it_faded_where_it_was_well_adopted_and_then_was_no_more() -> None:
    peak = tuple(recorded(number, "95") for number in range(1, 11))
    assert told(*PLANNED, *peak, *last("90", "90", "90", "64"), *OVER).state is Lasting.FADED


def test_a_plan_that_is_lowered_after_going_live_hides_nothing() -> None:
    lowered = replace(PLAN_CURVE_SET, points=(PlanPoint(day=0, value=Decimal("0.1")),), why="It fades.", live=True)
    assert told(*PLANNED, lowered, *last("20", "20", "20", "20"), *OVER).state is Lasting.FADED


def test_without_a_plan_it_is_held_to_the_target_and_without_that_to_the_baseline() -> None:
    weak = last("12", "12", "12", "12")
    assert told(*BEGUN, *weak, *OVER).state is Lasting.LASTED
    assert told(*BEGUN, TARGET_SET, *weak, *OVER).state is Lasting.FADED
    assert told(SERIES_DEFINED, *BEGUN[2:], *weak, *OVER).state is Lasting.UNMEASURED


def test_a_week_without_data_leaves_it_open_whether_it_lasted_unless_another_shows_that_it_faded() -> None:
    assert told(*PLANNED, *last("80", "80", "80"), *OVER).state is Lasting.UNMEASURED
    assert told(*PLANNED, *last("80", "10", "80"), *OVER).state is Lasting.FADED


def test_key_figures_and_indicators_that_were_given_up_before_the_end_say_nothing_of_adoption() -> None:
    good = last("80", "80", "80", "80")
    assert told(*PLANNED, KPI_DEFINED, *good, *OVER).state is Lasting.LASTED
    assert told(*PLANNED, SERIES_RETIRED, *last("1"), *OVER).indicators == ()
    assert told(*PLANNED, *good, *OVER, SERIES_RETIRED).state is Lasting.LASTED


def test_the_days_that_are_read_are_those_of_the_windows_that_are_looked_at() -> None:
    assert [first_day(cadence) for cadence in Cadence] == [63, 60]
    assert LIVE_ON + timedelta(days=63) == window(LIVE_ON, Cadence.WEEKLY, 10).starts_on
