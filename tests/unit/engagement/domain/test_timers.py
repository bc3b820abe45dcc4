"""What is due by itself, as facts alone tell it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.engagement.domain.gap import ExpireGapDeferral
from services.engagement.domain.ownership.commands import RecordMissedReview
from services.engagement.domain.timers import TIMERS
from shared.kernel.timer import Due, Timer
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import BEGUN, CANCELLED, DEFERRED, EXPIRED, GAP_ID, REOPENED
from tests.facts.ownership import HELD, MISSED, NEXT_SCHEDULED, SCHEDULED
from tests.history import recorded

DEFERRAL, REVIEW, _ = TIMERS
BACK = ExpireGapDeferral(gap_id=GAP_ID)


def due(timer: Timer, *facts: Any) -> Due | None:  # noqa: ANN401 - any fact
    """What is due after the facts, which are all about one key."""
    found: Due | None = None
    for fact in recorded(facts):
        (key,) = timer.keys(fact.event)
        found = timer.fold(key, found, fact)
    return found


@pytest.mark.req("RF7")
def test_a_gap_comes_back_on_the_day_after_the_one_until_which_it_was_put_off() -> None:
    assert due(DEFERRAL, DEFERRED) == Due(command=BACK, on=date(2026, 5, 5))
    longer = replace(DEFERRED, until=date(2026, 6, 1))
    assert due(DEFERRAL, DEFERRED, longer) == Due(command=BACK, on=date(2026, 6, 2))


@pytest.mark.req("RF7")
@pytest.mark.parametrize("after", [[EXPIRED], [REOPENED], [CANCELLED], [REOPENED, BEGUN]])
def test_nothing_is_due_once_something_else_became_of_it(after: Sequence[Any]) -> None:
    assert due(DEFERRAL, DEFERRED, *after) is None
    assert due(DEFERRAL, DEFERRED, *after, DEFERRED) == Due(command=BACK, on=date(2026, 5, 5))


@pytest.mark.req("RL12")
def test_a_review_is_missed_once_its_day_is_over_unless_it_was_held() -> None:
    missing = RecordMissedReview(engagement_id=ENGAGEMENT, review_id=NEXT_SCHEDULED.review_id)
    assert due(REVIEW, NEXT_SCHEDULED) == Due(command=missing, on=date(2026, 9, 3))
    assert due(REVIEW, SCHEDULED, HELD) is None
    assert due(REVIEW, NEXT_SCHEDULED, MISSED) is None


def test_each_gap_and_each_review_has_a_timer_of_its_own() -> None:
    assert DEFERRAL.keys(DEFERRED) == (str(GAP_ID),)
    assert REVIEW.keys(SCHEDULED) != REVIEW.keys(NEXT_SCHEDULED)
