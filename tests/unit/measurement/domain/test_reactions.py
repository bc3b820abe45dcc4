"""What follows by itself: measuring begins, windows are missed, triggers are judged by what is known by then."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.measuring import NoteMissed, StartMeasurement
from services.measurement.domain.reactions import REACTIONS
from services.measurement.domain.trigger.commands import JudgeTrigger
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import AdoptionIndicatorCorrected, AdoptionIndicatorRecorded, Observation
from shared.events.series import Cadence
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import FIRST_WEEK_CLOSED, MEASUREMENT_STARTED, WENT_LIVE_ON
from tests.facts.people import BO
from tests.facts.series import BASELINE_SET, KPI_DEFINED, PLAN_CURVE_SET, SERIES_DEFINED, SERIES_RETIRED, TARGET_SET
from tests.facts.triggers import BEHIND_PLAN, BEHIND_PLAN_SOONER, TRIGGER, TRIGGER_RETIRED
from tests.history import called_by_last, recorded

pytestmark = [pytest.mark.req("RL2"), pytest.mark.req("RL3"), pytest.mark.req("RL6")]
START, LOOK_BACK, *_ = REACTIONS
SERIES = SERIES_DEFINED.series_id
TEN_OF_FIFTY = Observation(key="a", value=Decimal(10), of=Decimal(50), cohort_id=None, department=None)
SET_UP = (SERIES_DEFINED, BASELINE_SET, TARGET_SET, PLAN_CURVE_SET, KPI_DEFINED, BEHIND_PLAN)
MISSED = NoteMissed(engagement_id=ENGAGEMENT, series_id=SERIES, cadence=Cadence.WEEKLY, number=1)


def observed(day: date, *observations: Observation) -> AdoptionIndicatorRecorded:
    return AdoptionIndicatorRecorded(
        engagement_id=ENGAGEMENT, series_id=SERIES, day=day, source="Sign-ins", observations=observations
    )


def called_for(*facts: Any) -> list[Any]:  # noqa: ANN401 - any fact
    """By the last of the facts."""
    return called_by_last(LOOK_BACK, recorded(facts))


def seen(*facts: Any) -> list[dict[str, str]]:  # noqa: ANN401 - any fact
    """By the one trigger that is judged: window by window, what it saw."""
    (judge,) = (each for each in called_for(*facts) if isinstance(each, JudgeTrigger))
    return [{each.name.partition(".")[2]: each.value for each in sight.seen} for sight in judge.sights]


def test_measuring_begins_because_the_system_went_live() -> None:
    live = WentLive(engagement_id=ENGAGEMENT, release_id=TRIGGER, decision_id=TRIGGER, went_live_on=WENT_LIVE_ON)
    (fact,) = recorded([live])
    assert START.called_for(None, fact) == [StartMeasurement(engagement_id=ENGAGEMENT)]
    assert START.past  # of systems that were live before anything was measured here, too


def test_a_window_without_anything_measured_is_missed_in_the_live_series_of_its_cadence() -> None:
    (missed, judge) = called_for(*SET_UP, FIRST_WEEK_CLOSED)
    assert missed == MISSED
    assert (judge.trigger_id, judge.window, judge.starts_on) == (TRIGGER, 1, WENT_LIVE_ON)
    assert called_for(SERIES_DEFINED, SERIES_RETIRED, FIRST_WEEK_CLOSED) == []
    assert called_for(SERIES_DEFINED, observed(date(2026, 3, 8), TEN_OF_FIFTY), FIRST_WEEK_CLOSED) == []
    assert called_for(SERIES_DEFINED, observed(date(2026, 3, 9), TEN_OF_FIFTY), FIRST_WEEK_CLOSED) == [MISSED]
    assert called_for(MEASUREMENT_STARTED, FIRST_WEEK_CLOSED) == []


def test_what_was_withdrawn_was_never_measured() -> None:
    withdrawn = AdoptionIndicatorCorrected(
        engagement_id=ENGAGEMENT,
        series_id=SERIES,
        day=WENT_LIVE_ON,
        old=TEN_OF_FIFTY,
        new=None,
        reason="Testers.",
        corrector=BO,
    )
    history = (SERIES_DEFINED, observed(WENT_LIVE_ON, TEN_OF_FIFTY), withdrawn)
    assert called_for(*history, FIRST_WEEK_CLOSED) == [MISSED]
    mended = replace(withdrawn, new=replace(TEN_OF_FIFTY, value=Decimal(5)))
    sights = seen(*SET_UP, *history[1:2], mended, FIRST_WEEK_CLOSED)
    assert [each["value"] for each in sights] == ["0.100000"]


def test_a_trigger_sees_each_window_beside_its_plan_and_as_many_as_it_waits_for() -> None:
    """The plan rises from 0.2 by 0.01 a day: to 0.26 in the first week, to 0.33 in the second, to 0.4 in the third."""
    weeks = [date(2026, 3, 4), date(2026, 3, 11), date(2026, 3, 18)]
    third = MeasurementWindowClosed(
        engagement_id=ENGAGEMENT,
        cadence=Cadence.WEEKLY,
        number=3,
        starts_on=date(2026, 3, 16),
        ends_on=date(2026, 3, 22),
    )
    facts = [observed(day, TEN_OF_FIFTY, replace(TEN_OF_FIFTY, key="b", value=Decimal(20))) for day in weeks]
    assert seen(*SET_UP, *facts, third) == [
        {"value": "0.300000", "shortfall": "0.090909"},
        {"value": "0.300000", "shortfall": "0.250000"},
    ]
    assert len(seen(*SET_UP, replace(BEHIND_PLAN_SOONER, consecutive=3), *facts, third)) == 3
    assert len(seen(*SET_UP, TRIGGER_RETIRED, *facts, third)) == 2


def test_what_a_series_lacks_that_has_retired_is_not_missed() -> None:
    any_missed = replace(BEHIND_PLAN, expression=f"{BEHIND_PLAN.watches[0].name}.missed", clears=None)
    before = (SERIES_DEFINED, PLAN_CURVE_SET, any_missed)
    assert seen(*before, FIRST_WEEK_CLOSED)[-1] == {"missed": "true"}
    assert seen(*before, SERIES_RETIRED, FIRST_WEEK_CLOSED)[-1] == {}
    measured = observed(WENT_LIVE_ON, TEN_OF_FIFTY)
    assert seen(*before, measured, SERIES_RETIRED, FIRST_WEEK_CLOSED)[-1]["missed"] == "false"


def test_a_monthly_window_is_nothing_to_a_weekly_trigger() -> None:
    month = replace(FIRST_WEEK_CLOSED, cadence=Cadence.MONTHLY, ends_on=date(2026, 3, 31))
    missed = replace(MISSED, series_id=KPI_DEFINED.series_id, cadence=Cadence.MONTHLY)
    assert called_for(*SET_UP, month) == [missed]


def test_what_belongs_to_no_engagement_is_not_remembered() -> None:
    (fact,) = recorded([SERIES_DEFINED])
    elsewhere = fact._replace(engagement_id=None)
    assert LOOK_BACK.remembering({}, elsewhere) == {}
    other = next(recorded([FIRST_WEEK_CLOSED]))
    assert LOOK_BACK.called_for({UUID(int=1): None}, other) == []
