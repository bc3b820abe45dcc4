"""What reactions remember is bounded by days and parts, never by observations, and shrinks once it is told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain import remembered, roi_remembered
from services.measurement.domain.roi import roi_of
from services.measurement.domain.roi_months import by_month
from services.measurement.domain.roi_remembered import MOST_CAUSES, Books
from services.measurement.domain.windows import windows
from shared.events.measurement import MeasurementWindowClosed
from shared.events.roi import RoiFigure
from shared.events.series import Aggregation, Cadence
from shared.kernel.recorded import Recorded
from tests.facts.engagements import ENGAGEMENT
from tests.facts.observations import INDICATOR_RECORDED
from tests.facts.roi import ROI_PUBLISHED
from tests.facts.series import KPI_DEFINED, KPI_ID, SERIES_DEFINED, SERIES_ID
from tests.history import recorded
from tests.unit.measurement.domain.returning import LIVE, LIVE_ON, MONTHS, SET_UP, corrected, rows_after, took

CLOSINGS = tuple(
    MeasurementWindowClosed(
        engagement_id=ENGAGEMENT,
        cadence=cadence,
        number=each.number,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
    )
    for cadence in Cadence
    for each in windows(LIVE_ON, cadence)
)
EVERY_DAY = tuple(took(day, "30", "41.5") for day in range(90))


def after(memory: Any, initial: Any, *facts: Any) -> Any:  # noqa: ANN401 - each has its own
    state = initial
    for each in recorded(facts):
        state = memory.evolve(state, each) if isinstance(each.event, memory.HANDLED) else state
    return state


def books(*facts: Any) -> Books:  # noqa: ANN401 - any fact
    found: Books = after(roi_remembered, {}, *facts)[ENGAGEMENT]
    return found


@pytest.mark.req("RL3")
def test_of_a_series_one_sum_is_remembered_for_each_day_until_all_windows_have_closed() -> None:
    days = [replace(INDICATOR_RECORDED, day=LIVE_ON + timedelta(days=number % 90)) for number in range(400)]
    measured = (SERIES_DEFINED, *days, *CLOSINGS)
    house = after(remembered, {}, *measured)[ENGAGEMENT]
    assert len(house.series[SERIES_ID].days) == 90
    assert after(remembered, {}, *measured, INDICATOR_RECORDED) == {ENGAGEMENT: remembered.OVER}


def test_an_engagement_is_forgotten_with_the_next_event_of_any_other() -> None:
    state = after(remembered, {}, SERIES_DEFINED, *CLOSINGS)
    (defined,) = recorded([KPI_DEFINED])
    other: Recorded[Any] = defined._replace(engagement_id=UUID(int=0xE9))
    assert remembered.evolve(state, other)[ENGAGEMENT] == remembered.OVER


@pytest.mark.req("RL10")
def test_what_went_live_without_a_case_is_not_remembered() -> None:
    assert after(roi_remembered, {}, KPI_DEFINED, LIVE, *EVERY_DAY, *MONTHS) == {ENGAGEMENT: None}


@pytest.mark.req("X11")
@pytest.mark.parametrize("aggregation", [Aggregation.MEAN, Aggregation.SUM, Aggregation.LATEST])
def test_once_it_was_published_months_are_remembered_and_tell_the_same_figures(aggregation: Aggregation) -> None:
    of_its_own = replace(KPI_DEFINED, aggregation=aggregation)
    set_up = tuple(of_its_own if each == KPI_DEFINED else each for each in SET_UP)
    late = (corrected(EVERY_DAY[44], "12"), took(59, "9"), took(3, "99"))
    told = books(*set_up, *EVERY_DAY[:60], *MONTHS, ROI_PUBLISHED, *late)
    by_day = rows_after(*set_up, *EVERY_DAY[:60], *MONTHS, *late)
    assert len(told.rows.series[KPI_ID].days) == (60 if aggregation is Aggregation.LATEST else 2)
    found, expected = roi_of(told.rows), roi_of(by_day)
    assert found is not None
    assert expected is not None
    assert found.figures == expected.figures
    assert by_month(told.rows) == told.rows


@pytest.mark.req("X11")
def test_of_what_came_since_only_the_first_are_named_and_all_are_counted() -> None:
    many = tuple(took(3, str(minutes)) for minutes in range(150))
    since = books(*SET_UP, *MONTHS, ROI_PUBLISHED, *many).since[RoiFigure.BENEFIT]
    assert (since.events, len(since.first)) == (150, MOST_CAUSES)
    first = len((*SET_UP, *MONTHS, ROI_PUBLISHED)) + 1
    assert [cause.position for cause in since.first] == list(range(first, first + MOST_CAUSES))
