"""The states of a dimension, one sentence per test."""

from dataclasses import replace
from typing import get_args

import pytest

from services.engagement.domain.aspects import AspectNamedTwice, UnknownAspect, UnknownLevel
from services.engagement.domain.dimension import (
    DIMENSION,
    DimensionCommand,
    DismissProposal,
    ProposalHasGap,
    ProposalNotFound,
    RecordPilotState,
    RecordProductionState,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.dimensions import Aspect, Dimension, DimensionEvent
from shared.events.people import Role
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts import gaps
from tests.facts.dimensions import PILOT_STATE, PRODUCTION_STATE, PROPOSAL_DISMISSED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.scenario import Scenario

given = Scenario(decider=DIMENSION).given

HAD = RecordPilotState(
    engagement_id=ENGAGEMENT, dimension=Dimension.INFRASTRUCTURE, aspects=PILOT_STATE.aspects, note=PILOT_STATE.note
)
NEEDED = RecordProductionState(
    engagement_id=ENGAGEMENT, dimension=Dimension.INFRASTRUCTURE, aspects=PRODUCTION_STATE.aspects, note=""
)
DISMISS = DismissProposal(
    engagement_id=ENGAGEMENT,
    dimension=Dimension.INFRASTRUCTURE,
    aspect=PROPOSAL_DISMISSED.aspect,
    reason=PROPOSAL_DISMISSED.reason,
)
COMPARED = (STARTED, PILOT_STATE, PRODUCTION_STATE)
PRIVATE = Aspect(name="network", level="private_endpoints")
SHARED = Aspect(name="environment", level="shared")


@pytest.mark.req("RD3")
def test_the_pilots_state_is_recorded() -> None:
    given(STARTED).when(HAD).then(PILOT_STATE)


@pytest.mark.req("RD3")
def test_what_production_requires_is_recorded() -> None:
    given(STARTED, PILOT_STATE).when(NEEDED).then(PRODUCTION_STATE)


@pytest.mark.parametrize("command", [HAD, NEEDED])
def test_the_same_state_again_changes_nothing(command: DimensionCommand) -> None:
    given(*COMPARED).when(command).then_nothing()


def test_the_order_in_which_aspects_are_named_does_not_matter() -> None:
    given(*COMPARED).when(replace(HAD, aspects=HAD.aspects[::-1])).then_nothing()


@pytest.mark.parametrize(
    ("command", "fact"),
    [
        (replace(HAD, aspects=(SHARED,)), replace(PILOT_STATE, aspects=(SHARED,))),
        (replace(NEEDED, aspects=(SHARED,)), replace(PRODUCTION_STATE, aspects=(SHARED,))),
        (replace(NEEDED, note="By April."), replace(PRODUCTION_STATE, note="By April.")),
        (replace(HAD, aspects=()), replace(PILOT_STATE, aspects=())),
    ],
)
def test_a_later_state_replaces_the_whole_state_before(command: DimensionCommand, fact: DimensionEvent) -> None:
    given(*COMPARED).when(command).then(fact)


def test_an_aspect_is_one_of_the_dimension() -> None:
    elsewhere = Aspect(name="population", level="12")
    asking = given(STARTED).when(replace(HAD, aspects=(SHARED, elsewhere)))
    asking.refused(UnknownAspect, where=("input", "aspects", "1", "name"), saying="environment, network")


def test_a_level_is_one_of_the_aspect() -> None:
    asking = given(STARTED).when(replace(NEEDED, aspects=(Aspect(name="network", level="vpn"),)))
    asking.refused(UnknownLevel, where=("input", "aspects", "0", "level"), saying="public, restricted")


def test_an_aspect_stands_at_one_level() -> None:
    asking = given(STARTED).when(replace(HAD, aspects=(PRIVATE, PRIVATE)))
    asking.refused(AspectNamedTwice, where=("input", "aspects", "1", "name"))


@pytest.mark.req("RD5")
@pytest.mark.parametrize(("given_count", "kept"), [("12", "12"), ("0", "0"), ("007", "7"), ("999999999", "999999999")])
def test_a_count_is_kept_as_a_plain_number(given_count: str, kept: str) -> None:
    counted = replace(HAD, dimension=Dimension.USERS, aspects=(Aspect(name="population", level=given_count),))
    fact = replace(PILOT_STATE, dimension=Dimension.USERS, aspects=(Aspect(name="population", level=kept),))
    given(STARTED).when(counted).then(fact)


@pytest.mark.parametrize("count", ["", "-1", "1.5", "many", "1000000000", "٣", "1\n"])
def test_a_count_is_written_in_at_most_nine_digits(count: str) -> None:
    counted = replace(HAD, dimension=Dimension.USERS, aspects=(Aspect(name="population", level=count),))
    given(STARTED).when(counted).refused(NotWellFormed, where=("input", "aspects", "0", "level"))


def test_a_difference_that_needs_no_gap_is_dismissed_with_a_reason() -> None:
    given(*COMPARED).when(DISMISS).then(PROPOSAL_DISMISSED)


def test_a_difference_is_not_dismissed_without_a_reason() -> None:
    given(*COMPARED).when(replace(DISMISS, reason="")).refused(NotWellFormed, where=("input", "reason"))


def test_what_was_never_recorded_of_the_pilot_is_a_difference_too() -> None:
    given(STARTED, PRODUCTION_STATE).when(DISMISS).then(PROPOSAL_DISMISSED)


def test_dismissing_the_same_difference_twice_changes_nothing() -> None:
    given(*COMPARED, PROPOSAL_DISMISSED).when(replace(DISMISS, reason="Still.")).then_nothing()


def test_nothing_is_dismissed_before_production_requires_something() -> None:
    given(STARTED, PILOT_STATE).when(DISMISS).refused(ProposalNotFound, where=("input", "aspect"))


def test_only_a_difference_is_dismissed() -> None:
    met = replace(PILOT_STATE, aspects=(PRIVATE,))
    given(STARTED, met, PRODUCTION_STATE).when(DISMISS).refused(ProposalNotFound, saying="network")
    given(*COMPARED).when(replace(DISMISS, aspect="load_test")).refused(ProposalNotFound, saying="load_test")


def test_a_difference_that_has_a_gap_is_not_dismissed() -> None:
    given(*COMPARED, gaps.OPENED).when(DISMISS).refused(ProposalHasGap, where=("input", "aspect"))


def test_a_difference_whose_gap_was_cancelled_is_dismissed() -> None:
    given(*COMPARED, gaps.OPENED, gaps.CANCELLED).when(DISMISS).then(PROPOSAL_DISMISSED)


def test_a_gap_in_another_dimension_leaves_the_difference_free() -> None:
    assert gaps.OPENED.proposal is not None
    elsewhere = replace(gaps.OPENED, proposal=replace(gaps.OPENED.proposal, dimension=Dimension.GOVERNANCE))
    given(*COMPARED, elsewhere).when(DISMISS).then(PROPOSAL_DISMISSED)


def test_a_dismissal_lapses_when_the_difference_becomes_another_one() -> None:
    narrower = replace(PILOT_STATE, aspects=(Aspect(name="network", level="restricted"),))
    given(*COMPARED, PROPOSAL_DISMISSED, narrower).when(DISMISS).then(PROPOSAL_DISMISSED)
    smaller = replace(PRODUCTION_STATE, aspects=(Aspect(name="network", level="restricted"),))
    given(*COMPARED, PROPOSAL_DISMISSED, smaller).when(DISMISS).then(PROPOSAL_DISMISSED)


def test_a_dismissal_holds_while_other_aspects_move() -> None:
    moved = replace(PILOT_STATE, aspects=(SHARED, Aspect(name="network", level="public")))
    given(*COMPARED, PROPOSAL_DISMISSED, moved).when(DISMISS).then_nothing()


@pytest.mark.parametrize("command", [HAD, NEEDED, DISMISS])
def test_an_engagement_that_was_not_started_has_no_dimensions(command: DimensionCommand) -> None:
    given().when(command).refused(EngagementNotFound)


def test_each_dimension_of_an_engagement_is_a_stream_of_its_own() -> None:
    assert DIMENSION.stream(HAD) == f"dimension-{ENGAGEMENT}-infrastructure"
    assert DIMENSION.stream(replace(HAD, dimension=Dimension.DATA)) == f"dimension-{ENGAGEMENT}-data"
    assert DIMENSION.engagement(HAD) == ENGAGEMENT


def test_recording_looks_at_the_start_and_dismissing_at_the_gaps_too() -> None:
    assert [scope.reach for scope in DIMENSION.looks_at(HAD)] == [Reach.STREAM]
    assert [scope.reach for scope in DIMENSION.looks_at(DISMISS)] == [Reach.STREAM, Reach.ENGAGEMENT]


def test_contributors_record_and_leads_or_approvers_dismiss() -> None:
    assert set(DIMENSION.permits) == set(get_args(DimensionCommand))
    assert Role.DATA_OWNER in DIMENSION.permits[RecordPilotState]
    assert Role.AUDITOR not in DIMENSION.permits[RecordProductionState]
    assert {Role.SPONSOR, Role.PILOT_LEAD} <= DIMENSION.permits[DismissProposal]
    assert Role.DATA_OWNER not in DIMENSION.permits[DismissProposal]
