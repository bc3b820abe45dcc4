"""What the report says of the gaps, and of the way that is left."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.engagement.domain.gap_status import GapStatus
from shared.events.gaps import (
    Cause,
    GapCancelled,
    GapDeferred,
    GapDependencyAdded,
    GapDueDateSet,
    GapOwnerAssigned,
    GapReopened,
    GapResolved,
    GapVerified,
    Severity,
)
from tests.facts import engagements, gaps
from tests.facts.people import ANA, BO, DEE, NOW
from tests.unit.engagement.reports.story import CLOSED, estimated, opened, report_of

pytestmark = pytest.mark.req("RA10")

FIRST, SECOND, THIRD = (opened(number).gap_id for number in (1, 2, 3))


@pytest.mark.req("RC1", "RA6")
def test_gaps_are_counted_by_cause_kind_and_severity_without_the_cancelled_ones() -> None:
    governance = replace(opened(2), cause=Cause.GOVERNANCE_DEFERRED, severity=Severity.BLOCKING)
    report = report_of(
        *CLOSED, opened(1), governance, opened(3), opened(4), GapCancelled(gap_id=opened(4).gap_id, reason="Doubled.")
    )
    largest, second = report.counts.by_cause[:2]
    assert (largest.cause, largest.major) == (Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE, 2)
    assert (second.cause, second.blocking) == (Cause.GOVERNANCE_DEFERRED, 1)
    assert len(report.counts.by_cause) == len(Cause)
    assert sum(kind.blocking + kind.major + kind.minor for kind in report.counts.by_kind) == 3
    assert {count.status: count.gaps for count in report.counts.by_status} == {
        GapStatus.OPEN: 3,
        GapStatus.CANCELLED: 1,
    }


@pytest.mark.req("RA6")
def test_gaps_without_owner_stand_first_and_are_called_out() -> None:
    report = report_of(
        *CLOSED, opened(1), opened(2), GapOwnerAssigned(gap_id=FIRST, owner=BO), estimated(1, 3), estimated(2, 4)
    )
    assert [(load.owner, load.gaps, load.likely) for load in report.counts.owners] == [
        (None, 1, Decimal(4)),
        (BO, 1, Decimal(3)),
    ]
    assert report.open_points.without_owner == (2,)


@pytest.mark.req("RA7")
def test_effort_leaves_out_what_is_not_estimated_and_says_how_much_that_is() -> None:
    report = report_of(*CLOSED, gaps.OPENED, gaps.ESTIMATED, opened(1))
    left = report.effort.remaining
    assert (left.likely, left.p50, left.estimated, left.unestimated) == (Decimal("3.5"), Decimal(4), 1, 1)
    assert left.p80 == Decimal("4.84")
    assert report.open_points.without_estimate == (2,)


@pytest.mark.req("RP4")
def test_effort_is_told_apart_by_when_a_gap_was_found() -> None:
    report = report_of(*CLOSED, opened(1), estimated(1, 3), engagements.BASELINED, opened(2), estimated(2, 5))
    assert (report.effort.found_at_close.likely, report.effort.found_after_close.likely) == (Decimal(3), Decimal(5))
    assert [gap.found_after_close for gap in report.gaps] == [False, True]
    assert report.open_points.found_after_close == (2,)


def test_without_a_baseline_no_gap_was_found_after_close() -> None:
    report = report_of(*CLOSED, opened(1))
    assert report.baseline_at is None
    assert report.open_points.found_after_close == ()


@pytest.mark.req("RF7")
def test_deferred_gaps_are_debt_and_lapse_on_the_day_after_their_end() -> None:
    deferred = GapDeferred(gap_id=FIRST, until=date(2026, 5, 4), reason="Waits for the network.", approver=DEE)
    facts = (*CLOSED, opened(1), estimated(1, 3), deferred)
    report = report_of(*facts)
    assert (report.open_points.deferred, report.open_points.lapsed) == ((1,), ())
    assert report.effort.deferred.likely == 3
    later = report_of(*facts, at=NOW + timedelta(days=90))
    assert later.open_points.lapsed == (1,)


def test_late_unverified_and_reopened_gaps_are_called_out() -> None:
    report = report_of(
        *CLOSED,
        opened(1),
        GapDueDateSet(gap_id=FIRST, due=date(2026, 3, 1)),
        opened(2),
        GapResolved(gap_id=SECOND, evidence=gaps.EVIDENCE, resolver=BO),
        opened(3),
        GapResolved(gap_id=THIRD, evidence=gaps.EVIDENCE, resolver=BO),
        GapVerified(gap_id=THIRD, verifier=ANA),
        GapReopened(gap_id=THIRD, reason="It came back."),
    )
    points = report.open_points
    assert (points.late, points.awaiting_verification, points.reopened) == ((1,), (2,), (3,))
    assert points.without_due_date == (3,)


@pytest.mark.req("RA8")
def test_the_critical_path_is_the_longest_chain_of_gaps_still_to_be_closed() -> None:
    facts = (
        *CLOSED,
        *(opened(number) for number in (1, 2, 3)),
        *(estimated(number, number) for number in (1, 2, 3)),
        GapDependencyAdded(gap_id=THIRD, needs=FIRST),
    )
    plan = report_of(*facts).plan
    assert (plan.length, plan.critical_path) == (Decimal(4), (1, 3))
    assert [(span.gap, int(span.start), int(span.finish), int(span.slack)) for span in plan.spans] == [
        (1, 0, 1, 0),
        (3, 1, 4, 0),
        (2, 0, 2, 2),
    ]
    done = report_of(*facts, GapResolved(gap_id=FIRST, evidence=gaps.EVIDENCE, resolver=BO)).plan
    assert (done.length, done.critical_path) == (Decimal(3), (3,))


@pytest.mark.req("RA8")
def test_a_cancelled_gap_holds_nothing_back() -> None:
    report = report_of(
        *CLOSED,
        opened(1),
        opened(2),
        estimated(1, 5),
        estimated(2, 2),
        GapDependencyAdded(gap_id=SECOND, needs=FIRST),
        GapCancelled(gap_id=FIRST, reason="Not needed."),
    )
    assert (report.plan.length, report.plan.critical_path) == (Decimal(2), (2,))
    assert report.gaps[1].needs == (1,)


@pytest.mark.req("RA9")
def test_the_burn_down_counts_the_tenants_days_up_to_the_report() -> None:
    report = report_of(*CLOSED, opened(1), opened(2), at=NOW + timedelta(days=2))
    assert [(day.day, day.remaining) for day in report.burndown] == [
        (date(2026, 3, 2), 2),
        (date(2026, 3, 3), 2),
        (date(2026, 3, 4), 2),
    ]
