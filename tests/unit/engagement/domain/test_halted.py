"""What stopped, parked and expired things refuse, one sentence per test."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.engagement.contract import DECIDERS
from services.engagement.domain.accountability import VacateModelAccountability
from services.engagement.domain.change.programme_commands import ReleaseChampion
from services.engagement.domain.engagement import AssignSystemOwner, StartEngagement, VacateSystemOwner
from services.engagement.domain.gap import AssignGapOwner
from services.engagement.domain.go_live import GoLive, PlanGoLive
from services.engagement.domain.halted import (
    STILL_OPEN,
    EngagementIsParked,
    EngagementStoppedForGood,
    PilotExpiredAlready,
)
from services.engagement.domain.pilot import DeferDecision
from services.engagement.domain.register import BaselineGapRegister
from services.engagement.domain.scope import DefineScope
from services.engagement.domain.source import RevokeDataAccess
from services.engagement.domain.stage import EnterStage, NameStageLead, VacateStageLead
from shared.events.endings import EndingEvent
from shared.events.stages import Stage
from shared.kernel.decider import Decider, stream_scope
from shared.kernel.refusal import Refused
from tests.facts.endings import COMPLETED, EXPIRED, PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.gaps import GAP_ID, OPENED, OWNED
from tests.facts.go_live import RELEASE
from tests.facts.people import BO
from tests.facts.pilots import CLOSED, REGISTERED
from tests.scenario import Asking, Scenario

DECIDES: Mapping[type, Decider[Any, Any, Any]] = {kind: each for each in DECIDERS for kind in each.permits}
OWNER = AssignSystemOwner(engagement_id=ENGAGEMENT, owner=BO)
START = StartEngagement(engagement_id=ENGAGEMENT, name=STARTED.name)
ON_THE_WAY = (
    NameStageLead(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, lead=BO),
    EnterStage(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE),
    PlanGoLive(engagement_id=ENGAGEMENT, planned_on=CLOSED.closed_on),
    GoLive(engagement_id=ENGAGEMENT, release_id=RELEASE),
    DefineScope(engagement_id=ENGAGEMENT, in_scope=("a",), out_of_scope=(), target_users=("b",), sites=("c",)),
    BaselineGapRegister(engagement_id=ENGAGEMENT),
    OWNER,
)


def asking(command: Any, *past: Any) -> Asking[Any, Any, Any]:  # noqa: ANN401 - any command there is
    return Scenario(decider=DECIDES[type(command)]).given(*past).when(command)


@pytest.mark.req("RF3")
@pytest.mark.parametrize("command", ON_THE_WAY, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize(("end", "refusal"), [(STOPPED, EngagementStoppedForGood), (PARKED, EngagementIsParked)])
def test_a_stopped_or_parked_engagement_goes_no_further(
    command: object, end: EndingEvent, refusal: type[Refused]
) -> None:
    asking(command, STARTED, end).refused(refusal)


@pytest.mark.parametrize("command", ON_THE_WAY, ids=lambda command: type(command).__name__)
def test_whoever_goes_on_looks_whether_the_engagement_has_ended(command: Any) -> None:  # noqa: ANN401
    decider = DECIDES[type(command)]
    name = f"engagement-{ENGAGEMENT}"
    looked_at = {scope.id: scope.types for scope in decider.looks_at(command) if scope.id == name}
    own = decider.stream(command) == name
    assert own or {"EngagementStopped", "EngagementParked", "EngagementResumed"} <= set(looked_at[name])


def test_what_was_resumed_goes_on() -> None:
    asking(OWNER, STARTED, PARKED, RESUMED).then(type(OWNER_ASSIGNED)(engagement_id=ENGAGEMENT, owner=BO))


def test_what_is_completed_still_gets_another_owner() -> None:
    asking(OWNER, STARTED, COMPLETED).then(type(OWNER_ASSIGNED)(engagement_id=ENGAGEMENT, owner=BO))


def test_an_owner_still_leaves_and_an_access_is_still_revoked() -> None:
    vacate = VacateSystemOwner(engagement_id=ENGAGEMENT, reason=OWNER_VACATED.reason)
    asking(vacate, STARTED, OWNER_ASSIGNED, STOPPED).then(OWNER_VACATED)
    vacated = {VacateSystemOwner, VacateModelAccountability, VacateStageLead, ReleaseChampion}
    assert {*vacated, RevokeDataAccess} == STILL_OPEN


def test_a_gap_that_is_on_record_may_still_be_put_right() -> None:
    command = AssignGapOwner(gap_id=GAP_ID, owner=OWNED.owner)
    assert DECIDES[AssignGapOwner].looks_at(command) == ()
    asking(command, OPENED).then(OWNED)


@pytest.mark.req("RF3")
def test_nothing_comes_of_a_pilot_that_has_expired() -> None:
    asking(START, REGISTERED, CLOSED, EXPIRED).refused(PilotExpiredAlready)
    assert stream_scope(f"pilot-{ENGAGEMENT}", type(EXPIRED)) in DECIDES[StartEngagement].looks_at(START)
    deferral = DeferDecision(pilot_id=ENGAGEMENT, until=CLOSED.closed_on, reason="Budget round")
    asking(deferral, REGISTERED, EXPIRED).refused(PilotExpiredAlready)


def test_a_pilot_that_did_not_expire_is_taken_further() -> None:
    asking(START, REGISTERED, CLOSED).then(STARTED)
