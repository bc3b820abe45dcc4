"""What every read model of the measurement service shows after one life. A difference means: a new version.

`FAIRWAY_WRITE_GOLDEN=1` writes the files of versions that have none yet; a file that exists is never rewritten.
"""

import os
from typing import Any

import pytest

from services.measurement.projections import PROJECTIONS
from shared.projecting.projection import Projection
from tests.facts import (
    business_case,
    costs,
    engagements,
    go_live,
    measurement,
    observations,
    pilots,
    population,
    roi,
    run_costs,
    series,
    tenants,
    triggers,
)
from tests.history import rows
from tests.unit.engagement.projections.test_golden_folds import GOLDEN, shown

MEASURED = (
    series.SERIES_DEFINED,
    series.KPI_DEFINED,
    series.BASELINE_SET,
    series.TARGET_SET,
    series.PLAN_CURVE_SET,
    series.SERIES_HANDED_OVER,
    go_live.WENT_LIVE,
    observations.INDICATOR_RECORDED,
    observations.KPI_RECORDED,
    observations.INDICATOR_CORRECTED,
    observations.KPI_CORRECTED,
    series.SERIES_RETIRED,
)
WATCHED = (
    triggers.BEHIND_PLAN,
    triggers.BEHIND_PLAN_SOONER,
    measurement.MEASUREMENT_STARTED,
    measurement.FIRST_WEEK_CLOSED,
    measurement.FIRST_WEEK_MISSED,
    triggers.FIRED,
    triggers.ACKNOWLEDGED,
    triggers.COMPLETED,
    triggers.CLEARED,
    triggers.INEFFECTIVE,
    triggers.EFFECTIVE,
    triggers.TRIGGER_RETIRED,
)
RETURNED = (
    pilots.COST,
    series.KPI_DEFINED,
    business_case.CASE_REGISTERED,
    business_case.CASE_REVISED,
    costs.SCALE_COST,
    costs.SCALE_COST_CORRECTED,
    observations.KPI_RECORDED,
    observations.KPI_CORRECTED,
    run_costs.RUN_COST,
    roi.ROI_COMPUTED,
    roi.ROI_PUBLISHED,
    run_costs.RUN_COST_CORRECTED,
    roi.ROI_RESTATED,
    run_costs.RUN_COST_WITHDRAWN,
    costs.SCALE_COST_WITHDRAWN,
)
REPORTED = (
    tenants.TENANT_REGISTERED,
    tenants.TENANT_CONFIGURED,
    engagements.STARTED,
    population.PIONEERS_DEFINED,
    population.WRITERS_DEFINED,
    measurement.ADOPTION_REPORTED,
)
LIVES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("series", "series_days", "live_days"), MEASURED),
    **dict.fromkeys(("timers", "measurement_windows", "triggers", "interventions"), WATCHED),
    **dict.fromkeys(("business_cases", "roi_costs", "roi_reports", "roi_events"), RETURNED),
    **dict.fromkeys(("reported_tenants", "reported_engagements"), REPORTED),
}
"""What is added later has a life of its own: these files never change."""
NAMED_APART = {"timers": "measurement_timers"}


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_fold_shows_what_its_version_always_showed(projection: Projection[Any]) -> None:
    golden = GOLDEN / f"{NAMED_APART.get(projection.name, projection.name)}.v{projection.version}.json"
    life = LIVES[projection.name]
    if os.environ.get("FAIRWAY_WRITE_GOLDEN") and not golden.exists():
        golden.write_bytes(shown(projection, life))
    assert shown(projection, life) == golden.read_bytes()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_life_shows_something_of_every_read_model(projection: Projection[Any]) -> None:
    assert rows(projection, LIVES[projection.name])


def test_the_life_holds_every_fact_that_any_fold_handles() -> None:
    handled = {event for projection in PROJECTIONS for event in projection.handles}
    assert {type(fact) for life in LIVES.values() for fact in life} == handled
