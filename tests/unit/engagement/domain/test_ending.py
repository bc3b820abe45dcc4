"""How an engagement rests and ends, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from services.engagement.domain.ending import (
    ENDING,
    AdoptionNotReported,
    CompleteEngagement,
    EndingCommand,
    EngagementIsLive,
    HandOverNotAccepted,
    ParkedIntoThePast,
    ParkEngagement,
    ResumeEngagement,
    StopEngagement,
)
from services.engagement.domain.go_live.commands import NotLiveYet
from services.engagement.domain.halted import EngagementIsParked, EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.endings import EndReason
from shared.kernel.refusal import NotWellFormed
from tests.facts.endings import COMPLETED, PARKED, RESUMED, STOPPED
from tests.facts.engagements import BASELINED, ENGAGEMENT, OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.go_live import HAND_OVER_ACCEPTED, WENT_LIVE
from tests.facts.measurement import ADOPTION_REPORTED
from tests.facts.people import BO, NOW
from tests.scenario import Scenario

given = Scenario(decider=ENDING).given

STOP = StopEngagement(engagement_id=ENGAGEMENT, reason=STOPPED.reason, note=STOPPED.note)
PARK = ParkEngagement(engagement_id=ENGAGEMENT, until=PARKED.until, reason=PARKED.reason)
RESUME = ResumeEngagement(engagement_id=ENGAGEMENT)
COMPLETE = CompleteEngagement(engagement_id=ENGAGEMENT)
LIVE = (STARTED, BASELINED, OWNER_ASSIGNED, WENT_LIVE)
DONE = (*LIVE, ADOPTION_REPORTED, HAND_OVER_ACCEPTED)
ON_THE_DAY = NOW + timedelta(days=99)


@pytest.mark.req("RF3")
@pytest.mark.parametrize("reason", EndReason)
def test_an_engagement_is_stopped_by_a_named_reason(reason: EndReason) -> None:
    given(STARTED).when(replace(STOP, reason=reason)).then(replace(STOPPED, reason=reason))
    given(STARTED, PARKED).when(replace(STOP, reason=reason)).then(replace(STOPPED, reason=reason))


@pytest.mark.req("RF3")
def test_only_another_reason_needs_words() -> None:
    given(STARTED).when(replace(STOP, note="")).then(replace(STOPPED, note=""))
    another = replace(STOP, reason=EndReason.OTHER, note="")
    given(STARTED).when(another).refused(NotWellFormed, where=("input", "note"))


def test_stopping_for_the_same_reason_again_changes_nothing_and_another_reason_comes_too_late() -> None:
    given(STARTED, STOPPED).when(STOP).then_nothing()
    given(STARTED, STOPPED).when(replace(STOP, reason=EndReason.COST)).refused(EngagementStoppedForGood)


@pytest.mark.parametrize("command", [PARK, RESUME, COMPLETE])
def test_what_was_stopped_neither_rests_nor_goes_on_nor_completes(command: EndingCommand) -> None:
    given(STARTED, STOPPED).when(command).refused(EngagementStoppedForGood)


@pytest.mark.parametrize("command", [STOP, PARK, RESUME, COMPLETE])
def test_nothing_ends_that_was_not_started(command: EndingCommand) -> None:
    given().when(command).refused(EngagementNotFound)


@pytest.mark.req("RF3")
@pytest.mark.parametrize("until", [PARKED.until, None])
def test_an_engagement_rests_with_a_day_or_without_one_and_is_resumed(until: date | None) -> None:
    parked = replace(PARKED, until=until)
    given(STARTED).when(replace(PARK, until=until)).then(parked)
    given(STARTED, parked).when(RESUME).then(RESUMED)
    given(STARTED, parked, RESUMED).when(replace(PARK, until=until)).then(parked)


def test_parking_in_the_same_words_or_resuming_again_changes_nothing() -> None:
    given(STARTED, PARKED).when(PARK).then_nothing()
    given(STARTED).when(RESUME).then_nothing()
    given(STARTED, PARKED, RESUMED).when(RESUME).then_nothing()


def test_what_rests_is_not_parked_otherwise_and_never_into_the_past() -> None:
    given(STARTED, PARKED).when(replace(PARK, until=None)).refused(EngagementIsParked)
    given(STARTED).when(replace(PARK, until=NOW.date())).refused(ParkedIntoThePast, where=("input", "until"))
    given(STARTED).when(replace(PARK, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RL11")
def test_an_engagement_is_completed_after_the_report_and_the_hand_over() -> None:
    given(*DONE).when(COMPLETE, at=ON_THE_DAY).then(COMPLETED)
    given(*DONE, COMPLETED).when(COMPLETE).then_nothing()


@pytest.mark.req("RL11")
def test_an_engagement_is_not_done_when_it_goes_live() -> None:
    given(STARTED).when(COMPLETE).refused(NotLiveYet)
    given(*LIVE).when(COMPLETE).refused(AdoptionNotReported, saying="day 90")
    given(*LIVE, HAND_OVER_ACCEPTED).when(COMPLETE).refused(AdoptionNotReported)
    early = replace(ADOPTION_REPORTED, day=89)
    given(*LIVE, HAND_OVER_ACCEPTED, early).when(COMPLETE).refused(AdoptionNotReported)
    given(*LIVE, ADOPTION_REPORTED).when(COMPLETE).refused(HandOverNotAccepted)


@pytest.mark.req("RL11")
@pytest.mark.parametrize("facts", [(OWNER_VACATED,), (OWNER_VACATED, replace(OWNER_ASSIGNED, owner=BO))])
def test_the_hand_over_counts_as_long_as_whoever_accepted_it_owns_the_system(facts: tuple[Any, ...]) -> None:
    given(*DONE, *facts).when(COMPLETE).refused(HandOverNotAccepted)
    given(*DONE, *facts, OWNER_ASSIGNED).when(COMPLETE, at=ON_THE_DAY).then(COMPLETED)


@pytest.mark.parametrize("past", [LIVE, (*DONE, COMPLETED)])
@pytest.mark.parametrize("command", [STOP, PARK])
def test_what_is_live_is_neither_stopped_nor_parked(command: EndingCommand, past: tuple[Any, ...]) -> None:
    given(*past).when(command).refused(EngagementIsLive)


def test_what_comes_after_the_end_changes_nothing_about_it() -> None:
    given(*DONE, COMPLETED, OWNER_VACATED).when(COMPLETE).then_nothing()
    given(*DONE, COMPLETED).when(RESUME).then_nothing()


def test_whoever_ends_an_engagement_looks_at_what_runs() -> None:
    for command in (STOP, PARK, RESUME, COMPLETE):
        looked_at = {scope.id: scope.types for scope in ENDING.looks_at(command)}
        assert looked_at == {
            f"golive-{ENGAGEMENT}": ("WentLive", "HandOverAccepted"),
            f"measurement-{ENGAGEMENT}": ("AdoptionReportPublished",),
        }
        assert ENDING.stream(command) == f"engagement-{ENGAGEMENT}"
        assert ENDING.engagement(command) == ENGAGEMENT
    assert set(ENDING.permits) == set(get_args(EndingCommand))
