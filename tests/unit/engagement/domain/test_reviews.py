"""Reviews by the accepted cycle: scheduled, held, missed; one sentence per test."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.engagement.domain.ownership import (
    OWNERSHIP,
    EscalationPathNotDefined,
    HoldReview,
    ObligationsNotAccepted,
    OwnershipCommand,
    RecordMissedReview,
    ReviewAlreadyHeld,
    ReviewNotFound,
    ReviewNotOverdue,
    ReviewStillDue,
    ScheduleReview,
)
from services.engagement.domain.review_cycle import next_due
from shared.events.ownership import CycleUnit, ReviewCycle
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.ownership import (
    ACCEPTED,
    HELD,
    LEVELS,
    MISSED,
    NEXT_REVIEW_ID,
    NEXT_SCHEDULED,
    PATH_DEFINED,
    REVIEW_ID,
    SCHEDULED,
)
from tests.facts.people import BO
from tests.scenario import Scenario

given = Scenario(decider=OWNERSHIP).given

AGREED = (STARTED, OWNER_ASSIGNED, ACCEPTED, PATH_DEFINED)
SCHEDULE = ScheduleReview(engagement_id=ENGAGEMENT, review_id=REVIEW_ID)
NEXT = ScheduleReview(engagement_id=ENGAGEMENT, review_id=NEXT_REVIEW_ID)
HOLD = HoldReview(engagement_id=ENGAGEMENT, review_id=REVIEW_ID, held_on=HELD.held_on, summary=HELD.summary)
MISS = RecordMissedReview(engagement_id=ENGAGEMENT, review_id=NEXT_REVIEW_ID)
JUNE = datetime(2026, 6, 2, 9, tzinfo=UTC)
SEPTEMBER = datetime(2026, 9, 2, 23, 59, tzinfo=UTC)
LATER = datetime(2026, 9, 3, 0, 0, tzinfo=UTC)
WAITING = (*AGREED, SCHEDULED, HELD, NEXT_SCHEDULED)


@pytest.mark.req("RL12")
def test_the_first_review_is_due_a_cycle_after_the_obligations_were_accepted() -> None:
    given(*AGREED).when(SCHEDULE).then(SCHEDULED)


@pytest.mark.req("RL12")
def test_the_next_review_is_due_a_cycle_after_the_one_before_held_or_missed() -> None:
    given(*AGREED, SCHEDULED, HELD).when(NEXT).then(NEXT_SCHEDULED)
    missed = replace(MISSED, review_id=REVIEW_ID, due=SCHEDULED.due)
    given(*AGREED, SCHEDULED, missed).when(NEXT).then(NEXT_SCHEDULED)


def test_scheduling_the_same_review_again_changes_nothing() -> None:
    given(*AGREED, SCHEDULED).when(SCHEDULE).then_nothing()
    given(*WAITING).when(SCHEDULE).then_nothing()


@pytest.mark.req("RL12")
def test_one_review_is_due_at_a_time() -> None:
    given(*AGREED, SCHEDULED).when(NEXT).refused(ReviewStillDue, saying="2026-06-02")


@pytest.mark.req("RO2", "RL12")
def test_without_obligations_of_the_present_owner_there_is_no_cycle() -> None:
    given(STARTED, OWNER_ASSIGNED, PATH_DEFINED).when(SCHEDULE).refused(ObligationsNotAccepted)
    given(*AGREED, OWNER_VACATED).when(SCHEDULE).refused(ObligationsNotAccepted)
    given(*AGREED, replace(OWNER_ASSIGNED, owner=BO)).when(SCHEDULE).refused(ObligationsNotAccepted)


@pytest.mark.req("RO3", "RL12")
def test_without_an_escalation_path_no_review_is_scheduled() -> None:
    given(STARTED, OWNER_ASSIGNED, ACCEPTED).when(SCHEDULE).refused(EscalationPathNotDefined)


def test_the_next_owners_cycle_counts_from_the_day_they_accepted() -> None:
    later = replace(ACCEPTED, owner=BO, accepted_on=date(2026, 7, 15))
    past = (*AGREED, SCHEDULED, HELD, replace(OWNER_ASSIGNED, owner=BO), later)
    given(*past).when(NEXT).then(replace(NEXT_SCHEDULED, due=date(2026, 10, 15)))


@pytest.mark.req("RL12")
def test_a_review_is_held_with_what_came_of_it() -> None:
    given(*AGREED, SCHEDULED).when(HOLD, at=JUNE).then(HELD)
    given(*AGREED, SCHEDULED, HELD).when(HOLD, at=JUNE).then_nothing()


def test_a_review_is_held_once() -> None:
    asking = given(*AGREED, SCHEDULED, HELD).when(replace(HOLD, summary="Otherwise"), at=JUNE)
    asking.refused(ReviewAlreadyHeld, saying="2026-06-01")


def test_a_review_says_something_and_lies_behind() -> None:
    past = (*AGREED, SCHEDULED)
    given(*past).when(replace(HOLD, summary=""), at=JUNE).refused(NotWellFormed, where=("input", "summary"))
    tomorrow = replace(HOLD, held_on=date(2026, 6, 3))
    given(*past).when(tomorrow, at=JUNE).refused(InTheFuture, where=("input", "heldOn"))
    today = replace(HOLD, held_on=date(2026, 6, 2))
    given(*past).when(today, at=JUNE).then(replace(HELD, held_on=date(2026, 6, 2)))


@pytest.mark.req("RL12")
def test_a_review_that_was_not_held_by_its_day_is_missed_and_goes_up_the_path() -> None:
    given(*WAITING).when(MISS, at=LATER).then(MISSED)
    assert MISSED.escalation == LEVELS


@pytest.mark.req("RL12")
def test_a_review_is_not_missed_before_its_day_is_over() -> None:
    given(*WAITING).when(MISS, at=SEPTEMBER).refused(ReviewNotOverdue, saying="2026-09-02")


def test_what_was_held_was_not_missed_and_what_was_missed_is_so_once() -> None:
    held = replace(MISS, review_id=REVIEW_ID)
    given(*WAITING).when(held, at=LATER).refused(ReviewAlreadyHeld, saying="2026-06-01")
    given(*WAITING, MISSED).when(MISS, at=LATER).then_nothing()


@pytest.mark.req("RL12")
def test_a_missed_review_may_be_held_late() -> None:
    late = replace(HOLD, review_id=NEXT_REVIEW_ID, held_on=date(2026, 9, 3))
    given(*WAITING, MISSED).when(late, at=LATER).then(replace(HELD, review_id=NEXT_REVIEW_ID, held_on=date(2026, 9, 3)))


@pytest.mark.parametrize("command", [HOLD, MISS])
def test_only_a_scheduled_review_is_held_or_missed(command: OwnershipCommand) -> None:
    given(*AGREED).when(command, at=LATER).refused(ReviewNotFound, where=("input", "reviewId"))


@pytest.mark.req("RL12")
@pytest.mark.parametrize(
    ("accepted", "every", "unit", "last", "due"),
    [
        (date(2026, 3, 2), 10, CycleUnit.DAY, None, date(2026, 3, 12)),
        (date(2026, 3, 2), 2, CycleUnit.WEEK, date(2026, 3, 16), date(2026, 3, 30)),
        (date(2026, 1, 31), 1, CycleUnit.MONTH, None, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, CycleUnit.MONTH, date(2026, 2, 28), date(2026, 3, 31)),
        (date(2027, 11, 30), 3, CycleUnit.MONTH, None, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, CycleUnit.MONTH, None, date(2027, 12, 15)),
        (date(2026, 3, 2), 3, CycleUnit.MONTH, date(2026, 8, 1), date(2026, 9, 2)),
    ],
)
def test_a_cycle_counts_from_its_first_day_and_no_short_month_moves_it(
    accepted: date, every: int, unit: CycleUnit, last: date | None, due: date
) -> None:
    assert next_due(accepted, ReviewCycle(every=every, unit=unit), last) == due
