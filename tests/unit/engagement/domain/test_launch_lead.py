"""The days between launch and go-live, one sentence per test."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.engagement.domain.change_policy import LATEST_CHANGE_POLICY
from services.engagement.domain.launch_lead import earliest_go_live, lead_days, too_early
from shared.kernel.days import day_begins

pytestmark = pytest.mark.req("RK6")

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
SECOND = timedelta(seconds=1)
MARCH = date(2026, 3, 2)


def test_go_live_is_four_weeks_after_the_launch_at_the_earliest() -> None:
    assert lead_days(LATEST_CHANGE_POLICY) == 28
    assert earliest_go_live(MARCH, 28) == date(2026, 3, 30)
    assert earliest_go_live(date(2028, 2, 1), 28) == date(2028, 2, 29)


def test_a_day_earlier_is_too_early_and_so_is_any_day_before_a_launch() -> None:
    assert too_early(date(2026, 3, 29), MARCH, 28)
    assert not too_early(date(2026, 3, 30), MARCH, 28)
    assert too_early(date(2999, 1, 1), None, 28)


def test_four_weeks_last_as_many_hours_as_the_clocks_leave_them() -> None:
    toronto = ZoneInfo("America/Toronto")
    for launched, hours in ((MARCH, 28 * 24 - 1), (date(2026, 10, 12), 28 * 24 + 1), (date(2026, 6, 1), 28 * 24)):
        begins = [day_begins(day, toronto) for day in (launched, earliest_go_live(launched, 28))]
        assert begins[1] - begins[0] == timedelta(hours=hours)


@given(
    launched=st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 1, 1)),
    lead=st.integers(min_value=0, max_value=400),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
@example(launched=date(2018, 10, 7), lead=28, zone=ZoneInfo("America/Sao_Paulo"))  # clocks go forward at midnight
@example(launched=date(2011, 12, 2), lead=28, zone=ZoneInfo("Pacific/Apia"))  # that day was left out
@example(launched=date(1993, 7, 24), lead=28, zone=ZoneInfo("Pacific/Kwajalein"))  # and that one
@example(launched=date(1919, 3, 3), lead=28, zone=ZoneInfo("America/Toronto"))  # forward half an hour before midnight
@example(launched=date(2019, 10, 6), lead=28, zone=ZoneInfo("America/Havana"))  # back to midnight: it is struck twice
@example(launched=date(2010, 10, 10), lead=28, zone=ZoneInfo("America/St_Johns"))  # back into the day before
def test_the_earliest_day_begins_at_its_first_instant_wherever_the_tenant_is(
    launched: date, lead: int, zone: ZoneInfo
) -> None:
    earliest = earliest_go_live(launched, lead)
    begins = day_begins(earliest, zone)
    assert begins.tzinfo is UTC
    assert begins.astimezone(zone).date() >= earliest
    assert (begins - SECOND).astimezone(zone).date() < earliest
    assert (earliest - launched).days == lead


def test_a_day_of_utc_begins_at_midnight() -> None:
    assert day_begins(MARCH, UTC) == datetime(2026, 3, 2, tzinfo=UTC)
