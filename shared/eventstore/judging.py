"""What a command decides on what was seen of the log, and what else it has to see: without a log at hand."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from shared.eventstore.asking import Request, asked_at
from shared.eventstore.circumstances import Circumstances
from shared.eventstore.codec import decode
from shared.eventstore.kept import Kept
from shared.eventstore.log import Entry, NewEvent, View, covers
from shared.kernel.decider import Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import OccurredBeforeLast, VersionConflict

ROUNDS = 4


@record
class Judged:
    """The facts that come of it, and the engagement that they belong to."""

    engagement: UUID | None
    events: tuple[Any, ...]


def engagement_of(stream: str, entries: Iterable[Entry]) -> UUID | None:
    """As the stream's events say; it never changes."""
    return next((entry.engagement_id for entry in entries if entry.stream == stream), None)


def folded(decider: Decider[Any, Any, Any], stands_on: Sequence[Scope], view: View, before: Kept | None = None) -> Kept:
    """The state that a decision is made on: what was seen, after what was folded before."""
    since = before or Kept(state=decider.initial)
    new = [entry for entry in seen_in(stands_on, view) if entry.seq > since.position]
    past = map(decode, new)
    return Kept(
        state=reduce(
            decider.evolve, past if decider.with_envelope else (recorded.event for recorded in past), since.state
        ),
        position=view.position,
        engagement=since.engagement or engagement_of(stands_on[0].id, new),
        size=since.size + sum(len(entry.data) for entry in new),
    )


def followed(
    decider: Decider[Any, Any, Any], past: Kept, judged: Judged, position: int, events: Iterable[NewEvent]
) -> Kept:
    """The state once what was decided is recorded, up to this position: nothing else came into it meanwhile."""
    return Kept(
        state=reduce(decider.evolve, judged.events, past.state),
        position=position,
        engagement=judged.engagement,
        size=past.size + sum(len(event.data) for event in events),
    )


def judged_on(
    decider: Decider[Any, Any, Any],
    request: Request,
    stands_on: Sequence[Scope],
    view: View,
    circumstances: Circumstances,
    past: Kept,
) -> Judged:
    """What the command decides on what was seen, of which `past` is the fold. Raises Refused."""
    stream = stands_on[0].id
    engagement = past.engagement or decider.engagement(request.command)
    asked = asked_at(decider, request, circumstances, view.now, engagement)
    expect(request.expected_version, view.versions[stream])
    events = tuple(decider.decide(request.command, past.state, asked))
    if events and request.occurred_at:
        in_order(decider, request.command, request.occurred_at, (e for e in view.entries if e.stream == stream))
    return Judged(engagement=engagement, events=events)


def seen_in(stands_on: Sequence[Scope], view: View) -> list[Entry]:
    return [entry for entry in view.entries if any(covers(scope, entry) for scope in stands_on)]


def beyond(
    decider: Decider[Any, Any, Any], command: object, stands_on: Sequence[Scope], view: View
) -> tuple[Scope, ...]:
    """What else the decision stands on that was not looked at yet."""
    seen = seen_in(stands_on, view)
    further = decider.looks_further(command, map(decode, seen))
    return tuple(
        scope for scope in (*around(decider, command, stands_on[0].id, seen), *further) if scope not in stands_on
    )


def around(decider: Decider[Any, Any, Any], command: object, stream: str, seen: Iterable[Entry]) -> tuple[Scope, ...]:
    """What the decision stands on in the engagement of its stream."""
    types = decider.looks_around.get(type(command))
    engagement = engagement_of(stream, seen)
    return () if types is None or engagement is None else (engagement_scope(engagement, *types),)


def in_order(decider: Decider[Any, Any, Any], command: object, occurred_at: datetime, own: Iterable[Entry]) -> None:
    """A thing's history is told in the order in which it happened, also where it is told late."""
    past = (entry.occurred_at for entry in own if decider.follows_on(command, decode(entry).event))
    earliest = max(past, default=occurred_at)
    if occurred_at < earliest:
        raise OccurredBeforeLast(earliest=earliest.isoformat(), where=("input", "occurredAt"))


def expect(expected: int | None, actual: int) -> None:
    if expected is not None and expected != actual:
        raise VersionConflict(expected=expected, actual=actual, where=("input", "expectedVersion"))
