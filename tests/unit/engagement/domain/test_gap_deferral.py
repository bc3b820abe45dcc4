"""Deferring a gap: explicit, dated, approved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.engagement.domain.gap import (
    GAP,
    DeferGap,
    DeferralOutOfBounds,
    GapStillDeferred,
    ResolveGap,
    SelfApproval,
    StartGap,
)
from shared.events.gaps import GapEvent
from shared.events.people import Role
from tests.facts.gaps import BEGUN, DEFERRED, EVIDENCE, GAP_ID, OPENED, OWNED, REOPENED
from tests.facts.people import BO, CLEO, DEE, NOW, as_role
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RF7")

given = Scenario(decider=GAP).given

DEFER = DeferGap(gap_id=GAP_ID, until=DEFERRED.until, reason=DEFERRED.reason)
START, RESOLVE = StartGap(gap_id=GAP_ID), ResolveGap(gap_id=GAP_ID, evidence=EVIDENCE)


def test_only_approvers_defer() -> None:
    assert GAP.permits[DeferGap] == {Role.SPONSOR, Role.BUSINESS_OWNER}


@pytest.mark.parametrize("past", [[OPENED], [OPENED, OWNED, BEGUN]])
def test_a_gap_is_deferred_with_a_date_and_an_approver(past: list[GapEvent]) -> None:
    given(*past).when(DEFER, by=DEE).then(DEFERRED)


def test_deferring_to_the_same_day_again_changes_nothing() -> None:
    given(OPENED, DEFERRED).when(DEFER, by=DEE).then_nothing()


def test_deferring_for_longer_is_approved_anew() -> None:
    longer = date(2026, 6, 1)
    extended = replace(DEFERRED, until=longer, approver=CLEO)
    given(OPENED, DEFERRED).when(replace(DEFER, until=longer), by=CLEO).then(extended)


def test_an_owner_does_not_defer_their_own_gap() -> None:
    given(OPENED, OWNED).when(DEFER, by=as_role(BO, Role.SPONSOR)).refused(SelfApproval)


@pytest.mark.parametrize("days", [-1, 0, 401])
def test_a_deferral_ends_neither_before_tomorrow_nor_after_400_days(days: int) -> None:
    command = replace(DEFER, until=NOW.date() + timedelta(days=days))
    bounds = "after 2026-03-02, and by 2027-04-06"
    given(OPENED).when(command, by=DEE).refused(DeferralOutOfBounds, where=("input", "until"), saying=bounds)


@pytest.mark.parametrize("days", [1, 400])
def test_a_deferral_may_end_tomorrow_or_in_400_days(days: int) -> None:
    until = NOW.date() + timedelta(days=days)
    given(OPENED).when(replace(DEFER, until=until), by=DEE).then(replace(DEFERRED, until=until))


def test_the_bounds_count_from_when_it_was_decided() -> None:
    on_the_last_day = datetime(2026, 5, 4, tzinfo=UTC)
    given(OPENED).when(DEFER, by=DEE, at=on_the_last_day).refused(DeferralOutOfBounds)
    given(OPENED).when(DEFER, by=DEE, at=on_the_last_day - timedelta(seconds=1)).then(DEFERRED)


def test_a_deferred_gap_is_not_worked_on_until_it_is_reopened() -> None:
    deferred = given(OPENED, OWNED, BEGUN, DEFERRED)
    deferred.when(START).refused(GapStillDeferred, saying="2026-05-04")
    deferred.when(RESOLVE, by=BO).refused(GapStillDeferred)
    given(OPENED, OWNED, BEGUN, DEFERRED, REOPENED).when(START).then(BEGUN)
