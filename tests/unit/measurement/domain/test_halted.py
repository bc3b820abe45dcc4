"""What a stopped or parked engagement refuses to be measured for, and what goes on when it is completed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.measurement.contract import DECIDERS
from services.measurement.domain.case.commands import RegisterBusinessCase, ReviseBusinessCase
from services.measurement.domain.case.state import terms_of as case_of
from services.measurement.domain.halted import STILL_OPEN, EngagementIsParked, EngagementStoppedForGood
from services.measurement.domain.measuring import CloseWindow, NoteMissed, PublishAdoptionReport, StartMeasurement
from services.measurement.domain.observations import CorrectObservation, RecordObservations
from services.measurement.domain.roi_reporting import ComputeRoi, PublishRoi, RestateRoi
from services.measurement.domain.run_cost import RecordRunCost, WithdrawRunCost
from services.measurement.domain.series import (
    DefineSeries,
    HandOverSeries,
    SetBaseline,
    SetPlanCurve,
    SetTarget,
)
from services.measurement.domain.trigger.commands import DefineTrigger, JudgeTrigger, RetireTrigger, ReviseTrigger
from services.measurement.domain.trigger.judging import Sight
from services.measurement.domain.trigger.state import terms_of
from shared.events.endings import EndingEvent
from shared.events.series import Cadence
from shared.kernel.decider import Decider, Reach, Scope
from shared.kernel.refusal import Refused
from tests.facts.business_case import CASE_REGISTERED
from tests.facts.endings import PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import WENT_LIVE
from tests.facts.observations import DAY, INDICATOR_CORRECTED, INDICATOR_RECORDED
from tests.facts.people import BO, CLEO, NOW
from tests.facts.population import PIONEERS_DEFINED, POPULATION_DEFINED
from tests.facts.roi import FIGURES, RESTATED, ROI_RESTATED
from tests.facts.run_costs import RUN_COST, RUN_COST_WITHDRAWN
from tests.facts.series import BASELINE_SET, PLAN_CURVE_SET, SERIES_DEFINED, SERIES_HANDED_OVER, SERIES_ID
from tests.facts.tenants import TENANT_CONFIGURED
from tests.facts.triggers import BEHIND_PLAN, TRIGGER, TRIGGER_RETIRED
from tests.scenario import Asking, Scenario

pytestmark = pytest.mark.req("RF3")
DECIDES: Mapping[type, Decider[Any, Any, Any]] = {kind: each for each in DECIDERS for kind in each.permits}
LATER = datetime.combine(DAY, NOW.timetz()) + timedelta(days=2)
RECORD = RecordObservations(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    source=INDICATOR_RECORDED.source,
    unit=None,
    observations=INDICATOR_RECORDED.observations,
)
CORRECT = CorrectObservation(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    key=INDICATOR_CORRECTED.old.key,
    new=INDICATOR_CORRECTED.new,
    reason=INDICATOR_CORRECTED.reason,
)
DEFINE = DefineSeries(**{name: getattr(SERIES_DEFINED, name) for name in DefineSeries.__annotations__})
COST = RecordRunCost(
    engagement_id=ENGAGEMENT,
    cost_id=RUN_COST.cost_id,
    kind=RUN_COST.kind,
    amount=RUN_COST.amount,
    spent_on=RUN_COST.spent_on,
    note=RUN_COST.note,
)
CLOSE = CloseWindow(engagement_id=ENGAGEMENT, cadence=Cadence.WEEKLY, number=1)
SIGHT = Sight(window=1, ends_on=DAY, seen=())
BY_PEOPLE = (
    RECORD,
    DEFINE,
    SetBaseline(series_id=SERIES_ID, value=BASELINE_SET.value, measured_from=DAY, measured_until=DAY, note=""),
    SetTarget(series_id=SERIES_ID, value=BASELINE_SET.value, why="Agreed"),
    SetPlanCurve(series_id=SERIES_ID, points=PLAN_CURVE_SET.points, why=""),
    DefineTrigger(
        engagement_id=ENGAGEMENT, trigger_id=TRIGGER, cadence=Cadence.WEEKLY, terms=terms_of(BEHIND_PLAN), template=None
    ),
    ReviseTrigger(trigger_id=TRIGGER, terms=terms_of(BEHIND_PLAN), reason="Sooner"),
    RegisterBusinessCase(engagement_id=ENGAGEMENT, terms=case_of(CASE_REGISTERED)),
    ReviseBusinessCase(engagement_id=ENGAGEMENT, terms=case_of(CASE_REGISTERED), reason="Prices"),
    COST,
    PublishAdoptionReport(engagement_id=ENGAGEMENT, position=1, digest="0" * 64),
    ComputeRoi(engagement_id=ENGAGEMENT, position=1, figures=FIGURES),
    PublishRoi(engagement_id=ENGAGEMENT, position=1, figures=FIGURES, digest="0" * 64),
)
BY_ITSELF = (
    StartMeasurement(engagement_id=ENGAGEMENT),
    CLOSE,
    NoteMissed(engagement_id=ENGAGEMENT, series_id=SERIES_ID, cadence=Cadence.WEEKLY, number=1),
    JudgeTrigger(trigger_id=TRIGGER, window=1, starts_on=DAY, sights=(SIGHT,)),
    RestateRoi(engagement_id=ENGAGEMENT, position=1, figures=RESTATED, because=ROI_RESTATED.because, causes=1),
)
MEASURED = (SERIES_DEFINED, POPULATION_DEFINED, PIONEERS_DEFINED, WENT_LIVE)


def named(command: object) -> str:
    return type(command).__name__


def asking(command: Any, *past: Any) -> Asking[Any, Any, Any]:  # noqa: ANN401 - any command there is
    return Scenario(decider=DECIDES[type(command)]).given(*past).when(command, by=CLEO, at=LATER)


@pytest.mark.parametrize("command", BY_PEOPLE, ids=named)
@pytest.mark.parametrize(("end", "refusal"), [(STOPPED, EngagementStoppedForGood), (PARKED, EngagementIsParked)])
def test_nothing_new_is_said_of_what_was_stopped_or_rests(
    command: object, end: EndingEvent, refusal: type[Refused]
) -> None:
    asking(command, end).refused(refusal)


@pytest.mark.parametrize("command", BY_ITSELF, ids=named)
def test_nothing_happens_by_itself_once_an_engagement_was_stopped(command: object) -> None:
    asking(command, STOPPED).then_nothing()


def test_every_command_is_one_that_ends_or_one_that_stays_open() -> None:
    assert {type(each) for each in (*BY_PEOPLE, *BY_ITSELF)} | STILL_OPEN == set(DECIDES)


@pytest.mark.parametrize("command", [*BY_PEOPLE, *BY_ITSELF], ids=named)
def test_whether_it_has_ended_is_looked_at_once(command: Any) -> None:  # noqa: ANN401
    decider = DECIDES[type(command)]
    told, around = decider.looks_at(command), decider.looks_around.get(type(command), ())
    assert [*map(sees_the_end, told), STOPPED.__class__ in around].count(True) == 1


def sees_the_end(scope: Scope) -> bool:
    reaches = scope.id in {str(ENGAGEMENT), f"engagement-{ENGAGEMENT}"} and scope.reach is not Reach.TENANT
    return reaches and {"EngagementStopped", "EngagementParked", "EngagementResumed"} <= set(scope.types)


def test_what_was_resumed_goes_on() -> None:
    asking(DEFINE, STARTED, PARKED, RESUMED).then(SERIES_DEFINED)


def test_what_is_on_record_is_still_put_right_and_put_to_rest() -> None:
    asking(CORRECT, *MEASURED, INDICATOR_RECORDED, STOPPED).then(INDICATOR_CORRECTED)
    hand_over = HandOverSeries(series_id=SERIES_ID, owner=BO)
    asking(hand_over, STARTED, SERIES_DEFINED, STOPPED).then(SERIES_HANDED_OVER)
    asking(RetireTrigger(trigger_id=TRIGGER, reason=TRIGGER_RETIRED.reason), BEHIND_PLAN, STOPPED).then(TRIGGER_RETIRED)
    costs = (TENANT_CONFIGURED, STARTED, RUN_COST, STOPPED)
    withdraw = WithdrawRunCost(engagement_id=ENGAGEMENT, cost_id=RUN_COST.cost_id, reason=RUN_COST_WITHDRAWN.reason)
    asking(withdraw, *costs).then(RUN_COST_WITHDRAWN)


@pytest.mark.req("RL10")
@pytest.mark.req("X11")
@pytest.mark.parametrize("command", [*BY_PEOPLE, *BY_ITSELF, CORRECT], ids=named)
def test_what_is_completed_is_measured_as_before(command: Any) -> None:  # noqa: ANN401
    """What is late or corrected still counts for what is known today, so no decision looks whether it is completed."""
    decider = DECIDES[type(command)]
    looked_at = {name for scope in decider.looks_at(command) for name in scope.types or ("any",)}
    around = {kind.__name__ for kind in decider.looks_around.get(type(command), ())}
    assert {"EngagementCompleted", "any"}.isdisjoint(looked_at | around)
