"""A gap's way from open to verified, one sentence per test."""

from dataclasses import replace
from typing import get_args

import pytest

from services.engagement.domain.gap import (
    DEFERRING,
    GAP,
    AssignGapOwner,
    CancelGap,
    CancellationNotApproved,
    ChangeGapSeverity,
    DeferGap,
    EstimateGap,
    GapCommand,
    GapHasNoOwner,
    GapNotResolved,
    GapSettled,
    NotTheOwner,
    ResolveGap,
    SelfApproval,
    SelfVerification,
    SetGapDueDate,
    StartGap,
    VerifyGap,
)
from services.engagement.domain.not_found import GapNotFound
from shared.events.gaps import GapEvent, GapOwnerAssigned, Severity
from shared.events.people import Role
from shared.kernel.refusal import NotWellFormed
from tests.facts.gaps import (
    BEGUN,
    BLOCKER_CANCELLED,
    CANCELLED,
    DEFERRED,
    DUE,
    ESTIMATED,
    EVIDENCE,
    GAP_ID,
    LOWERED,
    NEEDED,
    NEEDED_NO_MORE,
    OPENED,
    OWNED,
    RAISED,
    REOPENED,
    RESOLVED,
    VERIFIED,
)
from tests.facts.people import ANA, BO, CLEO, DEE, as_role
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA9")

given = Scenario(decider=GAP).given

ASSIGN = AssignGapOwner(gap_id=GAP_ID, owner=BO)
ESTIMATE = EstimateGap(gap_id=GAP_ID, low=ESTIMATED.low, likely=ESTIMATED.likely, high=ESTIMATED.high)
SET_DUE = SetGapDueDate(gap_id=GAP_ID, due=DUE.due)
RAISE = ChangeGapSeverity(gap_id=GAP_ID, severity=Severity.BLOCKING, reason=RAISED.reason)
START, VERIFY = StartGap(gap_id=GAP_ID), VerifyGap(gap_id=GAP_ID)
RESOLVE = ResolveGap(gap_id=GAP_ID, evidence=EVIDENCE)
DEFER = DeferGap(gap_id=GAP_ID, until=DEFERRED.until, reason=DEFERRED.reason)
CANCEL = CancelGap(gap_id=GAP_ID, reason=CANCELLED.reason)
SETTLED = ([OWNED, RESOLVED], [OWNED, RESOLVED, VERIFIED], [CANCELLED])

each_of = pytest.mark.parametrize


# --- Every command ----------------------------------------------------------


@each_of("command", [ASSIGN, ESTIMATE, SET_DUE, RAISE, START, RESOLVE, VERIFY, CANCEL])
def test_nothing_happens_to_a_gap_that_nobody_opened(command: GapCommand) -> None:
    given().when(command).refused(GapNotFound)


@each_of("past", SETTLED)
@each_of("command", [ASSIGN, ESTIMATE, SET_DUE, RAISE, START])
def test_a_settled_gap_changes_no_more(command: GapCommand, past: list[GapEvent]) -> None:
    given(OPENED, *past).when(command).refused(GapSettled)


def test_putting_a_gap_aside_takes_a_reason() -> None:
    given(OPENED).when(replace(CANCEL, reason=" ")).refused(NotWellFormed, where=("input", "reason"))
    deferring = Scenario(decider=DEFERRING).given(OPENED)
    deferring.when(replace(DEFER, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


def test_each_command_goes_to_its_gap_and_says_who_may_give_it() -> None:
    assert GAP.stream(START) == f"gap-{GAP_ID}"
    assert set(GAP.permits) == set(get_args(GapCommand))


@each_of("command", [AssignGapOwner, SetGapDueDate])
def test_only_leads_assign_and_date(command: type) -> None:
    assert GAP.permits[command] == {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}


def test_leads_and_approvers_cancel() -> None:
    leads, approvers = {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}, {Role.SPONSOR, Role.BUSINESS_OWNER}
    assert GAP.permits[CancelGap] == leads | approvers


@each_of("command", [EstimateGap, ChangeGapSeverity, StartGap, ResolveGap, VerifyGap])
def test_everybody_who_works_on_the_engagement_moves_gaps(command: type) -> None:
    assert set(Role) - GAP.permits[command] == {Role.AUDITOR, Role.INTEGRATOR, Role.ADMINISTRATOR}


def test_a_history_that_does_not_begin_with_the_opening_is_not_guessed_at() -> None:
    with pytest.raises(LookupError):
        GAP.replay([OWNED])


def test_links_to_other_gaps_leave_the_gap_as_it_is() -> None:
    assert GAP.replay([OPENED, NEEDED, NEEDED_NO_MORE]) == GAP.replay([OPENED])


# --- Work -------------------------------------------------------------------


def test_work_on_an_owned_gap_starts() -> None:
    given(OPENED, OWNED).when(START).then(BEGUN)


def test_starting_again_changes_nothing() -> None:
    given(OPENED, OWNED, BEGUN).when(START, by=CLEO).then_nothing()


def test_nobody_works_on_a_gap_without_owner() -> None:
    given(OPENED).when(START).refused(GapHasNoOwner)
    given(OPENED).when(RESOLVE, by=BO).refused(GapHasNoOwner)


@each_of("past", [[OWNED], [OWNED, BEGUN]])
def test_the_owner_resolves_a_gap_with_evidence(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(RESOLVE, by=BO).then(RESOLVED)


def test_nobody_else_resolves_a_gap() -> None:
    given(OPENED, OWNED, BEGUN).when(RESOLVE, by=CLEO).refused(NotTheOwner)


def test_whoever_lost_the_gap_meanwhile_does_not_resolve_it() -> None:
    given(OPENED, OWNED, BEGUN, GapOwnerAssigned(gap_id=GAP_ID, owner=CLEO)).when(RESOLVE, by=BO).refused(NotTheOwner)


def test_a_gap_is_not_resolved_on_an_unreadable_digest() -> None:
    unreadable = replace(RESOLVE, evidence=replace(EVIDENCE, digest="9f"))
    given(OPENED, OWNED).when(unreadable, by=BO).refused(NotWellFormed, where=("input", "evidence", "digest"))


def test_resolving_again_on_the_same_evidence_changes_nothing() -> None:
    given(OPENED, OWNED, RESOLVED).when(RESOLVE, by=BO).then_nothing()


@each_of("past", SETTLED)
def test_a_settled_gap_is_not_resolved_anew(past: list[GapEvent]) -> None:
    other = replace(RESOLVE, evidence=replace(EVIDENCE, digest="ab" * 32))
    given(OPENED, *past).when(other, by=BO).refused(GapSettled)
    given(OPENED, *past).when(RESOLVE, by=CLEO).refused(GapSettled)


# --- Verification -----------------------------------------------------------


def test_somebody_else_verifies_a_resolved_gap() -> None:
    given(OPENED, OWNED, RESOLVED).when(VERIFY, by=ANA).then(VERIFIED)


def test_whoever_resolved_a_gap_cannot_verify_it() -> None:
    given(OPENED, OWNED, RESOLVED).when(VERIFY, by=BO).refused(SelfVerification)


def test_verifying_again_changes_nothing() -> None:
    given(OPENED, OWNED, RESOLVED, VERIFIED).when(VERIFY, by=CLEO).then_nothing()


@each_of("past", [[], [OWNED, BEGUN], [DEFERRED], [CANCELLED], [OWNED, RESOLVED, REOPENED]])
def test_only_a_resolved_gap_is_verified(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(VERIFY, by=ANA).refused(GapNotResolved)


# --- Cancelling -------------------------------------------------------------


def test_a_reopened_gap_keeps_what_was_arranged() -> None:
    reopened = given(OPENED, OWNED, ESTIMATED, DUE, RAISED, RESOLVED, VERIFIED, REOPENED)
    for arranged in (ASSIGN, ESTIMATE, SET_DUE, RAISE):
        reopened.when(arranged).then_nothing()
    reopened.when(START).then(BEGUN)


@each_of("past", [[], [OWNED, BEGUN], [DEFERRED]])
def test_a_gap_that_needs_no_closing_is_cancelled(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(CANCEL).then(CANCELLED)


def test_cancelling_again_changes_nothing() -> None:
    given(OPENED, CANCELLED).when(CANCEL).then_nothing()


@each_of("past", [[OWNED, RESOLVED], [OWNED, RESOLVED, VERIFIED]])
def test_a_resolved_gap_is_not_cancelled(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(CANCEL).refused(GapSettled)


def test_a_gap_that_blocks_is_cancelled_on_an_approver_s_word() -> None:
    given(OPENED, OWNED, RAISED).when(CANCEL, by=as_role(DEE, Role.SPONSOR)).then(BLOCKER_CANCELLED)
    business_owner = as_role(CLEO, Role.BUSINESS_OWNER)
    given(OPENED, OWNED, RAISED).when(CANCEL, by=business_owner).then(replace(BLOCKER_CANCELLED, approver=CLEO))


def test_a_lead_does_not_cancel_alone_what_blocks() -> None:
    lead = as_role(ANA, Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD)
    given(OPENED, RAISED).when(CANCEL, by=lead).refused(CancellationNotApproved)
    given(OPENED, RAISED, DEFERRED).when(CANCEL, by=lead).refused(CancellationNotApproved)
    given(OPENED, RAISED, LOWERED).when(CANCEL, by=lead).then(CANCELLED)


def test_an_owner_does_not_approve_that_their_own_gap_goes() -> None:
    given(OPENED, OWNED, RAISED).when(CANCEL, by=as_role(BO, Role.SPONSOR)).refused(SelfApproval)
    given(OPENED, OWNED).when(CANCEL, by=as_role(BO, Role.PILOT_LEAD)).then(CANCELLED)


def test_cancelling_what_blocked_again_changes_nothing_whoever_asks() -> None:
    given(OPENED, RAISED, BLOCKER_CANCELLED).when(CANCEL, by=as_role(ANA, Role.PILOT_LEAD)).then_nothing()
