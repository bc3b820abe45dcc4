"""A trigger replayed over what read models hold: the engagement's own windows, and those of others like it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.measurement.domain.backtest import together
from services.measurement.domain.trigger.judging import Rules
from services.measurement.domain.windows import windows
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry
from services.measurement.queries.trials import LabelledDip, Past, Trial, TrialRun, runs, sound
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import Observation
from shared.events.series import Cadence
from shared.events.triggers import Watched
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import MEASUREMENT_STARTED, WENT_LIVE_ON
from tests.facts.observations import INDICATOR_RECORDED
from tests.facts.series import SERIES_DEFINED, SERIES_ID
from tests.history import rows

pytestmark = pytest.mark.req("X10")

OTHER, OTHER_SERIES = UUID(int=0xE2), UUID(int=0x5E2)
DEFINED = replace(SERIES_DEFINED, template="active_share")
LOW, USUAL = Decimal(3), Decimal(6)
TRIAL = Trial(
    engagement_id=ENGAGEMENT,
    watches=(Watched(name="used", series_id=SERIES_ID),),
    rules=Rules(expression="used.value < 500000", consecutive=2),
    cadence=Cadence.WEEKLY,
    dips=(LabelledDip(engagement_id=ENGAGEMENT, first=2, last=4), LabelledDip(engagement_id=OTHER, first=9, last=9)),
)


def life(engagement: UUID, series: UUID, low: set[int], closed: int) -> Iterator[object]:
    """So many weeks are over; in these it was low."""
    yield replace(DEFINED, engagement_id=engagement, series_id=series)
    yield replace(MEASUREMENT_STARTED, engagement_id=engagement)
    for week in windows(WENT_LIVE_ON, Cadence.WEEKLY)[:closed]:
        value = LOW if week.number in low else USUAL
        row = Observation(key="share", value=value, of=Decimal(10), cohort_id=None, department=None)
        day = week.starts_on + timedelta(days=1)
        yield replace(INDICATOR_RECORDED, engagement_id=engagement, series_id=series, day=day, observations=(row,))
        yield MeasurementWindowClosed(
            engagement_id=engagement,
            cadence=Cadence.WEEKLY,
            number=week.number,
            starts_on=week.starts_on,
            ends_on=week.ends_on,
        )


def past(*facts: object) -> Past:
    series: list[SeriesEntry] = list(rows(SERIES, facts).values())
    seen: list[MeasurementWindowEntry] = list(rows(MEASUREMENT_WINDOWS, facts).values())
    days: list[SeriesDayEntry] = [row for row in rows(SERIES_DAYS, facts).values() if row.split == ALL]
    weeks = sorted(seen, key=lambda row: (row.cadence, row.number))
    return Past(
        series={row.series_id: row for row in series},
        alike={"active_share": series},
        windows={key: [row for row in weeks if row.engagement_id == key] for key in (ENGAGEMENT, OTHER)},
        days={row.series_id: [day for day in days if day.series_id == row.series_id] for row in series},
    )


def replayed(own: int, other: int) -> list[TrialRun]:
    facts = (
        *life(ENGAGEMENT, SERIES_ID, {2, 3, 4, 7, 8}, own),
        *life(OTHER, OTHER_SERIES, {5, 6, 9}, other),
    )
    return list(runs(TRIAL, past(*facts)))


def test_it_fires_where_it_would_have_in_windows_that_are_over_and_elsewhere_once_all_are() -> None:
    own, other = replayed(own=10, other=13)
    assert [firing.window for firing in own.result.firings] == [3, 8]
    assert [(each.fired, each.lead) for each in own.result.dips] == [(3, 1)]
    assert (own.windows, own.result.false_alarms, own.result.precision) == (10, 1, Decimal("0.5"))
    assert (other.engagement_id, other.windows) == (OTHER, 13)
    assert [(firing.window, firing.dip) for firing in other.result.firings] == [(6, None)]
    whole = together(run.result for run in (own, other))
    assert (whole.false_alarms, whole.precision, whole.recall) == (2, Decimal("0.3333"), Decimal("0.5"))


def test_another_engagement_counts_only_once_it_is_over() -> None:
    assert [run.engagement_id for run in replayed(own=3, other=12)] == [ENGAGEMENT]


def test_before_any_window_is_over_nothing_has_fired() -> None:
    (own,) = replayed(own=0, other=0)
    assert (own.windows, own.result.firings, own.result.precision) == (0, (), None)


def test_what_has_no_template_is_replayed_at_home_alone() -> None:
    found = past(*life(ENGAGEMENT, SERIES_ID, set(), 13), *life(OTHER, OTHER_SERIES, set(), 13))
    bare = replace(found, series={SERIES_ID: replace(found.series[SERIES_ID], template=None)})
    assert [run.engagement_id for run in runs(TRIAL, bare)] == [ENGAGEMENT]


def test_a_series_of_another_engagement_or_cadence_or_of_none_cannot_be_watched() -> None:
    series = past(*life(ENGAGEMENT, SERIES_ID, set(), 0)).series
    assert sound(TRIAL, series)
    assert not sound(TRIAL, {})
    assert not sound(replace(TRIAL, cadence=Cadence.MONTHLY), series)
    assert not sound(replace(TRIAL, engagement_id=OTHER), series)
