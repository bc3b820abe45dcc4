"""What is known of measuring: what is measured, what it is compared to, what is watched, and which windows are over."""

from dataclasses import replace
from datetime import date

import pytest

from shared.events.series import SeriesKind
from tests.fact_sheet import brief, told
from tests.facts import measurement, series, triggers
from tests.facts.engagements import ENGAGEMENT

pytestmark = pytest.mark.req("RL6")

OTHER = replace(series.SERIES_DEFINED, series_id=ENGAGEMENT, name="Help requests")
WANTED = (series.SERIES_DEFINED, series.BASELINE_SET, series.TARGET_SET, series.PLAN_CURVE_SET)
SECOND_MISSED = replace(measurement.FIRST_WEEK_MISSED, series_id=ENGAGEMENT)


def known(*facts: object) -> dict[str, tuple[object, tuple[int, ...]]]:
    return brief(told(*facts), "measurement")


def test_indicators_and_what_is_wanted_of_them_are_counted_beside_key_figures() -> None:
    facts = known(*WANTED, series.KPI_DEFINED)
    assert {name: facts[name] for name in facts if name.startswith(("indicators", "key_figures"))} == {
        "indicators": (1, (1,)),
        "indicators_with_baseline": (1, (1, 2)),
        "indicators_with_target": (1, (1, 3)),
        "indicators_with_plan": (1, (1, 4)),
        "key_figures": (1, (5,)),
        "key_figures_with_baseline": (0, (5,)),
        "key_figures_with_target": (0, (5,)),
    }


@pytest.mark.req("RL5")
def test_once_all_had_a_baseline_an_indicator_that_is_added_takes_away_the_present_alone() -> None:
    facts = known(*WANTED[:2], OTHER)
    assert facts["baselines_complete_once"] == (True, (1, 2))
    assert (facts["indicators"], facts["indicators_with_baseline"]) == ((2, (1, 3)), (1, (1, 2)))
    assert known(series.SERIES_DEFINED, OTHER, series.BASELINE_SET)["baselines_complete_once"][0] is False
    assert known(replace(series.SERIES_DEFINED, kind=SeriesKind.KPI)).get("baselines_complete_once") is None


@pytest.mark.req("RL5")
def test_the_last_day_of_the_baselines_is_that_of_those_that_stand() -> None:
    later = replace(series.BASELINE_SET, series_id=ENGAGEMENT, measured_until=date(2026, 3, 1))
    both = (*WANTED[:2], OTHER, later)
    assert known(*both)["baselines_until"] == (date(2026, 3, 1), (3, 4))
    given_up = replace(series.SERIES_RETIRED, series_id=ENGAGEMENT)
    assert known(*both, given_up)["baselines_until"] == (series.BASELINE_SET.measured_until, (1, 2))
    sooner = replace(series.BASELINE_SET, measured_until=date(2026, 2, 20))
    assert known(*WANTED[:2], sooner)["baselines_until"] == (date(2026, 2, 20), (1, 3))


def test_a_trigger_is_watched_until_it_is_given_up() -> None:
    assert known(triggers.BEHIND_PLAN)["triggers"] == (1, (1,))
    assert known(triggers.BEHIND_PLAN, triggers.TRIGGER_RETIRED)["triggers"] == (0, (1, 2))


def test_measuring_begins_and_a_window_that_several_series_missed_is_one() -> None:
    facts = known(
        measurement.MEASUREMENT_STARTED,
        measurement.FIRST_WEEK_CLOSED,
        measurement.FIRST_WEEK_MISSED,
        SECOND_MISSED,
    )
    assert facts["started"] == (True, (1,))
    assert facts["started_on"] == (measurement.WENT_LIVE_ON, (1,))
    assert (facts["windows_closed"], facts["windows_missed"]) == ((1, (2,)), (1, (3,)))


def test_what_is_told_of_something_that_nobody_defined_is_passed_over() -> None:
    assert known(*WANTED[1:], series.SERIES_RETIRED, triggers.TRIGGER_RETIRED) == {}
