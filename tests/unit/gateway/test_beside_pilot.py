"""Pilot and production are one measure where they are called the same, and compared where they say the same."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gateway.measurement.beside_pilot import comparable, measures
from services.engagement.contracts.beside_pilot import BesidePilot
from services.measurement.contracts.series import SeriesEntry
from services.measurement.projections.series import SERIES
from shared.events.pilots import Better
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
