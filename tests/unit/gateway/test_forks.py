"""What is assumed happens within the years that anything may be told for: days are counted one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.schema.forks import (
    FARTHEST,
    AssumedEventInput,
    AssumedTooEarly,
    AssumedTooLate,
    Wanted,
    all_assumed,
)
from shared.eventstore.asking import LONGEST_AGO
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, NOW

A_SECOND = timedelta(seconds=1)


def wanted(occurred_at: datetime) -> Wanted:
    data: Any = {"gap_id": str(ENGAGEMENT), "reason": "Nobody needs it"}
    event = AssumedEventInput(type="GapCancelled", data=data, occurred_at=occurred_at)
    return Wanted(engagement_id=ENGAGEMENT, begin=NOW, person=ANA, events=[event])


@pytest.mark.req("X13")
def test_what_is_assumed_happens_neither_long_ago_nor_far_ahead() -> None:
    for moment in (NOW - LONGEST_AGO, NOW, NOW + FARTHEST):
        (assumed,) = all_assumed(wanted(moment))
        assert (assumed.occurred_at, assumed.recorded_at) == (moment, max(moment, NOW))
    for moment in (NOW - LONGEST_AGO - A_SECOND, datetime(1, 1, 1, tzinfo=UTC)):
        with pytest.raises(AssumedTooEarly):
            all_assumed(wanted(moment))
    with pytest.raises(AssumedTooLate):
        all_assumed(wanted(NOW + FARTHEST + A_SECOND))
