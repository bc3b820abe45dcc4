"""Entering a stage and returning to it, one sentence per test."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.stage import STAGE, CheckStageEntry, EnterStage, NameStageLead, ReopenStage
from services.engagement.domain.stage.commands import EntryCriteriaNotMet, StageCommand, StageNotEntered
from shared.events.gates import DecisionEvent, Outcome
from shared.events.people import Role
from shared.events.stages import EntryCriteriaChecked, Stage, StageReopened, Track, TrackCompleted
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts import gates
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gates import DECISION, PASSED_ON_CONDITION, RETENTION, passed
from tests.facts.people import BO, CLEO, NOW
from tests.facts.scope import SCOPE_DEFINED
from tests.facts.stages import CHECKED, ENTERED, LEAD_NAMED, REOPENED, delivered, entered, named
from tests.scenario import Scenario

given = Scenario(decider=STAGE).given

NAME = NameStageLead(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, lead=BO)
CHECK = CheckStageEntry(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE)
ENTER = EnterStage(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE)
RETURN = ReopenStage(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, reason=REOPENED.reason)
TRACKS = tuple(TrackCompleted(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, track=track) for track in Track)
READY = (STARTED, SCOPE_DEFINED, *delivered(Stage.ASSESSMENT), LEAD_NAMED, PASSED_ON_CONDITION)
AHEAD = tuple(Stage)[1:]
ALL_MET = ("previous_stage", "previous_deliverables", "previous_gate", "lead_named", "scope_defined")
WITHOUT_SCOPE = replace(CHECKED, unmet=(*CHECKED.unmet, "scope_defined"))


def way_to(stage: Stage) -> tuple[Any, ...]:
    """All that lets the stage be entered, from the start on."""
    if stage is Stage.ASSESSMENT:
        return (STARTED, SCOPE_DEFINED)
    earlier = tuple(Stage)[stage.number - 2]
    tracks = TRACKS if earlier is Stage.CLOSURE else ()
    come = way_to(earlier) if earlier is Stage.ASSESSMENT else (*way_to(earlier), entered(earlier))
    return (*come, *tracks, *delivered(earlier), passed(earlier), named(stage))


def enter(stage: Stage) -> EnterStage:
    return replace(ENTER, stage=stage)


def test_a_stage_gets_a_lead() -> None:
    given(STARTED).when(NAME).then(LEAD_NAMED)
    given(STARTED, LEAD_NAMED).when(replace(NAME, lead=CLEO)).then(replace(LEAD_NAMED, lead=CLEO))


def test_naming_the_same_lead_again_changes_nothing() -> None:
    given(STARTED, LEAD_NAMED).when(NAME).then_nothing()


@pytest.mark.req("RSG1")
@pytest.mark.parametrize("stage", AHEAD)
def test_each_stage_is_entered_past_the_gate_before_it(stage: Stage) -> None:
    given(*way_to(stage)).when(enter(stage)).then(entered(stage))


@pytest.mark.req("RSG1")
@pytest.mark.parametrize("stage", AHEAD)
def test_a_stage_is_not_entered_without_a_decision_at_the_gate_before_it(stage: Stage) -> None:
    earlier = tuple(Stage)[stage.number - 2]
    past = tuple(fact for fact in way_to(stage) if fact != passed(earlier))
    asking = given(*past).when(enter(stage))
    asking.refused(EntryCriteriaNotMet, where=("input", "stage"), saying="lacking: previous_gate.")


@pytest.mark.req("RSG1")
@pytest.mark.parametrize("stage", AHEAD[1:])
def test_no_stage_is_left_out(stage: Stage) -> None:
    earlier = tuple(Stage)[stage.number - 2]
    asking = given(*READY, passed(earlier), named(stage)).when(enter(stage))
    asking.refused(EntryCriteriaNotMet, saying=f"Stage {stage.number} is entered when")
    asking.refused(EntryCriteriaNotMet, saying="previous_stage")


@pytest.mark.req("RSG1")
@pytest.mark.parametrize("outcome", [Outcome.NO_GO, Outcome.HOLD, Outcome.STOP])
def test_a_gate_that_was_not_passed_lets_nobody_in(outcome: Outcome) -> None:
    denied = replace(PASSED_ON_CONDITION, outcome=outcome, conditions=())
    given(*READY, denied).when(ENTER).refused(EntryCriteriaNotMet, saying="lacking: previous_gate.")


@pytest.mark.req("RSG1")
@pytest.mark.parametrize("fact", [gates.REVOKED, gates.OUTDATED])
def test_a_decision_that_stands_no_more_lets_nobody_in(fact: DecisionEvent) -> None:
    given(*READY, fact).when(ENTER).refused(EntryCriteriaNotMet, saying="lacking: previous_gate.")
    anew = replace(PASSED_ON_CONDITION, conditions=())
    given(*READY, fact, anew).when(ENTER).then(ENTERED)


@pytest.mark.req("RSG1")
def test_a_conditional_go_revokes_itself_once_a_condition_misses_its_date() -> None:
    late = NOW + (RETENTION.due - NOW.date()) + timedelta(days=1)
    given(*READY).when(ENTER, at=late - timedelta(days=1)).then(ENTERED)
    given(*READY).when(ENTER, at=late).refused(EntryCriteriaNotMet, saying="lacking: previous_gate.")
    given(*READY, gates.CONDITION_MET).when(ENTER, at=late).then(ENTERED)


@pytest.mark.req("RSG2")
@pytest.mark.parametrize(
    ("left_out", "lacking"),
    [(named(Stage.HARDENING), "lead_named"), *((fact, "previous_deliverables") for fact in delivered(Stage.CLOSURE))],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_each_entry_criterion_holds_the_stage_back_alone(left_out: object, lacking: str) -> None:
    past = [fact for fact in way_to(Stage.HARDENING) if fact != left_out]
    if lacking == "previous_deliverables":
        past = [fact for fact in past if getattr(fact, "deliverable", "") != getattr(left_out, "deliverable", None)]
    given(*past).when(enter(Stage.HARDENING)).refused(EntryCriteriaNotMet, saying=f"lacking: {lacking}.")


@pytest.mark.req("RSG8")
@pytest.mark.parametrize("track", TRACKS, ids=lambda fact: fact.track)
def test_the_third_stage_waits_for_both_tracks_of_the_second(track: TrackCompleted) -> None:
    past = [fact for fact in way_to(Stage.HARDENING) if fact != track]
    given(*past).when(enter(Stage.HARDENING)).refused(EntryCriteriaNotMet, saying="lacking: previous_tracks.")


def test_the_first_stage_is_entered_as_the_engagement_starts() -> None:
    given(STARTED).when(enter(Stage.ASSESSMENT)).then_nothing()


def test_entering_a_stage_twice_changes_nothing_whatever_became_of_the_gate() -> None:
    given(*READY, ENTERED).when(ENTER).then_nothing()
    given(*READY, ENTERED, gates.REVOKED).when(ENTER).then_nothing()


@pytest.mark.req("RSG2")
def test_how_a_stage_stands_to_its_entry_criteria_goes_on_record() -> None:
    given(STARTED, LEAD_NAMED).when(CHECK).then(WITHOUT_SCOPE)
    all_met = replace(CHECKED, met=ALL_MET, unmet=())
    given(*READY, CHECKED).when(CHECK).then(all_met)
    given(*READY, ENTERED, gates.REVOKED).when(CHECK).then(
        replace(all_met, met=tuple(each for each in ALL_MET if each != "previous_gate"), unmet=("previous_gate",))
    )


@pytest.mark.req("RSG2")
def test_the_first_stage_asks_for_a_started_engagement_alone() -> None:
    first = EntryCriteriaChecked(
        engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, policy=1, met=("engagement_started",), unmet=()
    )
    given(STARTED).when(replace(CHECK, stage=Stage.ASSESSMENT)).then(first)


def test_a_check_that_finds_nothing_new_is_not_recorded_again() -> None:
    given(STARTED, LEAD_NAMED, WITHOUT_SCOPE).when(CHECK).then_nothing()


@pytest.mark.req("RSG9")
def test_work_returns_to_an_earlier_stage_with_a_reason() -> None:
    given(*READY, ENTERED).when(RETURN).then(REOPENED)
    given(*READY, ENTERED).when(replace(RETURN, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RSG9")
def test_later_stages_are_no_longer_entered_after_a_return() -> None:
    past = (*way_to(Stage.ADOPTION), StageReopened(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, reason="Incident"))
    for stage in (Stage.HARDENING, Stage.ADOPTION):
        given(*past).when(replace(RETURN, stage=stage)).refused(StageNotEntered, where=("input", "stage"))
    given(*past).when(ENTER).then_nothing()


@pytest.mark.req("RSG9")
def test_no_gate_from_the_reopened_stage_on_carries_an_entry_any_more() -> None:
    back = StageReopened(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, reason="Incident")
    again = (*way_to(Stage.LAUNCH), back, *TRACKS, *delivered(Stage.CLOSURE))
    given(*again).when(enter(Stage.HARDENING)).refused(EntryCriteriaNotMet, saying="lacking: previous_gate.")
    anew = replace(passed(Stage.CLOSURE), decision_id=DECISION)
    hardening = replace(entered(Stage.HARDENING), decision_id=DECISION)
    given(*again, anew).when(enter(Stage.HARDENING)).then(hardening)
    given(*again, anew, hardening, *delivered(Stage.HARDENING)).when(enter(Stage.ADOPTION)).refused(
        EntryCriteriaNotMet, saying="lacking: previous_gate."
    )


@pytest.mark.req("RSG9")
def test_the_gate_before_the_reopened_stage_still_stands() -> None:
    back = StageReopened(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, reason="Incident")
    asking = given(*READY, ENTERED, *delivered(Stage.CLOSURE), back).when(CHECK)
    asking.then(replace(CHECKED, met=ALL_MET, unmet=()))


@pytest.mark.req("RSG9")
def test_what_had_been_accepted_waits_to_be_accepted_once_more() -> None:
    anew = replace(PASSED_ON_CONDITION, conditions=())
    asking = given(*READY, ENTERED, REOPENED, anew).when(ENTER)
    asking.refused(EntryCriteriaNotMet, saying="lacking: previous_deliverables.")


@pytest.mark.req("RSG9")
def test_a_stage_that_is_complete_or_decided_on_is_reopened_too() -> None:
    given(STARTED, *delivered(Stage.ASSESSMENT)).when(RETURN).then(REOPENED)
    given(STARTED, PASSED_ON_CONDITION).when(RETURN).then(REOPENED)


def test_a_stage_that_is_still_under_way_needs_no_return() -> None:
    given(STARTED).when(RETURN).then_nothing()
    given(STARTED, PASSED_ON_CONDITION, gates.REVOKED).when(RETURN).then_nothing()
    given(*READY, ENTERED, REOPENED).when(replace(RETURN, reason="And again.")).then_nothing()


def test_nobody_returns_to_a_stage_that_was_never_entered() -> None:
    given(*READY).when(replace(RETURN, stage=Stage.CLOSURE)).refused(StageNotEntered, saying="Stage 2")


@pytest.mark.parametrize("command", [NAME, CHECK, ENTER, RETURN])
def test_an_engagement_that_was_not_started_has_no_stages(command: StageCommand) -> None:
    given().when(command).refused(EngagementNotFound)


def test_each_stage_of_an_engagement_is_a_stream_of_its_own() -> None:
    assert STAGE.stream(ENTER) == f"stage-{ENGAGEMENT}-closure"
    assert STAGE.engagement(ENTER) == ENGAGEMENT
    assert (STAGE.names(NAME), STAGE.names(ENTER)) == ((BO,), ())


def test_whoever_judges_a_stage_looks_at_all_stages_and_gates() -> None:
    for command in (CHECK, ENTER, RETURN):
        (scope,) = STAGE.looks_at(command)
        assert scope.reach is Reach.ENGAGEMENT
        assert {"EngagementStarted", "GateDecided", "GateOutdated", "DeliverableAccepted"} <= set(scope.types)
    (scope,) = STAGE.looks_at(NAME)
    assert scope.types == ("EngagementStarted", "StageEntered", "StageReopened")


def test_leads_enter_and_leads_or_approvers_return() -> None:
    assert set(STAGE.permits) == set(get_args(StageCommand))
    assert STAGE.permits[EnterStage] == {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}
    assert {Role.SPONSOR, Role.ENGAGEMENT_LEAD} <= STAGE.permits[ReopenStage]
    assert Role.AUDITOR not in STAGE.permits[CheckStageEntry]
