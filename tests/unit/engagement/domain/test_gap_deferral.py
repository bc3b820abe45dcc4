"""Deferring a gap: explicit, dated, approved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.deferral_debt import PutOff, debt
from services.engagement.domain.effort import total_effort
from services.engagement.domain.estimate import Estimate
from services.engagement.domain.gap import (
    DEFERRING,
    GAP,
    DeferGap,
    DeferralNotOver,
    DeferralOutOfBounds,
    DeferralPastGoLive,
    ExpireGapDeferral,
    GapNotDeferred,
    GapSettled,
    GapStillDeferred,
    ResolveGap,
    SelfApproval,
    StartGap,
)
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.roles import CONTRIBUTORS
from shared.events.gaps import GapEvent, Severity
from shared.events.go_live import GoLivePlanned, GoLiveRescheduled
from shared.events.people import Role
from tests.facts.gaps import BEGUN, CANCELLED, DEFERRED, EVIDENCE, EXPIRED, GAP_ID, OPENED, OWNED, REOPENED
from tests.facts.go_live import GO_LIVE_PLANNED, GO_LIVE_RESCHEDULED, WENT_LIVE
from tests.facts.people import BO, CLEO, DEE, NOW, as_role
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RF7")

given = Scenario(decider=DEFERRING).given
working = Scenario(decider=GAP).given

DEFER = DeferGap(gap_id=GAP_ID, until=DEFERRED.until, reason=DEFERRED.reason)
START, RESOLVE = StartGap(gap_id=GAP_ID), ResolveGap(gap_id=GAP_ID, evidence=EVIDENCE)


def test_only_approvers_defer() -> None:
    assert DEFERRING.permits[DeferGap] == {Role.SPONSOR, Role.BUSINESS_OWNER}


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
    deferred = working(OPENED, OWNED, BEGUN, DEFERRED)
    deferred.when(START).refused(GapStillDeferred, saying="2026-05-04")
    deferred.when(RESOLVE, by=BO).refused(GapStillDeferred)
    working(OPENED, OWNED, BEGUN, DEFERRED, REOPENED).when(START).then(BEGUN)


EXPIRE = ExpireGapDeferral(gap_id=GAP_ID)
LAST_DAY, DAY_AFTER = datetime(2026, 5, 4, 23, 59, tzinfo=UTC), datetime(2026, 5, 5, tzinfo=UTC)


PLANNED = replace(GO_LIVE_PLANNED, planned_on=date(2026, 9, 1))
MOVED = replace(GO_LIVE_RESCHEDULED, old=PLANNED.planned_on, new=date(2026, 8, 3))


@pytest.mark.parametrize(("planned", "last"), [((PLANNED,), PLANNED.planned_on), ((PLANNED, MOVED), MOVED.new)])
def test_nothing_is_put_off_beyond_the_day_planned_for_go_live(
    planned: tuple[GoLivePlanned | GoLiveRescheduled, ...], last: date
) -> None:
    on_the_day, deferred = replace(DEFER, until=last), replace(DEFERRED, until=last)
    given(OPENED, *planned).when(on_the_day, by=DEE).then(deferred)
    beyond = replace(DEFER, until=last + timedelta(days=1))
    for past in ((OPENED, *planned, WENT_LIVE), (*planned, OPENED)):
        asked = given(*past).when(beyond, by=DEE)
        asked.refused(DeferralPastGoLive, where=("input", "until"), saying=last.isoformat())
    assert DEFERRING.looks_around == {DeferGap: (GoLivePlanned, GoLiveRescheduled)}


def test_once_its_day_is_over_whoever_notices_puts_that_on_record_and_the_gap_is_open_again() -> None:
    given(OPENED, OWNED, DEFERRED).when(EXPIRE, at=DAY_AFTER).then(EXPIRED)
    given(OPENED, OWNED, DEFERRED).when(EXPIRE, at=LAST_DAY).refused(DeferralNotOver, saying="2026-05-04")
    working(OPENED, OWNED, DEFERRED, EXPIRED).when(START).then(BEGUN)
    assert DEFERRING.permits[ExpireGapDeferral] == CONTRIBUTORS


def test_a_deferral_ends_once() -> None:
    for past in ((OPENED,), (OPENED, DEFERRED, EXPIRED), (OPENED, CANCELLED)):
        given(*past).when(EXPIRE, at=DAY_AFTER).refused(GapNotDeferred)


def test_what_is_settled_or_was_never_opened_is_not_put_off() -> None:
    given(OPENED, CANCELLED).when(DEFER, by=DEE).refused(GapSettled)
    given().when(DEFER, by=DEE).refused(GapNotFound)
    given().when(EXPIRE).refused(GapNotFound)
    assert DEFERRING.stream(DEFER) == f"gap-{GAP_ID}"


ENGAGED, ELSEWHERE = UUID(int=0xE1), UUID(int=0xE2)
SMALL = Estimate(low=Decimal(1), likely=Decimal(2), high=Decimal(3))


PUT_OFF = PutOff(
    engagement_id=ENGAGED,
    severity=Severity.MAJOR,
    estimate=SMALL,
    since=date(2026, 3, 2),
    until=date(2026, 3, 12),
    extensions=0,
)


def test_the_debt_counts_gaps_work_days_and_extensions_and_what_should_be_put_off_no_more() -> None:
    gaps = [
        replace(PUT_OFF, extensions=2),
        replace(PUT_OFF, until=date(2026, 4, 1), severity=Severity.BLOCKING, estimate=None),
        replace(PUT_OFF, until=date(2026, 6, 1), engagement_id=ELSEWHERE),
    ]
    found = debt(gaps, date(2026, 4, 1), {ENGAGED: date(2026, 3, 31)})
    assert (found.gaps, found.blocking, found.unestimated) == (3, 1, 1)
    assert (found.days, found.extensions) == (10 + 30 + 91, 2)
    assert (found.over, found.past_go_live) == (1, 1)
    assert found.effort == total_effort([SMALL, SMALL])


def test_where_nothing_is_put_off_there_is_no_debt() -> None:
    found = debt([], NOW.date(), {})
    assert (found.gaps, found.days, found.effort) == (0, 0, total_effort([]))
