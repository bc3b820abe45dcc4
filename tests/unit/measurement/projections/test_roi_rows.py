"""The read models give the return the same rows as the reaction remembers: so both reckon and digest the same."""

import pytest

from services.measurement.domain.roi import roi_of
from services.measurement.domain.roi_digest import digest
from services.measurement.domain.roi_rows import RoiRows
from services.measurement.projections.business_cases import BUSINESS_CASES
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.roi_costs import ROI_COSTS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import ALL, SERIES_DAYS
from services.measurement.queries.roi_rows import Found, figure_row, put_together
from tests.facts.business_case import CASE_REVISED
from tests.facts.costs import SCALE_COST, SCALE_COST_CORRECTED, SCALE_COST_WITHDRAWN
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import FIRST_WEEK_CLOSED, MEASUREMENT_STARTED
from tests.facts.run_costs import RUN_COST, RUN_COST_CORRECTED, RUN_COST_WITHDRAWN
from tests.history import rows
from tests.unit.measurement.domain.returning import LIVE, MONTHS, SET_UP, after, corrected, rows_after, took

pytestmark = [pytest.mark.req("RL10"), pytest.mark.req("X11")]
FIRST = took(0, "30", "31.125")
LIFE = (
    *SET_UP[:-1],
    SCALE_COST,
    LIVE,
    MEASUREMENT_STARTED,
    FIRST,
    took(31, "38"),
    RUN_COST,
    FIRST_WEEK_CLOSED,
    took(31, "39.5"),
    *MONTHS,
    RUN_COST_CORRECTED,
    CASE_REVISED,
    corrected(FIRST, "29"),
    SCALE_COST_CORRECTED,
    RUN_COST_WITHDRAWN,
    SCALE_COST_WITHDRAWN,
)


def read_after(*facts: object) -> RoiRows:
    """By way of the read models."""
    days = [day for day in rows(SERIES_DAYS, facts).values() if day.split == ALL]
    series = {each.series_id: each for each in rows(SERIES, facts).values()}
    found = put_together(
        Found(
            case=rows(BUSINESS_CASES, facts)[(ENGAGEMENT,)],
            live=rows(LIVE_DAYS, facts).get((ENGAGEMENT,)),
            months=list(rows(MEASUREMENT_WINDOWS, facts).values()),
            costs=list(rows(ROI_COSTS, facts).values()),
        ),
        {key: figure_row(each, [day for day in days if day.series_id == key]) for key, each in series.items()},
    )
    assert found is not None
    return found


@pytest.mark.parametrize("length", range(len(SET_UP), len(LIFE) + 1))
def test_at_each_position_the_read_models_give_what_the_reaction_remembers(length: int) -> None:
    life = LIFE[:length]
    read, remembered = read_after(*life), rows_after(*life)
    assert (read.went_live_on, read.closed, read.cases) == (
        remembered.went_live_on,
        remembered.closed,
        remembered.cases,
    )
    assert read.costs == remembered.costs
    one, other = roi_of(read), roi_of(remembered)
    assert one == other
    assert one is None or other is None or digest(one) == digest(other)


def test_the_life_comes_to_something() -> None:
    assert after(*LIFE).figures.benefit != after(*LIFE[:-4]).figures.benefit > 0
