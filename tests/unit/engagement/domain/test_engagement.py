"""Engagements, one sentence per test."""

from dataclasses import replace
from typing import get_args
from uuid import UUID

import pytest

from services.engagement.domain.engagement import (
    ENGAGEMENT,
    AssignSystemOwner,
    EngagementAlreadyStarted,
    EngagementCommand,
    PilotNotClosed,
    PublishCloseOutReport,
    RegisterNotBaselined,
    StartEngagement,
    VacateSystemOwner,
)
from services.engagement.domain.not_found import EngagementNotFound, PilotNotFound
from shared.events.people import Role
from shared.kernel.decider import stream_scope
from shared.kernel.refusal import NotWellFormed
from tests.facts.endings import PARKED, RESUMED
from tests.facts.engagements import BASELINED, OWNER_ASSIGNED, OWNER_VACATED, REPORT_PUBLISHED, STARTED
from tests.facts.engagements import ENGAGEMENT as ENGAGEMENT_ID
from tests.facts.people import BO, CLEO
from tests.facts.pilots import CLOSED, REGISTERED
from tests.scenario import Scenario

given = Scenario(decider=ENGAGEMENT).given

START = StartEngagement(engagement_id=ENGAGEMENT_ID, name=STARTED.name)
ASSIGN = AssignSystemOwner(engagement_id=ENGAGEMENT_ID, owner=CLEO)
VACATE = VacateSystemOwner(engagement_id=ENGAGEMENT_ID, reason=OWNER_VACATED.reason)
PUBLISH = PublishCloseOutReport(
    engagement_id=ENGAGEMENT_ID, position=REPORT_PUBLISHED.position, digest=REPORT_PUBLISHED.digest
)


@pytest.mark.req("RF1")
def test_an_engagement_starts_from_a_closed_pilot() -> None:
    given(REGISTERED, CLOSED).when(START).then(STARTED)


@pytest.mark.req("RF1")
def test_an_engagement_does_not_start_while_its_pilot_runs() -> None:
    given(REGISTERED).when(START).refused(PilotNotClosed)


@pytest.mark.req("RF1")
def test_an_engagement_does_not_start_without_a_pilot() -> None:
    given().when(START).refused(PilotNotFound)


def test_starting_the_same_engagement_again_changes_nothing() -> None:
    given(REGISTERED, CLOSED, STARTED).when(START).then_nothing()
    given(STARTED, BASELINED).when(START).then_nothing()


def test_an_engagement_is_not_started_anew_under_another_name() -> None:
    given(STARTED).when(replace(START, name="Letters")).refused(EngagementAlreadyStarted, saying="Claims assistant")


@pytest.mark.req("RF1")
def test_pilot_and_engagement_are_separate_streams_and_starting_looks_at_both() -> None:
    assert ENGAGEMENT.stream(START) == f"engagement-{ENGAGEMENT_ID}"
    (scope,) = ENGAGEMENT.looks_at(START)
    assert scope == stream_scope(f"pilot-{ENGAGEMENT_ID}", type(REGISTERED), type(CLOSED))
    assert ENGAGEMENT.looks_at(PUBLISH) == ()


@pytest.mark.req("RO1", "RC6")
def test_a_system_owner_is_named() -> None:
    given(STARTED).when(ASSIGN).then(OWNER_ASSIGNED)


def test_naming_the_same_system_owner_again_changes_nothing() -> None:
    given(STARTED, OWNER_ASSIGNED).when(ASSIGN).then_nothing()


@pytest.mark.req("RO1")
def test_a_system_may_pass_from_one_owner_to_the_next() -> None:
    given(STARTED, OWNER_ASSIGNED).when(replace(ASSIGN, owner=BO)).then(replace(OWNER_ASSIGNED, owner=BO))


@pytest.mark.req("RO4", "RC6")
def test_a_system_owner_who_leaves_is_named_with_the_reason() -> None:
    given(STARTED, OWNER_ASSIGNED).when(VACATE).then(OWNER_VACATED)


def test_a_system_without_owner_has_none_to_leave() -> None:
    given(STARTED).when(VACATE).then_nothing()
    given(STARTED, OWNER_ASSIGNED, OWNER_VACATED).when(VACATE).then_nothing()


@pytest.mark.req("RO4")
def test_an_owner_who_left_may_be_named_again() -> None:
    given(STARTED, OWNER_ASSIGNED, BASELINED, OWNER_VACATED).when(ASSIGN).then(OWNER_ASSIGNED)


def test_the_owner_stays_when_the_register_is_baselined() -> None:
    given(STARTED, OWNER_ASSIGNED, BASELINED).when(ASSIGN).then_nothing()


@pytest.mark.req("RO1")
def test_whoever_is_named_system_owner_must_be_known() -> None:
    assert ENGAGEMENT.names(ASSIGN) == (CLEO,)
    assert ENGAGEMENT.names(VACATE) == ()


@pytest.mark.req("RA10")
def test_the_close_out_report_is_published_once_the_register_has_a_baseline() -> None:
    given(STARTED, BASELINED).when(PUBLISH).then(REPORT_PUBLISHED)


@pytest.mark.req("RA10")
def test_the_close_out_report_waits_for_the_baseline() -> None:
    given(STARTED, OWNER_ASSIGNED).when(PUBLISH).refused(RegisterNotBaselined)


@pytest.mark.req("RA10")
def test_the_same_report_at_a_later_position_changes_nothing() -> None:
    given(STARTED, BASELINED, REPORT_PUBLISHED).when(replace(PUBLISH, position=99)).then_nothing()


@pytest.mark.req("RA10")
def test_a_report_that_reads_differently_is_published_beside_the_first() -> None:
    other = "cd" * 32
    asking = given(STARTED, BASELINED, REPORT_PUBLISHED).when(replace(PUBLISH, digest=other))
    asking.then(replace(REPORT_PUBLISHED, digest=other))
    second = replace(REPORT_PUBLISHED, digest=other)
    given(STARTED, BASELINED, REPORT_PUBLISHED, second, BASELINED).when(PUBLISH).then_nothing()


@pytest.mark.parametrize("digest", ["", "ab" * 31, "AB" * 32, "xy" * 32, "ab" * 32 + "\n"])
def test_a_report_is_named_by_its_sha_256(digest: str) -> None:
    asking = given(STARTED, BASELINED).when(replace(PUBLISH, digest=digest))
    asking.refused(NotWellFormed, where=("input", "digest"))


@pytest.mark.parametrize("position", [0, -1, 2**53])
def test_a_report_is_made_at_a_position_of_the_log(position: int) -> None:
    asking = given(STARTED, BASELINED).when(replace(PUBLISH, position=position))
    asking.refused(NotWellFormed, where=("input", "position"))


@pytest.mark.parametrize("position", [1, 2**53 - 1])
def test_a_report_may_be_made_at_the_first_position_or_the_last(position: int) -> None:
    asking = given(STARTED, BASELINED).when(replace(PUBLISH, position=position))
    asking.then(replace(REPORT_PUBLISHED, position=position))


@pytest.mark.parametrize("command", [ASSIGN, VACATE, PUBLISH])
def test_an_engagement_that_was_not_started_is_not_found(command: EngagementCommand) -> None:
    given().when(command).refused(EngagementNotFound)


def test_every_command_says_who_may_give_it_and_for_which_engagement() -> None:
    assert set(ENGAGEMENT.permits) == set(get_args(EngagementCommand))
    assert ENGAGEMENT.engagement(ASSIGN) == ENGAGEMENT_ID
    assert Role.SYSTEM_OWNER in ENGAGEMENT.permits[VacateSystemOwner]


def test_the_engagement_has_its_pilots_id() -> None:
    assert UUID(ENGAGEMENT.stream(START).removeprefix("engagement-")) == REGISTERED.pilot_id


def test_an_end_changes_nothing_about_what_this_decides() -> None:
    given(STARTED, PARKED, RESUMED).when(ASSIGN).then(OWNER_ASSIGNED)
