"""Pilot and production are one measure where they are called the same, and compared where they say the same."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from gateway.measurement.beside_pilot import OneMeasure, comparable, measures
from gateway.schema.pilot_versus_production import MeasuredIn, before, since
from services.engagement.contracts.beside_pilot import BesidePilot, Run
from services.measurement.contracts.series import SeriesEntry, SeriesWindowLine
from services.measurement.projections.series import SERIES
from shared.events.pilots import Better
from shared.events.series import Cadence
from tests.facts.series import KPI_DEFINED, SERIES_DEFINED
from tests.history import rows

pytestmark = pytest.mark.req("RD6")

ACTIVE, MINUTES = rows(SERIES, (SERIES_DEFINED, KPI_DEFINED)).values()
PILOT = BesidePilot(
    name="minutes per claim ",
    unit="Minutes",
    better=Better.LOWER,
    pilot=Decimal(11),
    target=Decimal(15),
    metric_id=None,
    threshold=None,
    runs=(),
)


def entry(**changed: Any) -> SeriesEntry:  # noqa: ANN401 - any fields
    changed_entry: SeriesEntry = replace(MINUTES, **changed)
    return changed_entry


def test_what_the_pilot_measured_comes_first_and_what_only_production_knows_after_it() -> None:
    told = measures([PILOT], [ACTIVE, MINUTES])
    assert [(each.name, each.series) for each in told] == [(PILOT.name, (MINUTES,)), (ACTIVE.name, (ACTIVE,))]


def test_series_of_one_name_are_of_one_measure() -> None:
    again = entry(series_id=ACTIVE.series_id)
    assert [each.series for each in measures([], [MINUTES, again])] == [(MINUTES, again)]


def test_they_are_compared_in_one_unit_and_one_direction_only() -> None:
    (same,) = measures([PILOT], [MINUTES])
    (hours,) = measures([PILOT], [entry(unit="hours")])
    (other_way,) = measures([PILOT], [entry(better=Better.HIGHER)])
    assert [comparable(each) for each in (same, hours, other_way)] == [True, False, False]
    assert [comparable(each) for each in measures([PILOT], [ACTIVE])] == [None, None]
    of_all = replace(PILOT, unit="%")
    assert [comparable(each) for unit in ("percent", "share") for each in measures([of_all], [entry(unit=unit)])] == [
        True,
        False,
    ]


FIRST_DAY = date(2026, 3, 2)


def week(number: int, actual: str | None) -> SeriesWindowLine:
    starts_on = FIRST_DAY + timedelta(days=7 * (number - 1))
    return SeriesWindowLine(
        cadence=Cadence.WEEKLY,
        number=number,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=6),
        actual=None if actual is None else Decimal(actual),
        observations=1,
        corrections=0,
        plan=Decimal(14),
        plan_at_go_live=Decimal(13),
        splits=(),
    )


def test_over_time_the_pilot_comes_first_then_runs_and_then_the_windows_in_which_something_was_measured() -> None:
    run = Run(run_id=UUID(int=1), metric_id=UUID(int=2), ran_on=FIRST_DAY - timedelta(days=3), value=Decimal(12))
    beside = replace(PILOT, threshold=Decimal(13), runs=(run,))
    told = [
        *before(OneMeasure(besides=beside, series=(MINUTES,))),
        *since([week(3, "16"), week(1, "12.5"), week(2, None)]),
    ]
    assert [(each.phase, each.on, each.value, each.wanted) for each in told] == [
        (MeasuredIn.PILOT, None, Decimal(11), Decimal(15)),
        (MeasuredIn.VALIDATION, date(2026, 2, 27), Decimal(12), Decimal(13)),
        (MeasuredIn.PRODUCTION, date(2026, 3, 8), Decimal("12.5"), Decimal(14)),
        (MeasuredIn.PRODUCTION, date(2026, 3, 22), Decimal(16), Decimal(14)),
    ]


def test_what_only_production_or_only_a_run_measured_has_no_pilot_to_begin_with() -> None:
    assert before(OneMeasure(besides=None, series=(ACTIVE,))) == []
    assert before(OneMeasure(besides=replace(PILOT, pilot=None), series=())) == []
