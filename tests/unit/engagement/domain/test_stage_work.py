"""What is delivered in a stage and on its tracks, one sentence per test."""

from dataclasses import replace

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.stage import (
    STAGE,
    AcceptDeliverable,
    CompleteTrack,
    ReopenTrack,
    ReturnDeliverable,
    SubmitDeliverable,
)
from services.engagement.domain.stage.commands import (
    DeliverableAlreadyAccepted,
    NothingSubmitted,
    SelfAcceptance,
    StageNotEntered,
    StagePassed,
    UnknownDeliverable,
    WorkCommand,
)
from shared.events.people import Role
from shared.events.stages import Stage, Track
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, DEE
from tests.facts.stages import (
    ACCEPTED,
    ENTERED,
    GOVERNANCE_COMPLETE,
    GOVERNANCE_REOPENED,
    INFRASTRUCTURE_COMPLETE,
    REGISTER,
    REOPENED,
    RETURNED,
    SUBMITTED,
    entered,
)
from tests.scenario import Scenario

given = Scenario(decider=STAGE).given

SUBMIT = SubmitDeliverable(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, deliverable="gap_register", evidence=REGISTER
)
ACCEPT = AcceptDeliverable(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, deliverable="gap_register")
GIVE_BACK = ReturnDeliverable(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, deliverable="gap_register", reason=RETURNED.reason
)
COMPLETE = CompleteTrack(engagement_id=ENGAGEMENT, track=Track.GOVERNANCE)
REOPEN = ReopenTrack(engagement_id=ENGAGEMENT, track=Track.GOVERNANCE, reason=GOVERNANCE_REOPENED.reason)
COMMANDS: list[WorkCommand] = [SUBMIT, ACCEPT, GIVE_BACK, COMPLETE, REOPEN]
OTHER = replace(REGISTER, digest="6f" * 32)


@pytest.mark.req("RSG3")
def test_a_deliverable_is_submitted_with_its_evidence() -> None:
    given(STARTED).when(SUBMIT).then(SUBMITTED)


@pytest.mark.req("RSG3")
def test_somebody_else_accepts_what_was_submitted() -> None:
    given(STARTED, SUBMITTED).when(ACCEPT, by=DEE).then(ACCEPTED)


@pytest.mark.req("RSG3")
def test_whoever_submitted_it_does_not_accept_it() -> None:
    given(STARTED, SUBMITTED).when(ACCEPT, by=ANA).refused(SelfAcceptance)
    by_bo = replace(SUBMITTED, evidence=OTHER, submitter=BO)
    given(STARTED, SUBMITTED, by_bo).when(ACCEPT, by=ANA).then(replace(ACCEPTED, accepter=ANA))
    given(STARTED, SUBMITTED, by_bo).when(ACCEPT, by=BO).refused(SelfAcceptance)


@pytest.mark.req("RSG3")
def test_it_is_returned_with_a_reason_also_after_it_was_accepted() -> None:
    given(STARTED, SUBMITTED).when(GIVE_BACK, by=DEE).then(RETURNED)
    given(STARTED, SUBMITTED, ACCEPTED).when(GIVE_BACK, by=DEE).then(RETURNED)
    without = given(STARTED, SUBMITTED).when(replace(GIVE_BACK, reason=""))
    without.refused(NotWellFormed, where=("input", "reason"))


def test_what_was_returned_is_submitted_again_also_as_it_was() -> None:
    given(STARTED, SUBMITTED, RETURNED).when(SUBMIT).then(SUBMITTED)
    given(STARTED, SUBMITTED, RETURNED).when(replace(SUBMIT, evidence=OTHER)).then(replace(SUBMITTED, evidence=OTHER))


def test_what_was_not_decided_on_yet_gives_way_to_something_better() -> None:
    given(STARTED, SUBMITTED).when(replace(SUBMIT, evidence=OTHER)).then(replace(SUBMITTED, evidence=OTHER))


def test_what_was_accepted_gives_way_to_nothing() -> None:
    asking = given(STARTED, SUBMITTED, ACCEPTED).when(replace(SUBMIT, evidence=OTHER))
    asking.refused(DeliverableAlreadyAccepted, where=("input", "deliverable"))


def test_the_same_again_changes_nothing() -> None:
    given(STARTED, SUBMITTED).when(SUBMIT).then_nothing()
    given(STARTED, SUBMITTED).when(SUBMIT, by=BO).then_nothing()
    given(STARTED, SUBMITTED, ACCEPTED).when(SUBMIT).then_nothing()
    given(STARTED, SUBMITTED, ACCEPTED).when(ACCEPT, by=DEE).then_nothing()
    given(STARTED, SUBMITTED, ACCEPTED).when(ACCEPT, by=ANA).then_nothing()
    given(STARTED, SUBMITTED, RETURNED).when(replace(GIVE_BACK, reason="Still.")).then_nothing()


def test_there_is_nothing_to_decide_on_before_something_was_submitted() -> None:
    given(STARTED).when(ACCEPT).refused(NothingSubmitted, where=("input", "deliverable"))
    given(STARTED).when(GIVE_BACK).refused(NothingSubmitted, where=("input", "deliverable"))
    given(STARTED, SUBMITTED, RETURNED).when(ACCEPT, by=DEE).refused(NothingSubmitted)


@pytest.mark.parametrize("command", [SUBMIT, ACCEPT, GIVE_BACK])
def test_a_stage_delivers_what_the_policy_says_and_nothing_else(
    command: SubmitDeliverable | AcceptDeliverable | ReturnDeliverable,
) -> None:
    asking = given(STARTED).when(replace(command, deliverable="load_tests"))
    known = "close_out_report, gap_register, readiness_criteria"
    asking.refused(UnknownDeliverable, where=("input", "deliverable"), saying=known)


def test_evidence_is_well_formed() -> None:
    wrong = replace(SUBMIT, evidence=replace(REGISTER, digest="5e"))
    given(STARTED).when(wrong).refused(NotWellFormed, where=("input", "evidence", "digest"))


@pytest.mark.req("RSG9")
def test_a_return_to_the_stage_asks_for_a_new_acceptance_by_somebody_else() -> None:
    past = (STARTED, SUBMITTED, ACCEPTED, ENTERED, REOPENED)
    given(*past).when(ACCEPT, by=DEE).then(ACCEPTED)
    given(*past).when(ACCEPT, by=ANA).refused(SelfAcceptance)
    given(*past).when(SUBMIT).then_nothing()


@pytest.mark.req("RSG9")
def test_a_stage_that_is_entered_anew_begins_anew() -> None:
    past = (STARTED, ENTERED, GOVERNANCE_COMPLETE, REOPENED, ENTERED)
    given(*past).when(COMPLETE).then(GOVERNANCE_COMPLETE)
    given(*past).when(REOPEN).then_nothing()


@pytest.mark.req("RSG8")
def test_each_track_is_completed_for_itself() -> None:
    given(STARTED, ENTERED).when(COMPLETE).then(GOVERNANCE_COMPLETE)
    other = replace(COMPLETE, track=Track.INFRASTRUCTURE)
    given(STARTED, ENTERED, GOVERNANCE_COMPLETE).when(other).then(INFRASTRUCTURE_COMPLETE)


@pytest.mark.req("RSG8")
def test_a_track_is_reopened_with_a_reason() -> None:
    given(STARTED, ENTERED, GOVERNANCE_COMPLETE).when(REOPEN).then(GOVERNANCE_REOPENED)
    without = given(STARTED, ENTERED, GOVERNANCE_COMPLETE).when(replace(REOPEN, reason=""))
    without.refused(NotWellFormed, where=("input", "reason"))


def test_a_track_that_is_so_already_stays_so() -> None:
    given(STARTED, ENTERED, GOVERNANCE_COMPLETE).when(COMPLETE).then_nothing()
    given(STARTED, ENTERED, INFRASTRUCTURE_COMPLETE).when(REOPEN).then_nothing()
    given(STARTED, ENTERED, GOVERNANCE_COMPLETE, GOVERNANCE_REOPENED).when(REOPEN).then_nothing()


@pytest.mark.parametrize("command", [replace(SUBMIT, stage=Stage.CLOSURE), COMPLETE, REOPEN])
def test_no_work_is_done_in_a_stage_before_it_is_entered(command: WorkCommand) -> None:
    given(STARTED).when(command).refused(StageNotEntered, where=("input", "stage"), saying="Stage 2")


def test_nothing_changes_in_a_stage_that_was_passed() -> None:
    past = (STARTED, SUBMITTED, ACCEPTED, ENTERED, GOVERNANCE_COMPLETE, entered(Stage.HARDENING))
    given(*past).when(GIVE_BACK).refused(StagePassed, saying="stage 1")
    given(*past).when(REOPEN).refused(StagePassed, saying="stage 2")
    given(*past).when(replace(COMPLETE, track=Track.INFRASTRUCTURE)).refused(StagePassed)
    given(*past).when(replace(SUBMIT, deliverable="close_out_report")).refused(StagePassed)


def test_what_is_so_already_is_no_change_in_a_stage_that_was_passed_either() -> None:
    past = (STARTED, SUBMITTED, ACCEPTED, ENTERED, GOVERNANCE_COMPLETE, entered(Stage.HARDENING))
    given(*past).when(ACCEPT, by=DEE).then_nothing()
    given(*past).when(COMPLETE).then_nothing()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_engagement_that_was_not_started_delivers_nothing(command: WorkCommand) -> None:
    given().when(command).refused(EngagementNotFound)


def test_contributors_submit_leads_or_approvers_decide_and_tracks_have_leads_of_their_own() -> None:
    assert Role.DATA_OWNER in STAGE.permits[SubmitDeliverable]
    assert STAGE.permits[AcceptDeliverable] == STAGE.permits[ReturnDeliverable]
    assert Role.SPONSOR in STAGE.permits[AcceptDeliverable]
    assert Role.DATA_OWNER not in STAGE.permits[AcceptDeliverable]
    assert {Role.GOVERNANCE_REVIEWER, Role.INFRASTRUCTURE_LEAD} <= STAGE.permits[CompleteTrack]
    assert STAGE.permits[CompleteTrack] == STAGE.permits[ReopenTrack]
