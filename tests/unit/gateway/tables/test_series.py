"""The lines of a series' tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from gateway.tables.series import DAYS, WINDOWS, day_lines, length, window_lines
from services.engagement.projections.cohorts import COHORTS
from services.measurement.contracts.series import SeriesDayLine, SeriesWindowLine, SplitLine
from services.measurement.projections.series import SERIES
from shared.events.series import Cadence
from tests.facts.population import PIONEERS, PIONEERS_DEFINED
from tests.facts.series import SERIES_DEFINED, SERIES_ID
from tests.history import rows

pytestmark = pytest.mark.req("RL8")
MONDAY = date(2026, 3, 30)
ONE = SplitLine(cohort_id=UUID(int=7), department=None, actual=Decimal("0.4"), observations=4)
OTHER = SplitLine(cohort_id=None, department="=Claims", actual=None, observations=0)
WINDOW = SeriesWindowLine(
    cadence=Cadence.WEEKLY,
    number=1,
    starts_on=MONDAY,
    ends_on=MONDAY,
    actual=Decimal("0.5"),
    observations=9,
    corrections=1,
    plan=Decimal("0.6"),
    plan_at_go_live=None,
    splits=(ONE, OTHER),
)
ROW = rows(SERIES, (SERIES_DEFINED,))[SERIES_ID,]
DAY = SeriesDayLine(
    day=MONDAY,
    actual=Decimal("0.5"),
    observations=2,
    corrections=0,
    total=Decimal(1),
    of_total=Decimal(2),
    first_seq=7,
    last_seq=8,
)


def test_a_day_is_a_line_below_the_names() -> None:
    names, line = day_lines(ROW, [DAY])
    assert names == DAYS
    assert tuple(line) == (ROW.name, ROW.unit, MONDAY, Decimal("0.5"), 2, 0, Decimal(1), Decimal(2))


def test_a_window_is_a_line_for_all_and_one_for_each_part() -> None:
    names, *lines = (tuple(line) for line in window_lines(ROW, [WINDOW], {}))
    assert names == WINDOWS
    assert [len(line) for line in lines] == [len(WINDOWS)] * length([WINDOW])
    assert [line[6:10] for line in lines] == [
        (None, None, Decimal("0.5"), Decimal("0.6")),
        (str(ONE.cohort_id), None, Decimal("0.4"), None),
        (None, "=Claims", None, None),
    ]
    assert {line[:6] for line in lines} == {(ROW.name, ROW.unit, "weekly", 1, MONDAY, MONDAY)}


def test_a_cohort_is_called_what_people_call_it() -> None:
    cohort = rows(COHORTS, (PIONEERS_DEFINED,))[PIONEERS,]
    part = replace(ONE, cohort_id=PIONEERS)
    (_, _, line) = (tuple(line) for line in window_lines(ROW, [replace(WINDOW, splits=(part,))], {PIONEERS: cohort}))
    assert line[6] == f"{cohort.department}, {cohort.role}"
