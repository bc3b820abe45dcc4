"""What a series came to: days as sums, in all and in parts, and windows of them beside the plan."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry
from services.measurement.queries.series_days import days_of, windows_of
from shared.events.series import Cadence, PlanPoint
from tests.facts.go_live import WENT_LIVE
from tests.facts.observations import ACTIVE_OTHERS, DAY, INDICATOR_CORRECTED, INDICATOR_RECORDED
from tests.facts.population import CLAIMS, PIONEERS
from tests.facts.series import PLAN_CURVE_SET, SERIES_DEFINED, SERIES_ID
from tests.history import rows

pytestmark = pytest.mark.req("RL4")

LIVE_ON = WENT_LIVE.went_live_on
NEXT_WEEK = replace(
    INDICATOR_RECORDED, day=DAY + timedelta(days=7), observations=(replace(ACTIVE_OTHERS, value=Decimal(20)),)
)
REDRAWN = replace(PLAN_CURVE_SET, points=(PlanPoint(day=0, value=Decimal("0.1")),), why="Later, and slower.", live=True)


def days(*facts: object) -> list[SeriesDayEntry]:
    found = rows(SERIES_DAYS, facts)
    return [found[key] for key in sorted(found, key=str)]


def part(name: str, *facts: object) -> SeriesDayEntry:
    return next(row for row in days(*facts) if row.split == name)


def series(*facts: object) -> SeriesEntry:
    found: SeriesEntry = rows(SERIES, (SERIES_DEFINED, *facts))[SERIES_ID,]
    return found


def test_a_day_is_one_row_for_all_and_one_for_each_part() -> None:
    assert [row.split for row in days(INDICATOR_RECORDED)] == [ALL, f"cohort:{PIONEERS}", f"department:{CLAIMS}"]
    whole, cohort = part(ALL, INDICATOR_RECORDED), part(f"cohort:{PIONEERS}", INDICATOR_RECORDED)
    assert (whole.count, whole.total, whole.of_total) == (2, Decimal(11), Decimal(50))
    assert (cohort.count, cohort.total, cohort.cohort_id, cohort.department) == (1, Decimal(7), PIONEERS, None)


def test_more_of_the_same_day_adds_up() -> None:
    more = replace(INDICATOR_RECORDED, observations=(replace(ACTIVE_OTHERS, key="more"),))
    whole = part(ALL, INDICATOR_RECORDED, more)
    assert (whole.count, whole.total, whole.first_seq, whole.last_seq) == (3, Decimal(15), 1, 2)


def test_a_correction_puts_one_in_the_place_of_the_other_in_every_part() -> None:
    whole = part(ALL, INDICATOR_RECORDED, INDICATOR_CORRECTED)
    assert (whole.count, whole.total, whole.corrections) == (2, Decimal(10), 1)
    assert part(f"department:{CLAIMS}", INDICATOR_RECORDED, INDICATOR_CORRECTED).total == Decimal(6)


def test_what_is_withdrawn_leaves_a_day_without_any() -> None:
    gone = part(f"cohort:{PIONEERS}", INDICATOR_RECORDED, replace(INDICATOR_CORRECTED, new=None))
    assert (gone.count, gone.total, gone.weight) == (0, Decimal(0), Decimal(0))


def test_what_moves_to_another_part_leaves_the_first() -> None:
    assert INDICATOR_CORRECTED.new is not None
    moved = replace(INDICATOR_CORRECTED, new=replace(INDICATOR_CORRECTED.new, cohort_id=None, department="Letters"))
    assert part(f"cohort:{PIONEERS}", INDICATOR_RECORDED, moved).count == 0
    assert part("department:Letters", INDICATOR_RECORDED, moved).total == Decimal(6)


@pytest.mark.req("RL7")
def test_windows_stand_beside_the_plan_of_their_last_day() -> None:
    found = windows_of(series(PLAN_CURVE_SET), LIVE_ON, Cadence.WEEKLY, days(INDICATOR_RECORDED, NEXT_WEEK))
    assert [each.number for each in found] == list(range(1, 14))
    assert [each.actual for each in found[:3]] == [Decimal("0.22"), Decimal("0.5"), None]
    assert [each.plan for each in (found[0], found[9])] == [Decimal("0.26"), Decimal("0.8")]
    assert [each.observations for each in found[:3]] == [2, 1, 0]


def test_a_month_is_made_of_the_same_days() -> None:
    first, *others = windows_of(series(), LIVE_ON, Cadence.MONTHLY, days(INDICATOR_RECORDED, NEXT_WEEK))
    assert (first.actual, first.plan) == (Decimal("0.344444"), None)
    assert [each.actual for each in others] == [None, None]


def test_parts_have_values_of_their_own() -> None:
    first, second, *_ = windows_of(series(), LIVE_ON, Cadence.WEEKLY, days(INDICATOR_RECORDED, NEXT_WEEK))
    assert [(each.cohort_id, each.department, each.actual) for each in first.splits] == [
        (PIONEERS, None, Decimal("0.7")),
        (None, CLAIMS, Decimal("0.7")),
    ]
    assert [each.actual for each in second.splits] == [None, None]


@pytest.mark.req("RL7")
def test_the_plan_that_the_system_went_live_with_is_kept() -> None:
    first, *_ = windows_of(series(PLAN_CURVE_SET, REDRAWN), LIVE_ON, Cadence.WEEKLY, ())
    assert (first.plan, first.plan_at_go_live) == (Decimal("0.1"), Decimal("0.26"))


def test_days_open_to_the_events_that_they_are_made_from() -> None:
    first, second = days_of(series(), days(INDICATOR_RECORDED, NEXT_WEEK))
    assert (first.actual, first.first_seq) == (Decimal("0.22"), 1)
    assert (first.total, first.of_total) == (Decimal(11), Decimal(50))
    assert (second.day, second.last_seq) == (NEXT_WEEK.day, 2)
