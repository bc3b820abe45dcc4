"""Windows are open until they close; then missed, late, or closed, by what was told of each series and when."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry
from services.measurement.queries.measurement_windows import WindowLine, WindowStatus, lines
from tests.facts.measurement import FIRST_WEEK_CLOSED, FIRST_WEEK_MISSED, MEASUREMENT_STARTED, WENT_LIVE_ON
from tests.facts.observations import INDICATOR_RECORDED
from tests.facts.series import KPI_DEFINED, SERIES_DEFINED, SERIES_ID
from tests.history import rows

pytestmark = pytest.mark.req("RL3")

MISSED = replace(FIRST_WEEK_MISSED, series_id=SERIES_ID)
TOLD = replace(INDICATOR_RECORDED, series_id=SERIES_ID, day=WENT_LIVE_ON)
NEXT_WEEK = replace(TOLD, day=WENT_LIVE_ON + timedelta(days=7))
MONTHLY = replace(TOLD, series_id=KPI_DEFINED.series_id)


def shown(*facts: object) -> tuple[WindowLine, ...]:
    life = (SERIES_DEFINED, KPI_DEFINED, MEASUREMENT_STARTED, *facts)

    seen: list[MeasurementWindowEntry] = list(rows(MEASUREMENT_WINDOWS, life).values())
    series: list[SeriesEntry] = list(rows(SERIES, life).values())
    days: list[SeriesDayEntry] = [row for row in rows(SERIES_DAYS, life).values() if row.split == ALL]
    return lines(seen, series, days)


def first_week(*facts: object) -> tuple[WindowStatus, tuple[UUID, ...], tuple[UUID, ...]]:
    line = shown(*facts)[0]
    return line.status, line.missed, line.late


@pytest.mark.req("RL2", "RL4")
def test_there_are_thirteen_weeks_and_three_months_and_all_are_open() -> None:
    found = shown()
    assert [(each.cadence, each.number) for each in found[:5]] == [("weekly", number) for number in range(1, 5)] + [
        ("monthly", 1)
    ]
    assert {each.status for each in found} == {WindowStatus.OPEN}
    assert (found[0].starts_on, len(found)) == (WENT_LIVE_ON, 16)
    assert [(each.cadence, each.ends_on) for each in found[-2:]] == [
        ("weekly", WENT_LIVE_ON + timedelta(days=89)),
        ("monthly", WENT_LIVE_ON + timedelta(days=89)),
    ]


def test_a_window_in_which_all_was_told_in_time_is_closed() -> None:
    assert first_week(TOLD) == (WindowStatus.OPEN, (), ())
    assert first_week(TOLD, FIRST_WEEK_CLOSED) == (WindowStatus.CLOSED, (), ())


def test_a_series_of_which_nothing_was_told_has_missed_it() -> None:
    assert first_week(FIRST_WEEK_CLOSED, MISSED) == (WindowStatus.MISSED, (SERIES_ID,), ())


def test_what_comes_in_afterwards_is_late_and_does_not_undo_that() -> None:
    assert first_week(FIRST_WEEK_CLOSED, MISSED, TOLD) == (WindowStatus.LATE, (SERIES_ID,), (SERIES_ID,))


def test_what_is_of_another_week_or_of_another_cadence_makes_nothing_late() -> None:
    assert first_week(TOLD, FIRST_WEEK_CLOSED, NEXT_WEEK, MONTHLY) == (WindowStatus.CLOSED, (), ())


def test_as_long_as_one_series_has_nothing_it_is_missed() -> None:
    other = UUID(int=0x5E7)
    defined, missed = replace(SERIES_DEFINED, series_id=other), replace(MISSED, series_id=other)
    found = first_week(defined, FIRST_WEEK_CLOSED, MISSED, missed, TOLD)
    assert found == (WindowStatus.MISSED, (SERIES_ID, other), (SERIES_ID,))
