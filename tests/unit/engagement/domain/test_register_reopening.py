"""A gap comes back into the register, unless something took its place meanwhile."""

from dataclasses import replace

import pytest

from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.register import (
    REOPENING,
    FindingAlreadyDismissed,
    ProposalAlreadyDismissed,
    ProposalAlreadyTaken,
    ReopenGap,
)
from shared.events.gaps import GapEvent
from shared.events.people import Role
from shared.kernel.refusal import NotWellFormed
from tests.facts.dimensions import AS_REQUIRED, PILOT_STATE, PRODUCTION_STATE, PROPOSAL_DISMISSED
from tests.facts.gaps import (
    BEGUN,
    CANCELLED,
    DEFERRED,
    GAP_ID,
    LOAD_TEST_ID,
    LOAD_TEST_OPENED,
    OPENED,
    OWNED,
    REOPENED,
    RESOLVED,
    VERIFIED,
)
from tests.facts.pilots import FINDING_DISMISSED, FINDING_ID, FOUND
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA9")

given = Scenario(decider=REOPENING).given

REOPEN = ReopenGap(gap_id=GAP_ID, reason=REOPENED.reason)
OTHER = replace(LOAD_TEST_OPENED, proposal=OPENED.proposal)
OTHER_CANCELLED = replace(CANCELLED, gap_id=LOAD_TEST_ID)
COMPARED = (PILOT_STATE, PRODUCTION_STATE)


@pytest.mark.parametrize("past", [[OWNED, RESOLVED], [OWNED, RESOLVED, VERIFIED], [CANCELLED], [DEFERRED]])
def test_a_gap_that_was_settled_or_put_aside_is_reopened(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(REOPEN).then(REOPENED)


@pytest.mark.parametrize("past", [[], [OWNED, BEGUN], [CANCELLED, REOPENED]])
def test_reopening_an_open_gap_changes_nothing(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(REOPEN).then_nothing()
    given(OPENED, *past, OTHER).when(REOPEN).then_nothing()


def test_nobody_reopens_a_gap_that_nobody_opened() -> None:
    given().when(REOPEN).refused(GapNotFound)
    given(LOAD_TEST_OPENED).when(REOPEN).refused(GapNotFound)


def test_reopening_takes_a_reason() -> None:
    given(OPENED, CANCELLED).when(replace(REOPEN, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


# --- What took its place ----------------------------------------------------


def test_a_difference_that_another_gap_stands_for_by_now_is_not_taken_back() -> None:
    given(OPENED, CANCELLED, OTHER).when(REOPEN).refused(ProposalAlreadyTaken, saying=OTHER.title)


def test_a_difference_that_was_given_up_again_is_taken_back() -> None:
    given(OPENED, CANCELLED, OTHER, OTHER_CANCELLED).when(REOPEN).then(REOPENED)


def test_gaps_of_other_differences_or_of_none_take_no_place() -> None:
    given(OPENED, CANCELLED, LOAD_TEST_OPENED).when(REOPEN).then(REOPENED)
    without = replace(OPENED, proposal=None)
    given(without, CANCELLED, LOAD_TEST_OPENED).when(REOPEN).then(REOPENED)


def test_a_gap_that_was_never_cancelled_kept_its_place() -> None:
    given(OPENED, OWNED, RESOLVED, VERIFIED, LOAD_TEST_OPENED).when(REOPEN).then(REOPENED)


def test_no_gap_comes_back_for_a_difference_that_was_dismissed_meanwhile() -> None:
    past = (*COMPARED, OPENED, CANCELLED, PROPOSAL_DISMISSED)
    given(*past).when(REOPEN).refused(ProposalAlreadyDismissed, saying="network")
    given(*past, AS_REQUIRED).when(REOPEN).then(REOPENED)


def test_no_gap_comes_back_for_a_finding_that_was_dismissed_meanwhile() -> None:
    found = replace(OPENED, finding_id=FINDING_ID)
    given(FOUND, found, CANCELLED, FINDING_DISMISSED).when(REOPEN).refused(FindingAlreadyDismissed)
    given(FOUND, found, CANCELLED).when(REOPEN).then(REOPENED)


# --- What the decision stands on --------------------------------------------


def test_the_decision_looks_around_in_the_engagement_of_its_gap() -> None:
    facts = (OPENED, CANCELLED, REOPENED, FOUND, FINDING_DISMISSED, PILOT_STATE, PRODUCTION_STATE, PROPOSAL_DISMISSED)
    assert set(REOPENING.looks_around[ReopenGap]) == {type(fact) for fact in facts}
    assert REOPENING.stream(REOPEN) == f"gap-{GAP_ID}"


def test_everybody_who_works_on_the_engagement_reopens_gaps() -> None:
    assert set(Role) - REOPENING.permits[ReopenGap] == {Role.AUDITOR, Role.INTEGRATOR, Role.ADMINISTRATOR}
