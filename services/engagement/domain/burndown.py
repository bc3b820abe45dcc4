"""How the gaps go down, day by day: days as the tenant's time zone counts them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from services.engagement.domain.gap_status import REMAINING, GapStatus
from shared.kernel.record import record


@record
class Move:
    """The gap was in `status` from `at` on."""

    at: datetime
    gap_id: UUID
    status: GapStatus


@record
class Day:
    """`opened` (or reopened) and `closed` count the day's moves; the others count gaps at its end."""

    day: date
    opened: int
    closed: int
    remaining: int
    resolved: int
    verified: int


@record
class Change:
    """A move as the counts see it."""

    day: date
    before: GapStatus | None
    after: GapStatus


def burndown(moves: Iterable[Move], zone: tzinfo, until: date) -> tuple[Day, ...]:
    """From the first move's day to `until`, quiet days included; `moves` in log order, later ones left out."""
    changes = [change for change in changes_of(moves, zone) if change.day <= until]
    if not changes:
        return ()
    first = min(change.day for change in changes)
    opened = Counter(change.day for change in changes if is_left(change.after) and not is_left(change.before))
    closed = Counter(change.day for change in changes if is_left(change.before) and not is_left(change.after))
    resolved, verified = arrivals(changes, GapStatus.RESOLVED), arrivals(changes, GapStatus.VERIFIED)
    days: list[Day] = []
    now = Day(day=first, opened=0, closed=0, remaining=0, resolved=0, verified=0)
    for day in (first + timedelta(days=count) for count in range((until - first).days + 1)):
        now = Day(
            day=day,
            opened=opened[day],
            closed=closed[day],
            remaining=now.remaining + opened[day] - closed[day],
            resolved=now.resolved + resolved[day],
            verified=now.verified + verified[day],
        )
        days.append(now)
    return tuple(days)


def changes_of(moves: Iterable[Move], zone: tzinfo) -> Iterable[Change]:
    """A move that was reported with an earlier time than the move it follows happened no earlier than that one."""
    stands: dict[UUID, Move] = {}
    for move in moves:
        before = stands.get(move.gap_id)
        at = max(move.at, before.at) if before else move.at
        stands[move.gap_id] = Move(at=at, gap_id=move.gap_id, status=move.status)
        yield Change(day=at.astimezone(zone).date(), before=before.status if before else None, after=move.status)


def is_left(status: GapStatus | None) -> bool:
    return status in REMAINING


def arrivals(changes: Sequence[Change], status: GapStatus) -> Counter[date]:
    """Per day, how many more gaps stand there than left it."""
    counts = Counter(change.day for change in changes if change.after == status)
    counts.subtract(change.day for change in changes if change.before == status)
    return counts
