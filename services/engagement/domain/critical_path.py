"""What decides how long closing the gaps takes: earliest and latest times, slack, and the chain without any.

Times are person-days from now, exact. Everybody works in parallel and only the links hold a gap back; a finished gap
takes no more time and holds nothing back. An unestimated gap counts as no time and is listed as unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import lcm
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record

Needs: TypeAlias = Mapping[UUID, frozenset[UUID]]
Rank: TypeAlias = tuple[int, ...]


@record
class Work:
    """`expected` is the mean of the gap's estimate in person-days, None while it has none."""

    gap_id: UUID
    expected: Fraction | None
    finished: bool


@record
class Times:
    """When the gap can begin and end, and when it must, lest everything ends later."""

    earliest_start: Fraction
    earliest_finish: Fraction
    latest_start: Fraction
    latest_finish: Fraction

    @property
    def slack(self) -> Fraction:
        return self.latest_start - self.earliest_start


@record
class Schedule:
    """Unfinished gaps only. `order` is one in which they can be worked off, those with the least slack first."""

    length: Fraction
    critical_path: tuple[UUID, ...]
    order: tuple[UUID, ...]
    times: Mapping[UUID, Times]
    unknown: tuple[UUID, ...]


def schedule(works: Sequence[Work], needs: Needs) -> Schedule:
    """`needs` names for each gap those it waits for; ValueError for an unknown gap or a circle among them."""
    check(works, needs)
    left, unit = in_whole_units(works)
    waits = {gap_id: needs.get(gap_id, frozenset()) & left.keys() for gap_id in left}
    sequence = [gap_id for gap_id in sequenced({work.gap_id: () for work in works}, needs) if gap_id in left]
    earliest, latest = finishes(sequence, left, waits)
    urgency = {gap_id: (latest[gap_id] - earliest[gap_id], earliest[gap_id] - left[gap_id]) for gap_id in left}
    return Schedule(
        length=max(earliest.values(), default=0) * unit,
        critical_path=longest_chain(sequence, earliest, waits),
        order=tuple(sequenced(urgency, waits)),
        times={
            gap_id: Times(
                earliest_start=(earliest[gap_id] - left[gap_id]) * unit,
                earliest_finish=earliest[gap_id] * unit,
                latest_start=(latest[gap_id] - left[gap_id]) * unit,
                latest_finish=latest[gap_id] * unit,
            )
            for gap_id in sequence
        },
        unknown=tuple(sorted(work.gap_id for work in works if work.expected is None and not work.finished)),
    )


def check(works: Sequence[Work], needs: Needs) -> None:
    gap_ids = {work.gap_id for work in works}
    if len(gap_ids) < len(works):
        raise ValueError("a gap is listed twice")
    if not gap_ids.issuperset(frozenset(needs).union(*needs.values())):
        raise ValueError("a link leads to a gap that is not listed")


def in_whole_units(works: Iterable[Work]) -> tuple[dict[UUID, int], Fraction]:
    """The unfinished gaps' days in the largest unit that measures them all: whole numbers add up exactly, and fast."""
    days = {work.gap_id: work.expected or Fraction(0) for work in works if not work.finished}
    parts = lcm(*(expected.denominator for expected in days.values()))
    return {gap_id: int(expected * parts) for gap_id, expected in days.items()}, Fraction(1, parts)


def sequenced(ranks: Mapping[UUID, Rank], needs: Needs) -> list[UUID]:
    """Each gap after what it needs; among those that can be next, the lowest rank, then the lowest id."""
    waiting = {gap_id: len(needs.get(gap_id, ())) for gap_id in ranks}
    dependents = needed_by(needs)
    ready = [(ranks[gap_id], gap_id) for gap_id, count in waiting.items() if count == 0]
    heapify(ready)
    done: list[UUID] = []
    while ready:
        _, gap_id = heappop(ready)
        done.append(gap_id)
        for dependent in dependents[gap_id]:
            waiting[dependent] -= 1
            if waiting[dependent] == 0:
                heappush(ready, (ranks[dependent], dependent))
    if len(done) < len(waiting):
        raise ValueError("gaps wait for each other in a circle")
    return done


def needed_by(needs: Needs) -> Mapping[UUID, list[UUID]]:
    dependents: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for gap_id, needed in needs.items():
        for other in needed:
            dependents[other].append(gap_id)
    return dependents


def finishes(
    sequence: Sequence[UUID], left: Mapping[UUID, int], waits: Needs
) -> tuple[Mapping[UUID, int], Mapping[UUID, int]]:
    """Forward for the earliest finish of each gap, backward for the latest."""
    earliest: dict[UUID, int] = {}
    for gap_id in sequence:
        earliest[gap_id] = max((earliest[other] for other in waits[gap_id]), default=0) + left[gap_id]
    latest = dict.fromkeys(sequence, max(earliest.values(), default=0))
    for gap_id in reversed(sequence):
        start = latest[gap_id] - left[gap_id]
        for other in waits[gap_id]:
            latest[other] = min(latest[other], start)
    return earliest, latest


def longest_chain(sequence: Sequence[UUID], earliest: Mapping[UUID, int], waits: Needs) -> tuple[UUID, ...]:
    """Longest in days, then in gaps, then the lowest id at each step back from the end."""
    steps: dict[UUID, int] = {}
    before: dict[UUID, UUID | None] = {}

    def last_of(candidates: Iterable[UUID]) -> UUID | None:
        return min(candidates, key=lambda gap_id: (-earliest[gap_id], -steps[gap_id], gap_id), default=None)

    for gap_id in sequence:
        previous = last_of(waits[gap_id])
        before[gap_id] = previous
        steps[gap_id] = 1 + (steps[previous] if previous else 0)
    chain: list[UUID] = []
    gap = last_of(sequence)
    while gap:
        chain.append(gap)
        gap = before[gap]
    return tuple(reversed(chain))
