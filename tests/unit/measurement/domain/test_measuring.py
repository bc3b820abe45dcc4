"""Measuring: it begins with going live, windows close when their last day is over, and some are missed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.measurement.domain.measuring import (
    MEASUREMENT,
    CloseWindow,
    MeasurementNotStarted,
    NoteMissed,
    PublishAdoptionReport,
    StartMeasurement,
    WindowNotFound,
    WindowStillOpen,
)
from services.measurement.domain.timers import TIMERS
from services.measurement.domain.windows import count
from shared.events.go_live import WentLive
from shared.events.series import Cadence
from shared.kernel.timer import Due
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gates import DECISION
from tests.facts.measurement import (
    ACTIVE_USERS,
    ADOPTION_REPORTED,
    FIRST_WEEK_CLOSED,
    FIRST_WEEK_MISSED,
    MEASUREMENT_STARTED,
    WENT_LIVE_ON,
)
from tests.history import recorded
from tests.scenario import Scenario

pytestmark = [pytest.mark.req("RL2"), pytest.mark.req("RL3")]
given = Scenario(decider=MEASUREMENT).given
WENT_LIVE = WentLive(engagement_id=ENGAGEMENT, release_id=DECISION, decision_id=DECISION, went_live_on=WENT_LIVE_ON)
START = StartMeasurement(engagement_id=ENGAGEMENT)
CLOSE = CloseWindow(engagement_id=ENGAGEMENT, cadence=Cadence.WEEKLY, number=1)
NOTE = NoteMissed(engagement_id=ENGAGEMENT, series_id=ACTIVE_USERS, cadence=Cadence.WEEKLY, number=1)
SUNDAY, MONDAY = datetime(2026, 3, 8, 23, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)


def test_measuring_begins_on_the_day_of_going_live() -> None:
    given(WENT_LIVE).when(START).then(MEASUREMENT_STARTED)


def test_measuring_begins_once() -> None:
    given(WENT_LIVE, MEASUREMENT_STARTED).when(START).then_nothing()


@pytest.mark.parametrize("command", [START, CLOSE, NOTE])
def test_nothing_is_measured_before_going_live(command: StartMeasurement | CloseWindow | NoteMissed) -> None:
    given().when(command).refused(MeasurementNotStarted)


def test_a_window_closes_once_its_last_day_is_over() -> None:
    given(MEASUREMENT_STARTED).when(CLOSE, at=MONDAY).then(FIRST_WEEK_CLOSED)
    given(MEASUREMENT_STARTED).when(CLOSE, at=SUNDAY).refused(WindowStillOpen, saying="2026-03-08")
    given(MEASUREMENT_STARTED, FIRST_WEEK_CLOSED).when(CLOSE, at=MONDAY).then_nothing()


@pytest.mark.parametrize("number", [0, 14])
def test_there_are_no_other_windows(number: int) -> None:
    given(MEASUREMENT_STARTED).when(replace(CLOSE, number=number)).refused(WindowNotFound, saying="1 to 13")


def test_a_window_is_missed_once_and_only_when_it_has_closed() -> None:
    given(MEASUREMENT_STARTED, FIRST_WEEK_CLOSED).when(NOTE).then(FIRST_WEEK_MISSED)
    given(MEASUREMENT_STARTED).when(NOTE).refused(WindowStillOpen)
    given(MEASUREMENT_STARTED, FIRST_WEEK_CLOSED, FIRST_WEEK_MISSED, ADOPTION_REPORTED).when(NOTE).then_nothing()


def test_every_window_is_due_on_the_day_after_its_last_one_and_no_more_once_it_closed() -> None:
    (timer,) = TIMERS
    started, closed = recorded([MEASUREMENT_STARTED, FIRST_WEEK_CLOSED])
    due = {key: timer.fold(key, None, started) for key in timer.keys(started.event)}
    assert len(due) == 16
    first = f"{ENGAGEMENT} weekly 1"
    assert due[first] == Due(command=CLOSE, on=MONDAY.date())
    ninetieth = datetime(2026, 5, 31, tzinfo=UTC).date()
    assert {key for key, each in due.items() if each and each.on == ninetieth} == {
        f"{ENGAGEMENT} weekly 13",
        f"{ENGAGEMENT} monthly 3",
    }
    assert timer.keys(closed.event) == (first,)
    assert timer.fold(first, due[first], closed) is None


ALL_CLOSED = tuple(
    replace(FIRST_WEEK_CLOSED, cadence=cadence, number=number)
    for cadence in Cadence
    for number in range(1, count(cadence) + 1)
)
PUBLISH = PublishAdoptionReport(
    engagement_id=ENGAGEMENT, position=ADOPTION_REPORTED.position, digest=ADOPTION_REPORTED.digest
)


@pytest.mark.req("RL9")
def test_the_report_of_day_ninety_is_published_once_every_window_has_closed() -> None:
    given(WENT_LIVE, MEASUREMENT_STARTED, *ALL_CLOSED).when(PUBLISH).then(ADOPTION_REPORTED)
    given(WENT_LIVE, MEASUREMENT_STARTED, *ALL_CLOSED, ADOPTION_REPORTED).when(PUBLISH).then_nothing()


@pytest.mark.req("RL9")
def test_a_report_before_that_is_of_the_day_on_which_it_is_published() -> None:
    given(WENT_LIVE, MEASUREMENT_STARTED).when(PUBLISH, at=MONDAY).then(replace(ADOPTION_REPORTED, day=7))
    given(WENT_LIVE, MEASUREMENT_STARTED).when(PUBLISH, at=datetime(2026, 9, 1, tzinfo=UTC)).then(
        replace(ADOPTION_REPORTED, day=89)
    )


@pytest.mark.req("RL9")
def test_another_report_of_the_same_day_is_published_too() -> None:
    other = replace(ADOPTION_REPORTED, digest="7b" * 32, position=650)
    given(WENT_LIVE, MEASUREMENT_STARTED, *ALL_CLOSED, ADOPTION_REPORTED).when(
        replace(PUBLISH, digest=other.digest, position=other.position)
    ).then(other)


@pytest.mark.req("RL9")
def test_there_is_no_report_before_going_live() -> None:
    given().when(PUBLISH).refused(MeasurementNotStarted)
