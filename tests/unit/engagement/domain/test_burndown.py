"""How the gaps go down, day by day in the tenant's time zone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.domain.burndown import Day, Move, burndown
from services.engagement.domain.gap_status import GapStatus

pytestmark = pytest.mark.req("RA9")

TORONTO = ZoneInfo("America/Toronto")
ENDPOINT, LOAD_TEST = UUID(int=1), UUID(int=2)
OPEN, STARTED, RESOLVED = GapStatus.OPEN, GapStatus.IN_PROGRESS, GapStatus.RESOLVED
VERIFIED, DEFERRED, CANCELLED = GapStatus.VERIFIED, GapStatus.DEFERRED, GapStatus.CANCELLED


def on(day: int, gap_id: UUID, status: GapStatus, hour: int = 12) -> Move:
    return Move(at=datetime(2026, 3, day, hour, tzinfo=UTC), gap_id=gap_id, status=status)


def day(number: int, counts: tuple[int, int, int, int, int]) -> Day:
    opened, closed, remaining, resolved, verified = counts
    return Day(
        day=date(2026, 3, number),
        opened=opened,
        closed=closed,
        remaining=remaining,
        resolved=resolved,
        verified=verified,
    )


def test_without_moves_there_is_nothing_to_show() -> None:
    assert burndown([], UTC, date(2026, 3, 9)) == ()


def test_a_gap_burns_down_from_open_over_resolved_to_verified() -> None:
    moves = [on(2, ENDPOINT, OPEN), on(2, ENDPOINT, STARTED), on(3, ENDPOINT, RESOLVED), on(5, ENDPOINT, VERIFIED)]
    assert burndown(moves, UTC, date(2026, 3, 6)) == (
        day(2, (1, 0, 1, 0, 0)),
        day(3, (0, 1, 0, 1, 0)),
        day(4, (0, 0, 0, 1, 0)),
        day(5, (0, 0, 0, 0, 1)),
        day(6, (0, 0, 0, 0, 1)),
    )


def test_a_reopened_gap_remains_again() -> None:
    moves = [on(2, ENDPOINT, OPEN), on(3, ENDPOINT, RESOLVED), on(3, ENDPOINT, VERIFIED), on(4, ENDPOINT, OPEN)]
    assert burndown(moves, UTC, date(2026, 3, 4))[1:] == (day(3, (0, 1, 0, 0, 1)), day(4, (1, 0, 1, 0, 0)))


def test_a_deferred_gap_still_remains() -> None:
    moves = [on(2, ENDPOINT, OPEN), on(3, ENDPOINT, DEFERRED), on(4, ENDPOINT, OPEN)]
    assert [found.remaining for found in burndown(moves, UTC, date(2026, 3, 4))] == [1, 1, 1]


@pytest.mark.parametrize("status", [CANCELLED, GapStatus.ACCEPTED])
def test_a_cancelled_or_accepted_gap_is_closed_unresolved(status: GapStatus) -> None:
    moves = [on(2, ENDPOINT, OPEN), on(2, LOAD_TEST, OPEN), on(2, ENDPOINT, status)]
    assert burndown(moves, UTC, date(2026, 3, 2)) == (day(2, (2, 1, 1, 0, 0)),)


def test_moves_after_the_last_day_are_left_out() -> None:
    moves = [on(2, ENDPOINT, OPEN), on(4, ENDPOINT, RESOLVED)]
    assert burndown(moves, UTC, date(2026, 3, 3)) == (day(2, (1, 0, 1, 0, 0)), day(3, (0, 0, 1, 0, 0)))
    assert burndown(moves, UTC, date(2026, 3, 1)) == ()


def test_a_move_reported_with_an_earlier_time_than_its_forerunner_counts_on_that_ones_day() -> None:
    moves = [on(4, ENDPOINT, OPEN), on(3, ENDPOINT, RESOLVED), on(2, LOAD_TEST, OPEN)]
    assert burndown(moves, UTC, date(2026, 3, 4)) == (
        day(2, (1, 0, 1, 0, 0)),
        day(3, (0, 0, 1, 0, 0)),
        day(4, (1, 1, 1, 1, 0)),
    )


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        (datetime(2026, 3, 8, 4, 59, tzinfo=UTC), date(2026, 3, 7)),
        (datetime(2026, 3, 8, 5, 0, tzinfo=UTC), date(2026, 3, 8)),
        (datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 8)),  # the day that is 23 hours long
        (datetime(2026, 3, 9, 4, 0, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 11, 2, 4, 59, tzinfo=UTC), date(2026, 11, 1)),  # the day that is 25 hours long
        (datetime(2026, 11, 2, 5, 0, tzinfo=UTC), date(2026, 11, 2)),
    ],
)
def test_a_day_begins_at_local_midnight_on_days_of_any_length(moment: datetime, local: date) -> None:
    [first, *_] = burndown([Move(at=moment, gap_id=ENDPOINT, status=OPEN)], TORONTO, date(2026, 12, 31))
    assert first.day == local


def test_no_day_is_missing_or_doubled_when_the_clocks_change() -> None:
    opened = Move(at=datetime(2026, 3, 1, 17, tzinfo=UTC), gap_id=ENDPOINT, status=OPEN)
    days = [found.day for found in burndown([opened], TORONTO, date(2026, 11, 30))]
    assert days == [date(2026, 3, 1) + timedelta(days=count) for count in range(275)]


MOVES = st.lists(
    st.builds(
        Move,
        at=st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        gap_id=st.sampled_from([ENDPOINT, LOAD_TEST]),
        status=st.sampled_from(GapStatus),
    ),
    max_size=20,
)


@given(MOVES, st.sampled_from([UTC, TORONTO, ZoneInfo("Asia/Kathmandu")]))
def test_the_days_add_up_and_end_where_the_gaps_stand(moves: Sequence[Move], zone: tzinfo) -> None:
    days = burndown(moves, zone, date(2026, 4, 1))
    remaining = 0
    for found in days:
        remaining += found.opened - found.closed
        assert found.remaining == remaining
        assert min(found.remaining, found.resolved, found.verified) >= 0
    stands = list({move.gap_id: move.status for move in moves}.values())
    if days:
        assert days[-1].remaining == sum(status in {OPEN, STARTED, DEFERRED} for status in stands)
        assert days[-1].resolved == stands.count(RESOLVED)
        assert days[-1].verified == stands.count(VERIFIED)
    assert bool(days) == bool(moves)
