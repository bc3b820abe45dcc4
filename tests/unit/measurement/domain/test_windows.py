"""The windows of the first ninety days, for any day of going live and in any time zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain.measuring import MEASUREMENT, CloseWindow, StartMeasurement, WindowStillOpen
from services.measurement.domain.windows import DAY, count, day_of, window, window_of, windows
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementWindowClosed
from shared.events.series import Cadence
from shared.kernel.decider import Actor, Asked
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA

pytestmark = pytest.mark.req("RL2")
DATES = st.dates(date(1970, 1, 1), date(2100, 1, 1))
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})).map(ZoneInfo)
CADENCES = st.sampled_from(Cadence)
SHORTEST = timedelta(microseconds=1)
INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - in UTC


def asked(at: datetime, zone: ZoneInfo) -> Asked:
    return Asked(by=Actor(person=ANA), at=at, day=at.astimezone(zone).date(), zone=zone)


@given(instant=INSTANTS, zone=ZONES)
def test_whenever_and_wherever_a_system_goes_live_it_is_measured_from_that_instant_to_the_end_of_ninety_days(
    instant: datetime, zone: ZoneInfo
) -> None:
    """Without a gap; and each window closes with the instant at which its last day is over there, and no sooner."""
    live = WentLive(engagement_id=ENGAGEMENT, release_id=ANA, decision_id=ANA, went_live_on=asked(instant, zone).day)
    (started,) = MEASUREMENT.decide(
        StartMeasurement(engagement_id=ENGAGEMENT), MEASUREMENT.replay([live]), asked(instant, zone)
    )
    measuring = MEASUREMENT.replay([live, started])
    for cadence in Cadence:
        several = windows(live.went_live_on, cadence)
        assert len(several) == {Cadence.WEEKLY: 13, Cadence.MONTHLY: 3}[cadence]
        assert several[0].begins(zone) <= instant < several[0].closes(zone)
        for each in several:
            close = CloseWindow(engagement_id=ENGAGEMENT, cadence=cadence, number=each.number)
            with pytest.raises(WindowStillOpen):
                MEASUREMENT.decide(close, measuring, asked(each.closes(zone) - SHORTEST, zone))
            (closed,) = MEASUREMENT.decide(close, measuring, asked(each.closes(zone), zone))
            assert isinstance(closed, MeasurementWindowClosed)
            assert (closed.starts_on, closed.ends_on) == (each.starts_on, each.ends_on)


@given(went_live_on=DATES, cadence=CADENCES)
def test_the_windows_cover_ninety_days_and_each_day_once(went_live_on: date, cadence: Cadence) -> None:
    days = [
        each.starts_on + DAY * place
        for each in windows(went_live_on, cadence)
        for place in range((each.closes_on - each.starts_on).days)
    ]
    assert days == [went_live_on + DAY * place for place in range(90)]


@pytest.mark.req("RL3", "RL4")
def test_there_are_thirteen_weeks_the_last_one_a_day_short_and_three_months() -> None:
    lengths = {
        cadence: [(each.closes_on - each.starts_on).days for each in windows(date(2026, 3, 2), cadence)]
        for cadence in Cadence
    }
    assert lengths == {Cadence.WEEKLY: [7] * 12 + [6], Cadence.MONTHLY: [30] * 3}


@given(went_live_on=DATES, cadence=CADENCES, place=st.integers(-200, 200))
def test_a_day_belongs_to_the_window_that_says_so(went_live_on: date, cadence: Cadence, place: int) -> None:
    day = went_live_on + DAY * place
    found = window_of(went_live_on, cadence, day)
    assert [found] * (found is not None) == [
        each for each in windows(went_live_on, cadence) if each.starts_on <= day <= each.ends_on
    ]
    assert (found is not None) == (0 <= place < 90)
    assert day_of(went_live_on, day) == place


@given(went_live_on=DATES, cadence=CADENCES, zone=ZONES)
def test_each_window_begins_with_the_instant_at_which_the_one_before_closes(
    went_live_on: date, cadence: Cadence, zone: ZoneInfo
) -> None:
    several = windows(went_live_on, cadence)
    assert [each.closes(zone) for each in several[:-1]] == [each.begins(zone) for each in several[1:]]
    assert all(each.begins(zone) < each.closes(zone) for each in several)


@given(went_live_on=DATES, cadence=CADENCES, zone=ZONES)
def test_the_clock_on_the_wall_turns_to_the_next_window_just_when_one_closes(
    went_live_on: date, cadence: Cadence, zone: ZoneInfo
) -> None:
    """A day that the clocks left out begins with the next: nobody there ever read its date."""
    for each in windows(went_live_on, cadence):
        last, first = ((each.closes(zone) - by).astimezone(zone).date() for by in (SHORTEST, timedelta()))
        assert last <= each.ends_on < each.closes_on <= first
        assert first - last in {DAY, 2 * DAY}


@given(went_live_on=DATES, zone=ZONES, share=st.integers(0, 999_999))
def test_every_instant_of_the_ninety_days_falls_into_one_window_of_each_cadence(
    went_live_on: date, zone: ZoneInfo, share: int
) -> None:
    weeks = windows(went_live_on, Cadence.WEEKLY)
    begins, closes = weeks[0].begins(zone), weeks[-1].closes(zone)
    instant = begins + (closes - begins) * share // 1_000_000
    for cadence in Cadence:
        assert sum(each.begins(zone) <= instant < each.closes(zone) for each in windows(went_live_on, cadence)) == 1


@pytest.mark.req("RL3", "RL4")
@given(went_live_on=DATES, zone=ZONES)
def test_both_cadences_close_at_the_same_instant_when_day_90_begins(went_live_on: date, zone: ZoneInfo) -> None:
    last = {windows(went_live_on, cadence)[-1].closes(zone) for cadence in Cadence}
    assert len(last) == 1
    assert all(windows(went_live_on, cadence)[-1].closes_on == went_live_on + 90 * DAY for cadence in Cadence)


def test_a_week_in_which_the_clocks_change_is_an_hour_longer_or_shorter() -> None:
    paris = ZoneInfo("Europe/Paris")
    spring, autumn = (window(day, Cadence.WEEKLY, 1) for day in (date(2026, 3, 27), date(2026, 10, 23)))
    assert spring.closes(paris) - spring.begins(paris) == timedelta(days=7, hours=-1)
    assert autumn.closes(paris) - autumn.begins(paris) == timedelta(days=7, hours=1)
    assert autumn.begins(paris) == datetime(2026, 10, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize("number", [0, 14])
def test_there_is_no_window_of_another_number(number: int) -> None:
    with pytest.raises(LookupError, match=f"{count(Cadence.WEEKLY)} weekly windows"):
        window(date(2026, 3, 2), Cadence.WEEKLY, number)
