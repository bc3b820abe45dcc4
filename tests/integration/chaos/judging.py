"""What must hold of a log after any chaos; each function says what is wrong, and nothing where all is well."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from services.engagement.contract import DECIDERS
from shared.authority.grants import grants_of
from shared.events.gaps import GapDependencyAdded, GapDependencyRemoved, GapReopened, GapResolved, GapVerified
from shared.eventstore.circumstances import people_scope
from shared.eventstore.codec import decode
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.log import Entry, covers
from shared.kernel.decider import Actor, Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.web.service import by_command
from tests.integration.chaos.writing import Answered

OF_COMMAND = by_command(DECIDERS)


def holes(entries: Sequence[Entry]) -> Iterator[str]:
    """In the log, and in the versions of its streams."""
    versions: dict[str, int] = {}
    for place, entry in enumerate(entries, start=1):
        versions[entry.stream] = versions.get(entry.stream, 0) + 1
        if (entry.seq, entry.version) != (place, versions[entry.stream]):
            yield f"{entry.stream} is at version {entry.version} in place {place}, which says {entry.seq}"


def miscounted(entries: Sequence[Entry], told: Collection[Answered]) -> Iterator[str]:
    """A command that is in the log otherwise than its writer was told."""
    runs = [(command, [entry.seq for entry in run]) for command, run in groupby(entries, lambda e: e.command_id)]
    places = dict(runs)
    if len(places) < len(runs):
        yield "a command is in the log twice"
    for each in told:
        lies = places.pop(each.request.command_id, [])
        if not isinstance(each.answer, Receipt):
            if lies:
                yield f"{each.request.command} was refused by {each.answer} and is in the log at {lies}"
        elif lies and lies[-1] != each.answer.position:
            yield f"{each.request.command} was told to end at {each.answer.position} and lies at {lies}"
    yield from (f"nobody gave command {command}, which lies at {lies}" for command, lies in places.items())


def circles(entries: Iterable[Entry]) -> Iterator[str]:
    """Gaps that waited for each other, at any time."""
    needs: dict[UUID, set[UUID]] = {}
    for entry in entries:
        event = decode(entry).event
        if isinstance(event, GapDependencyRemoved):
            needs[event.gap_id].discard(event.needs)
        elif isinstance(event, GapDependencyAdded):
            if event.gap_id in reachable(needs, event.needs):
                yield f"event {entry.seq} closes a circle"
            needs.setdefault(event.gap_id, set()).add(event.needs)


def reachable(needs: Mapping[UUID, Collection[UUID]], start: UUID) -> set[UUID]:
    found, ahead = {start}, [start]
    while ahead:
        fresh = set(needs.get(ahead.pop(), ())) - found
        found |= fresh
        ahead.extend(fresh)
    return found


def verified_by_themselves(entries: Iterable[Entry]) -> Iterator[str]:
    resolvers: dict[UUID, UUID] = {}
    for entry in entries:
        match decode(entry).event:
            case GapResolved() as event:
                resolvers[event.gap_id] = event.resolver
            case GapReopened() as event:
                resolvers.pop(event.gap_id, None)
            case GapVerified() as event if resolvers.get(event.gap_id) in {None, event.verifier}:
                yield f"event {entry.seq} verifies what its actor resolved, or what nobody did"


def undecided(entries: Sequence[Entry], told: Iterable[Answered]) -> Iterator[str]:
    """Facts that the decider would not have decided at the very place where they lie."""
    history = [Fact(entry=entry, event=decode(entry).event) for entry in entries]
    first = {entry.command_id: entry.seq for entry in reversed(entries)}
    for each in told:
        place = first.get(each.request.command_id)
        if place is not None and isinstance(each.answer, Receipt):
            yield from _undecided(history[: place - 1], history[place - 1 : each.answer.position], each.request)


@record
class Fact:
    entry: Entry
    event: Any


def within(history: Sequence[Fact], *scopes: Scope) -> Iterator[Any]:
    return (fact.event for fact in history if any(covers(scope, fact.entry) for scope in scopes))


def _undecided(past: Sequence[Fact], facts: Sequence[Fact], request: Request) -> Iterator[str]:
    decider, first = OF_COMMAND[type(request.command)], facts[0].entry
    grants = grants_of(within(past, people_scope(request.tenant)))
    roles = grants.roles_of(request.person, first.engagement_id)
    if not request.system and roles.isdisjoint(decider.permits[type(request.command)]):
        yield f"{request.command} was recorded at {first.seq} without a role for it"
    scopes = (stream_scope(decider.stream(request.command)), *decider.looks_at(request.command))
    state = decider.replay(within(past, *scopes))
    at = first.occurred_at
    asked = Asked(
        by=Actor(person=request.person, roles=frozenset(roles)),
        at=at,
        day=at.date(),
        who=lambda person: grants.who(person, first.engagement_id, at.date()),
    )
    if not would_decide(decider, state, request.command, asked, facts):
        yield f"{request.command} was decided on something else than what lies before {first.seq}"


def would_decide(
    decider: Decider[Any, Any, Any], state: object, command: object, asked: Asked, facts: Sequence[Fact]
) -> bool:
    try:
        return list(decider.decide(command, state, asked)) == [fact.event for fact in facts]
    except Refused:
        return False
