"""Planning to go live, going live and taking over, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from services.engagement.domain.go_live import GO_LIVE, AcceptHandOver, GoLive, PlanGoLive, RescheduleGoLive
from services.engagement.domain.go_live.commands import (
    AlreadyLive,
    GoLiveAlreadyPlanned,
    GoLiveCommand,
    GoLiveNotPlanned,
    GoLiveOutOfBounds,
    HandOverNotYours,
    NotLiveYet,
    NotReadyToGoLive,
    OtherReleasePinned,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.go_live import (
    GO_LIVE_PLANNED,
    GO_LIVE_RESCHEDULED,
    HAND_OVER_ACCEPTED,
    LAUNCHED,
    LEAD_TIME_VIOLATED,
    READY,
    RELEASE,
    WENT_LIVE,
)
from tests.facts.people import BO, CLEO, NOW
from tests.facts.programme import CREATED
from tests.facts.releases import PINNED
from tests.scenario import Scenario

given = Scenario(decider=GO_LIVE).given

PLAN = PlanGoLive(engagement_id=ENGAGEMENT, planned_on=GO_LIVE_PLANNED.planned_on)
MOVE = RescheduleGoLive(engagement_id=ENGAGEMENT, planned_on=GO_LIVE_RESCHEDULED.new, reason=GO_LIVE_RESCHEDULED.reason)
GO = GoLive(engagement_id=ENGAGEMENT, release_id=RELEASE)
TAKE = AcceptHandOver(engagement_id=ENGAGEMENT)
PLANNED = (STARTED, GO_LIVE_PLANNED)
LIVE = (*READY, WENT_LIVE)
ON_THE_DAY = NOW + timedelta(days=9)
LATER = NOW + timedelta(days=99)


@pytest.mark.req("RSG5")
def test_a_day_is_planned_and_moved_with_a_reason() -> None:
    given(STARTED).when(PLAN).then(GO_LIVE_PLANNED)
    given(*PLANNED).when(MOVE).then(GO_LIVE_RESCHEDULED)


def test_planning_the_same_day_again_changes_nothing() -> None:
    given(*PLANNED).when(PLAN).then_nothing()
    given(*PLANNED, GO_LIVE_RESCHEDULED).when(MOVE).then_nothing()


def test_another_day_is_a_move_and_says_why() -> None:
    given(*PLANNED, GO_LIVE_RESCHEDULED).when(PLAN).refused(
        GoLiveAlreadyPlanned, where=("input", "plannedOn"), saying="2026-03-06"
    )
    given(STARTED).when(MOVE).refused(GoLiveNotPlanned)
    given(*PLANNED).when(replace(MOVE, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("day", [NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=3651)])
def test_the_day_is_neither_past_nor_out_of_sight(day: date) -> None:
    given(STARTED).when(replace(PLAN, planned_on=day)).refused(GoLiveOutOfBounds, where=("input", "plannedOn"))
    given(*PLANNED).when(replace(MOVE, planned_on=day)).refused(GoLiveOutOfBounds, where=("input", "plannedOn"))


@pytest.mark.req("RSG5")
def test_a_day_too_soon_after_the_launch_of_the_programme_stands_and_the_violation_is_in_sight() -> None:
    given(*PLANNED, CREATED, LAUNCHED).when(MOVE).then(GO_LIVE_RESCHEDULED, LEAD_TIME_VIOLATED)
    soon = LEAD_TIME_VIOLATED.planned_on
    given(STARTED, CREATED, LAUNCHED).when(replace(PLAN, planned_on=soon)).then(
        replace(GO_LIVE_PLANNED, planned_on=soon), LEAD_TIME_VIOLATED
    )


def test_the_28th_day_after_the_launch_keeps_the_lead_time() -> None:
    first, before = LEAD_TIME_VIOLATED.earliest, LEAD_TIME_VIOLATED.earliest - timedelta(days=1)
    planned = replace(GO_LIVE_PLANNED, planned_on=first)
    given(STARTED, CREATED, LAUNCHED).when(replace(PLAN, planned_on=first)).then(planned)
    given(STARTED, CREATED, LAUNCHED).when(replace(PLAN, planned_on=before)).then(
        replace(GO_LIVE_PLANNED, planned_on=before), replace(LEAD_TIME_VIOLATED, planned_on=before)
    )


@pytest.mark.req("RL1")
def test_a_system_goes_live_on_the_tenants_day_by_the_decision_at_the_fourth_gate() -> None:
    given(*READY).when(GO, at=ON_THE_DAY).then(WENT_LIVE)
    given(*READY, GO_LIVE_PLANNED, LEAD_TIME_VIOLATED).when(GO, at=ON_THE_DAY).then(WENT_LIVE)


@pytest.mark.req("RH6")
def test_what_goes_live_is_the_release_that_is_pinned() -> None:
    other = replace(GO, release_id=BO)
    given(*READY).when(other, at=ON_THE_DAY).refused(OtherReleasePinned, where=("input", "releaseId"))
    given(*READY, replace(PINNED, release_id=BO)).when(other, at=ON_THE_DAY).refused(
        NotReadyToGoLive, saying=f"release_not_proven {BO}"
    )


def test_going_live_with_the_same_release_again_changes_nothing() -> None:
    given(*LIVE).when(GO, at=LATER).then_nothing()


@pytest.mark.parametrize("command", [PLAN, MOVE, replace(GO, release_id=BO)])
def test_what_is_live_is_not_planned_moved_or_brought_live_again(command: GoLiveCommand) -> None:
    given(*LIVE).when(command).refused(AlreadyLive, saying="2026-03-11")


@pytest.mark.parametrize("command", [PLAN, MOVE, GO, TAKE])
def test_nothing_goes_live_that_was_not_started(command: GoLiveCommand) -> None:
    given().when(command).refused(EngagementNotFound)


@pytest.mark.req("RSG6")
def test_going_live_is_refused_with_all_that_blocks_in_one_answer() -> None:
    asking = given(STARTED).when(GO)
    asking.refused(
        NotReadyToGoLive,
        where=(),
        saying="blocks it: stage_not_completed assessment, stage_not_completed closure, stage_not_completed hardening, "
        "stage_not_completed adoption, gate_not_passed adoption, obligations_not_accepted, programme_not_launched, "
        "release_not_pinned.",
    )


@pytest.mark.req("RL11")
def test_whoever_owns_the_system_takes_it_over_once_it_runs() -> None:
    given(*LIVE).when(TAKE, by=CLEO, at=LATER).then(HAND_OVER_ACCEPTED)
    given(*LIVE, HAND_OVER_ACCEPTED).when(TAKE, by=CLEO, at=LATER).then_nothing()


def test_a_new_owner_takes_it_over_anew() -> None:
    given(*LIVE, HAND_OVER_ACCEPTED, OWNER_VACATED, replace(OWNER_ASSIGNED, owner=BO)).when(TAKE, by=BO, at=LATER).then(
        replace(HAND_OVER_ACCEPTED, owner=BO)
    )


def test_nobody_else_takes_it_over_and_nothing_before_it_runs() -> None:
    given(*LIVE).when(TAKE, by=BO).refused(HandOverNotYours)
    given(*LIVE, OWNER_VACATED).when(TAKE, by=CLEO).refused(HandOverNotYours)
    given(*READY).when(TAKE, by=CLEO).refused(NotLiveYet)


@pytest.mark.req("RSG6")
def test_whoever_goes_live_looks_at_all_that_may_block() -> None:
    (scope,) = GO_LIVE.looks_at(GO)
    assert (scope.reach, scope.id) == (Reach.ENGAGEMENT, str(ENGAGEMENT))
    blocking = {"GapOpened", "GapReopened", "GapDeferred", "GateDecided", "GateOutdated", "StageReopened"}
    owned = {"SystemOwnerVacated", "ObligationsAccepted", "VendorDecisionRecorded", "ComponentRecorded"}
    assert blocking | owned | {"ChangeProgramLaunched", "PilotRegistered"} <= set(scope.types)
    for command in (PLAN, MOVE, TAKE):
        (narrow,) = GO_LIVE.looks_at(command)
        assert "GapOpened" not in narrow.types


def test_going_live_has_a_stream_of_its_own() -> None:
    for command in (PLAN, MOVE, GO, TAKE):
        assert GO_LIVE.stream(command) == f"golive-{ENGAGEMENT}"
        assert GO_LIVE.engagement(command) == ENGAGEMENT
    assert set(GO_LIVE.permits) == set(get_args(GoLiveCommand))
