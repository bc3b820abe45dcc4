"""Putting a forecast on record, one sentence per test."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.domain.engagement import LAST_POSITION
from services.engagement.domain.forecast import FORECAST, RecordForecast
from services.engagement.domain.go_live.commands import AlreadyLive
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.forecasts import ForecastDates
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.forecasts import FORECAST_RECORDED
from tests.facts.go_live import WENT_LIVE
from tests.scenario import Scenario

given = Scenario(decider=FORECAST).given

RECORD = RecordForecast(
    engagement_id=ENGAGEMENT,
    position=FORECAST_RECORDED.position,
    made_on=FORECAST_RECORDED.made_on,
    policy=1,
    ready=FORECAST_RECORDED.ready,
    all_resolved=FORECAST_RECORDED.all_resolved,
    go_live=FORECAST_RECORDED.go_live,
)
LATER = ForecastDates(p50=date(2026, 5, 1), p80=date(2026, 5, 1), p95=date(2026, 5, 1))


@pytest.mark.req("X5")
def test_a_forecast_goes_on_record_with_the_position_that_it_was_made_on() -> None:
    given(STARTED).when(RECORD).then(FORECAST_RECORDED)
    given(STARTED, FORECAST_RECORDED).when(RECORD).then_nothing()
    given(STARTED, FORECAST_RECORDED).when(replace(RECORD, position=43)).then_nothing()
    given(STARTED, FORECAST_RECORDED).when(replace(RECORD, go_live=LATER)).then(
        replace(FORECAST_RECORDED, go_live=LATER)
    )


@pytest.mark.parametrize("position", [0, LAST_POSITION + 1])
def test_its_position_is_one_of_the_log(position: int) -> None:
    given(STARTED).when(replace(RECORD, position=position)).refused(NotWellFormed, saying="position")


def test_the_first_and_the_last_position_are_positions() -> None:
    for position in (1, LAST_POSITION):
        given(STARTED).when(replace(RECORD, position=position)).then(replace(FORECAST_RECORDED, position=position))


def test_its_policy_is_one_that_there_is() -> None:
    given(STARTED).when(replace(RECORD, policy=0)).refused(NotWellFormed, saying="policy")


@pytest.mark.parametrize(
    "dates",
    [
        replace(LATER, p50=date(2026, 3, 1)),
        replace(LATER, p80=date(2026, 4, 30)),
        replace(LATER, p95=date(2026, 4, 30)),
    ],
)
def test_its_dates_rise_from_the_day_on_which_it_was_made(dates: ForecastDates) -> None:
    for command in (
        replace(RECORD, ready=dates),
        replace(RECORD, all_resolved=dates),
        replace(RECORD, go_live=dates),
    ):
        given(STARTED).when(command).refused(NotWellFormed, saying="rise")


def test_nothing_is_forecast_of_what_is_live() -> None:
    given(STARTED, WENT_LIVE).when(RECORD).refused(AlreadyLive, saying=f"{WENT_LIVE.went_live_on}")


def test_it_is_about_an_engagement_that_was_started() -> None:
    given().when(RECORD).refused(EngagementNotFound)
    found = [(scope.reach, scope.id, scope.types) for scope in FORECAST.looks_at(RECORD)]
    assert found == [
        (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",)),
        (Reach.STREAM, f"golive-{ENGAGEMENT}", ("WentLive",)),
    ]
    assert FORECAST.stream(RECORD) == f"forecast-{ENGAGEMENT}"
    assert FORECAST.engagement(RECORD) == ENGAGEMENT
