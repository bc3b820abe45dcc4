"""A series, one sentence per test: what it counts, what is wanted of it, and when that may still be said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.measurement.domain.not_found import EngagementNotFound, SeriesNotFound
from services.measurement.domain.series import (
    SERIES,
    DefineSeries,
    HandOverSeries,
    RetireSeries,
    SeriesCommand,
    SetBaseline,
    SetPlanCurve,
    SetTarget,
)
from services.measurement.domain.series.commands import (
    BaselineAfterGoLive,
    SeriesAlreadyDefined,
    SeriesDiffersFromTemplate,
    SeriesHasRetired,
    SeriesTemplateNotFound,
    UnitNotKnown,
)
from shared.events.people import Role
from shared.events.pilots import Better
from shared.events.series import PlanPoint
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import BO, CLEO
from tests.facts.series import (
    BASELINE_SET,
    PLAN_CURVE_SET,
    SERIES_DEFINED,
    SERIES_HANDED_OVER,
    SERIES_ID,
    SERIES_RETIRED,
    TARGET_SET,
)
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RL3")

given = Scenario(decider=SERIES).given
DEFINED = (STARTED, SERIES_DEFINED)
LIVE = (*DEFINED, WENT_LIVE)
DEFINE = DefineSeries(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    kind=SERIES_DEFINED.kind,
    name=SERIES_DEFINED.name,
    definition=SERIES_DEFINED.definition,
    unit=SERIES_DEFINED.unit,
    better=SERIES_DEFINED.better,
    cadence=SERIES_DEFINED.cadence,
    aggregation=SERIES_DEFINED.aggregation,
    source=SERIES_DEFINED.source,
    owner=CLEO,
    template=SERIES_DEFINED.template,
)
HAND_OVER = HandOverSeries(series_id=SERIES_ID, owner=BO)
RETIRE = RetireSeries(series_id=SERIES_ID, reason=SERIES_RETIRED.reason)
SET_BASELINE = SetBaseline(
    series_id=SERIES_ID,
    value=BASELINE_SET.value,
    measured_from=BASELINE_SET.measured_from,
    measured_until=BASELINE_SET.measured_until,
    note=BASELINE_SET.note,
)
SET_TARGET = SetTarget(series_id=SERIES_ID, value=TARGET_SET.new, why=TARGET_SET.why)
SET_PLAN = SetPlanCurve(series_id=SERIES_ID, points=PLAN_CURVE_SET.points, why="")
ON_A_SERIES: tuple[SeriesCommand, ...] = (HAND_OVER, RETIRE, SET_BASELINE, SET_TARGET, SET_PLAN)


def test_a_series_is_defined_from_a_template() -> None:
    given(STARTED).when(DEFINE).then(SERIES_DEFINED)


def test_a_series_of_ones_own_takes_no_template() -> None:
    own = replace(DEFINE, template=None, unit="percent", better=Better.LOWER)
    wanted = replace(SERIES_DEFINED, template=None, unit="percent", better=Better.LOWER)
    given(STARTED).when(own).then(wanted)


def test_a_series_belongs_to_an_engagement_under_way() -> None:
    given().when(DEFINE).refused(EngagementNotFound)
    (scope,) = SERIES.looks_at(DEFINE)
    assert scope.id == str(ENGAGEMENT)
    assert SERIES.engagement(DEFINE) == ENGAGEMENT
    assert SERIES.looks_at(RETIRE) == ()
    assert SERIES.engagement(RETIRE) is None


def test_the_same_definition_again_is_nothing_new() -> None:
    given(*DEFINED).when(DEFINE).then_nothing()
    given(*DEFINED, SERIES_RETIRED).when(DEFINE).then_nothing()


def test_another_definition_under_the_same_id_is_refused() -> None:
    given(*DEFINED).when(replace(DEFINE, name="Sign-ins")).refused(SeriesAlreadyDefined)


def test_whoever_answers_for_a_series_is_known() -> None:
    assert SERIES.names(DEFINE) == (CLEO,)
    assert SERIES.names(HAND_OVER) == (BO,)
    assert SERIES.names(RETIRE) == ()


@pytest.mark.parametrize("unit", ["", "furlongs", "Share", "share "])
def test_nothing_is_measured_in_an_unknown_unit(unit: str) -> None:
    given(STARTED).when(replace(DEFINE, template=None, unit=unit)).refused(UnitNotKnown, where=("input", "unit"))


def test_a_template_is_one_of_those_that_there_are() -> None:
    given(STARTED).when(replace(DEFINE, template="likes")).refused(
        SeriesTemplateNotFound, where=("input", "template"), saying="active_share"
    )


def test_series_of_one_template_can_be_compared() -> None:
    given(STARTED).when(replace(DEFINE, better=Better.LOWER)).refused(
        SeriesDiffersFromTemplate, where=("input", "better"), saying="higher"
    )


def test_a_series_says_what_it_counts_and_where() -> None:
    given(STARTED).when(replace(DEFINE, name=" ")).refused(NotWellFormed, where=("input", "name"))
    given(STARTED).when(replace(DEFINE, definition="")).refused(NotWellFormed, where=("input", "definition"))
    given(STARTED).when(replace(DEFINE, source="a\nb")).refused(NotWellFormed, where=("input", "source"))


@pytest.mark.parametrize("command", ON_A_SERIES)
def test_what_was_never_defined_is_not_found(command: SeriesCommand) -> None:
    given().when(command).refused(SeriesNotFound)
    given(STARTED).when(command).refused(SeriesNotFound)


@pytest.mark.parametrize("command", [each for each in ON_A_SERIES if each is not RETIRE])
def test_nothing_is_said_of_a_series_that_has_retired(command: SeriesCommand) -> None:
    given(*DEFINED, SERIES_RETIRED).when(command).refused(SeriesHasRetired)


def test_somebody_else_answers_for_it() -> None:
    given(*DEFINED).when(HAND_OVER).then(SERIES_HANDED_OVER)
    given(*DEFINED, SERIES_HANDED_OVER).when(HAND_OVER).then_nothing()


def test_it_retires_once() -> None:
    given(*DEFINED).when(RETIRE).then(SERIES_RETIRED)
    given(*DEFINED, SERIES_RETIRED).when(RETIRE).then_nothing()
    given(*DEFINED).when(replace(RETIRE, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RL5")
def test_a_baseline_is_set_and_replaced_before_the_system_is_live() -> None:
    given(*DEFINED).when(SET_BASELINE, by=CLEO).then(BASELINE_SET)
    given(*DEFINED, BASELINE_SET).when(SET_BASELINE, by=CLEO).then_nothing()
    given(*DEFINED, BASELINE_SET).when(replace(SET_BASELINE, note=""), by=CLEO).then(replace(BASELINE_SET, note=""))


@pytest.mark.req("RL5")
def test_a_baseline_is_measured_before_go_live_and_never_after_it() -> None:
    given(*LIVE).when(SET_BASELINE).refused(BaselineAfterGoLive, saying="2026-03-11")


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (date(2026, 2, 27), date(2026, 2, 26), NotWellFormed),
        (date(2026, 2, 27), date(2030, 1, 1), InTheFuture),
    ],
)
def test_a_baseline_was_measured_in_a_time_that_is_over(start: date, end: date, reason: type) -> None:
    given(*DEFINED).when(replace(SET_BASELINE, measured_from=start, measured_until=end)).refused(reason)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN", "0.0000001", "1e18"])
def test_what_is_wanted_is_a_finite_number(value: str) -> None:
    where = ("input", "value")
    given(*DEFINED).when(replace(SET_BASELINE, value=Decimal(value))).refused(NotWellFormed, where=where)
    given(*DEFINED).when(replace(SET_TARGET, value=Decimal(value))).refused(NotWellFormed, where=where)


@pytest.mark.req("RL5")
def test_a_target_is_moved_with_a_reason_and_says_what_it_was() -> None:
    given(*DEFINED).when(SET_TARGET, by=CLEO).then(TARGET_SET)
    given(*DEFINED, TARGET_SET).when(SET_TARGET, by=CLEO).then_nothing()
    moved = replace(SET_TARGET, value=Decimal("0.7"), why="Two teams joined late.")
    given(*DEFINED, TARGET_SET, WENT_LIVE).when(moved, by=CLEO).then(
        replace(TARGET_SET, old=TARGET_SET.new, new=moved.value, why=moved.why)
    )
    given(*DEFINED).when(replace(SET_TARGET, why="")).refused(NotWellFormed, where=("input", "why"))


@pytest.mark.req("RL7")
def test_a_plan_is_replaced_freely_before_the_system_is_live() -> None:
    given(*DEFINED).when(SET_PLAN, by=CLEO).then(PLAN_CURVE_SET)
    given(*DEFINED, PLAN_CURVE_SET).when(SET_PLAN, by=CLEO).then_nothing()


@pytest.mark.req("RL7")
def test_once_live_a_plan_takes_a_reason() -> None:
    given(*LIVE).when(SET_PLAN).refused(NotWellFormed, where=("input", "why"))
    late = replace(SET_PLAN, why="The second department joins in May.")
    given(*LIVE).when(late, by=CLEO).then(replace(PLAN_CURVE_SET, why=late.why, live=True))


@pytest.mark.parametrize("days", [(), (-1,), (91,), (10, 10), (20, 10)])
def test_a_plan_goes_forward_within_ninety_days(days: tuple[int, ...]) -> None:
    points = tuple(PlanPoint(day=day, value=Decimal(1)) for day in days)
    given(*DEFINED).when(replace(SET_PLAN, points=points)).refused(NotWellFormed, where=("input", "points"))


def test_the_first_and_the_last_day_may_be_planned() -> None:
    points = tuple(PlanPoint(day=day, value=Decimal(1)) for day in (0, 90))
    given(*DEFINED).when(replace(SET_PLAN, points=points), by=CLEO).then(replace(PLAN_CURVE_SET, points=points))


def test_whoever_defines_leads_or_owns() -> None:
    assert {Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.CHANGE_LEAD} <= SERIES.permits[DefineSeries]
    assert Role.AUDITOR not in SERIES.permits[DefineSeries]
    assert Role.SPONSOR in SERIES.permits[SetTarget]


def test_a_history_begins_with_the_definition() -> None:
    with pytest.raises(LookupError):
        SERIES.replay([STARTED, SERIES_RETIRED])
    again = replace(STARTED, engagement_id=UUID(int=9))
    assert SERIES.replay([*DEFINED, again]) == SERIES.replay(DEFINED)


def test_it_is_kept_in_a_stream_of_its_own() -> None:
    assert SERIES.stream(RETIRE) == f"series-{SERIES_ID}"
