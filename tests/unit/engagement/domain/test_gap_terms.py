"""What is arranged about a gap: owner, estimate, due date, severity."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.engagement.domain.estimate import EstimateOutOfOrder
from services.engagement.domain.gap import (
    GAP,
    AssignGapOwner,
    ChangeGapSeverity,
    DueDateOutOfBounds,
    EstimateGap,
    GapSettled,
    LoweringNotApproved,
    SelfApproval,
    SetGapDueDate,
    StartGap,
)
from shared.events.gaps import GapEstimated, GapEvent, Severity
from shared.events.people import Role
from shared.kernel.refusal import NotWellFormed
from tests.facts.gaps import BEGUN, DEFERRED, DUE, ESTIMATED, GAP_ID, LOWERED, OPENED, OWNED, RAISED, RESOLVED
from tests.facts.people import ANA, BO, CLEO, DEE, NOW, as_role
from tests.scenario import Scenario

given = Scenario(decider=GAP).given

ASSIGN = AssignGapOwner(gap_id=GAP_ID, owner=BO)
ESTIMATE = EstimateGap(gap_id=GAP_ID, low=Decimal(2), likely=Decimal("3.5"), high=Decimal("8.000"))
SET_DUE = SetGapDueDate(gap_id=GAP_ID, due=DUE.due)
TO_BLOCKING = ChangeGapSeverity(gap_id=GAP_ID, severity=Severity.BLOCKING, reason=RAISED.reason)
TO_MAJOR = ChangeGapSeverity(gap_id=GAP_ID, severity=Severity.MAJOR, reason=LOWERED.reason)
TO_MINOR = ChangeGapSeverity(gap_id=GAP_ID, severity=Severity.MINOR, reason=LOWERED.reason)

until_settled = pytest.mark.parametrize("past", [[OPENED], [OPENED, OWNED, BEGUN], [OPENED, DEFERRED]])


# --- Owner ------------------------------------------------------------------


@pytest.mark.req("RA6")
@until_settled
def test_a_gap_gets_an_owner(past: list[GapEvent]) -> None:
    given(*past).when(replace(ASSIGN, owner=CLEO)).then(replace(OWNED, owner=CLEO))


@pytest.mark.req("RA6")
def test_naming_the_same_owner_again_changes_nothing() -> None:
    given(OPENED, OWNED).when(ASSIGN).then_nothing()


@pytest.mark.req("RA6")
def test_work_goes_on_under_a_new_owner() -> None:
    given(OPENED, OWNED, BEGUN, replace(OWNED, owner=CLEO)).when(StartGap(gap_id=GAP_ID)).then_nothing()


@pytest.mark.req("RA6")
def test_an_owner_must_be_known() -> None:
    assert GAP.names(ASSIGN) == (BO,)
    assert GAP.names(SET_DUE) == ()


# --- Estimate and due date --------------------------------------------------


@pytest.mark.req("RA7")
@until_settled
def test_a_gap_is_estimated_at_three_points(past: list[GapEvent]) -> None:
    given(*past).when(ESTIMATE).then(ESTIMATED)


@pytest.mark.req("RA7")
def test_the_same_estimate_again_changes_nothing() -> None:
    given(OPENED, ESTIMATED).when(ESTIMATE).then_nothing()


@pytest.mark.req("RA7")
@pytest.mark.parametrize("points", [("1.00", "3.50", "8.00"), ("2.00", "4.00", "8.00"), ("2.00", "3.50", "9.00")])
def test_estimating_anew_is_a_new_fact(points: tuple[str, str, str]) -> None:
    low, likely, high = map(Decimal, points)
    anew = GapEstimated(gap_id=GAP_ID, low=low, likely=likely, high=high)
    given(OPENED, ESTIMATED).when(replace(ESTIMATE, low=low, likely=likely, high=high)).then(anew)
    given(OPENED, ESTIMATED, anew).when(ESTIMATE).then(ESTIMATED)


@pytest.mark.req("RA7")
def test_an_estimate_rises_from_low_to_high() -> None:
    given(OPENED).when(replace(ESTIMATE, low=Decimal(9))).refused(EstimateOutOfOrder)


@pytest.mark.req("RA7")
def test_nothing_is_not_an_estimate() -> None:
    given(OPENED).when(replace(ESTIMATE, low=Decimal(0))).refused(NotWellFormed, where=("input", "low"))


@until_settled
def test_a_gap_gets_a_due_date(past: list[GapEvent]) -> None:
    given(*past).when(SET_DUE).then(DUE)


def test_the_same_due_date_again_changes_nothing() -> None:
    given(OPENED, DUE).when(SET_DUE).then_nothing()


def test_another_due_date_is_a_new_fact() -> None:
    later = DUE.due + timedelta(days=1)
    given(OPENED, DUE).when(replace(SET_DUE, due=later)).then(replace(DUE, due=later))


@pytest.mark.parametrize("years", [-10, 10])
def test_a_due_date_lies_within_ten_years_of_the_day_it_is_set(years: int) -> None:
    farthest = NOW.date() + timedelta(days=years * 365)
    beyond = farthest + timedelta(days=years // 10)
    given(OPENED).when(replace(SET_DUE, due=farthest)).then(replace(DUE, due=farthest))
    asking = given(OPENED).when(replace(SET_DUE, due=beyond))
    asking.refused(DueDateOutOfBounds, where=("input", "due"), saying="from 2016-03-04 to 2036-02-28")


def test_a_due_date_that_stands_stays_when_it_is_set_again_later_than_it_could_be_now() -> None:
    early = replace(DUE, due=date(2001, 1, 1))
    given(OPENED, early).when(replace(SET_DUE, due=early.due)).then_nothing()


# --- Severity ---------------------------------------------------------------


@until_settled
def test_whoever_works_on_a_gap_raises_its_severity(past: list[GapEvent]) -> None:
    given(*past).when(TO_BLOCKING, by=as_role(CLEO, Role.MODEL_LEAD)).then(RAISED)


def test_a_severity_rises_from_minor_over_major_to_blocking() -> None:
    given(OPENED, LOWERED).when(TO_MAJOR).then(replace(RAISED, severity=Severity.MAJOR, reason=TO_MAJOR.reason))
    given(OPENED, LOWERED).when(TO_BLOCKING).then(RAISED)


def test_raising_a_severity_keeps_a_reason_that_is_given_and_needs_none() -> None:
    given(OPENED).when(replace(TO_BLOCKING, reason="")).then(replace(RAISED, reason=""))
    given(OPENED).when(replace(TO_BLOCKING, reason=f" {RAISED.reason} ")).then(RAISED)
    given(OPENED).when(replace(TO_BLOCKING, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


def test_the_same_severity_again_changes_nothing() -> None:
    given(OPENED, RAISED).when(TO_BLOCKING).then_nothing()
    given(OPENED, LOWERED).when(TO_MINOR).then_nothing()


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.BUSINESS_OWNER])
def test_an_approver_lowers_a_severity_and_is_named(role: Role) -> None:
    given(OPENED, OWNED).when(TO_MINOR, by=as_role(DEE, role)).then(LOWERED)
    lowered = replace(LOWERED, severity=Severity.MAJOR, approver=CLEO)
    given(OPENED, OWNED, RAISED).when(TO_MAJOR, by=as_role(CLEO, role)).then(lowered)


def test_nobody_else_lowers_a_severity() -> None:
    lead = as_role(ANA, Role.ENGAGEMENT_LEAD, Role.MANAGER)
    given(OPENED, OWNED).when(TO_MINOR, by=lead).refused(LoweringNotApproved)


def test_an_owner_does_not_lower_the_severity_of_their_own_gap() -> None:
    given(OPENED, OWNED).when(TO_MINOR, by=as_role(BO, Role.SPONSOR)).refused(SelfApproval)


def test_lowering_a_severity_takes_a_reason() -> None:
    silent = replace(TO_MINOR, reason="")
    given(OPENED).when(silent, by=as_role(DEE, Role.SPONSOR)).refused(NotWellFormed, where=("input", "reason"))


def test_a_severity_is_lowered_before_the_gap_is_settled_or_not_at_all() -> None:
    given(OPENED, OWNED, RESOLVED).when(TO_MINOR, by=as_role(DEE, Role.SPONSOR)).refused(GapSettled)
