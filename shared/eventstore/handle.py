"""The one way a command becomes facts: look, decide, append."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.authority.grants import Readable
from shared.events.people import (
    DelegationEnded,
    EngagementAccessEnded,
    EngagementAccessGranted,
    PersonErased,
    RoleDelegated,
    RoleRevoked,
)
from shared.eventstore.asking import Receipt, Request, asked_at, visit
from shared.eventstore.circumstances import KnownCircumstances, people_scope
from shared.eventstore.codec import decode, digest, encode
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    Condition,
    ConditionFailed,
    Entry,
    Log,
    Look,
    OccurredLater,
    Outcome,
    View,
    Write,
    covers,
)
from shared.eventstore.turns import Turns
from shared.kernel.decider import Decider, Scope, engagement_scope, stream_scope
from shared.kernel.refusal import (
    IdempotencyKeyReused,
    InTheFuture,
    OccurredBeforeLast,
    TooMuchContention,
    VersionConflict,
)

__all__ = ["Handler", "Receipt", "Request"]

AUTHORITY = (
    RoleRevoked,
    PersonErased,
    EngagementAccessGranted,
    EngagementAccessEnded,
    RoleDelegated,
    DelegationEnded,
)
TRIES = 8
ROUNDS = 4


class Handler:
    """Handles every command of a service. Safe to call from many tasks at once."""

    def __init__(self, log: Log, new_id: Callable[[], UUID]) -> None:
        self._log = log
        self._new_id = new_id
        self._circumstances = KnownCircumstances()
        self._turns = Turns()

    async def handle(self, decider: Decider[Any, Any, Any], request: Request) -> Receipt:
        """Record what the command decides, once. Raises Refused; tries again when others were faster.

        Commands to one stream take turns. Those that stand on the same part of an engagement do so once they collided
        there, and whoever comes meanwhile queues behind them.
        """
        stream = decider.stream(request.command)
        stands_on = (stream_scope(stream), *decider.looks_at(request.command))
        async with self._turns.at((request.tenant, stream)):
            return await self._tried(decider, request, stands_on)

    async def _tried(self, decider: Decider[Any, Any, Any], request: Request, stands_on: tuple[Scope, ...]) -> Receipt:
        key = digest(
            request.asked or request.command,
            request.person,
            request.expected_version,
            request.occurred_at,
            *(() if request.on_behalf_of is None else (request.on_behalf_of,)),
        )
        contested = next((scope for scope in stands_on[1:] if self._turns.awaited((request.tenant, scope))), None)
        for _ in range(TRIES):
            async with self._turns.at((request.tenant, contested)) if contested else nullcontext():
                view, stands_on = await self._seen(decider, request, stands_on, key)
                outcome = view.earlier or await self._decide(decider, request, stands_on, view, key)
            match outcome:
                case Appended():
                    return Receipt(stream=stands_on[0].id, position=outcome.last, repeated=outcome.repeated)
                case CommandIdReused():
                    raise IdempotencyKeyReused(where=("input", "idempotencyKey"))
                case OccurredLater():
                    raise InTheFuture(given=request.occurred_at, now=outcome.recorded_at, where=("input", "occurredAt"))
                case ConditionFailed():
                    contested = outcome.scope
                case _:
                    continue
        raise TooMuchContention

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        """What the person may read as of this instant, by a token of the tenant `home`; None: nothing."""
        view = await self._log.look(tenant, self._circumstances.looks(tenant), UUID(int=0), bytes(32))
        circumstances = self._circumstances.advance(tenant, view)
        today = view.now.astimezone(circumstances.zone).date()
        return circumstances.grants.readable(person, visit(home, view.now, circumstances.zone), today)

    async def _seen(
        self, decider: Decider[Any, Any, Any], request: Request, stands_on: tuple[Scope, ...], key: bytes
    ) -> tuple[View, tuple[Scope, ...]]:
        """All that the decision stands on, at one instant; what is seen may tell what else has to be looked at."""
        for _ in range(ROUNDS):
            view = await self._look(request, stands_on, key)
            more = () if view.earlier else beyond(decider, request.command, stands_on, view)
            if not more:
                return view, stands_on
            stands_on = (*stands_on, *more)
        raise LookupError(f"{type(request.command).__name__} names ever more to look at")

    async def _look(self, request: Request, stands_on: Sequence[Scope], key: bytes) -> View:
        looks = [*(Look(scope=scope) for scope in stands_on), *self._circumstances.looks(request.tenant)]
        return await self._log.look(request.tenant, looks, request.command_id, key)

    async def _decide(
        self, decider: Decider[Any, Any, Any], request: Request, stands_on: Sequence[Scope], view: View, key: bytes
    ) -> Outcome:
        stream = stands_on[0].id
        history = seen_in(stands_on, view)
        engagement = engagement_of(stream, history) or decider.engagement(request.command)
        asked = asked_at(decider, request, self._circumstances.advance(request.tenant, view), view.now, engagement)
        expect(request.expected_version, view.versions[stream])
        past = map(decode, history)
        state = decider.replay(past if decider.with_envelope else (recorded.event for recorded in past))
        events = tuple(encode(event, self._new_id()) for event in decider.decide(request.command, state, asked))
        if events and request.occurred_at:
            in_order(decider, request.command, request.occurred_at, (e for e in history if e.stream == stream))
        write = Write(stream=stream, expected=view.versions[stream], engagement_id=engagement, events=events)
        attempt = Attempt(
            command_id=request.command_id,
            digest=key,
            actor=request.person,
            writes=(write,) if events else (),
            conditions=conditions(request.tenant, stands_on[1:], view.position),
            occurred_at=request.occurred_at,
            on_behalf_of=request.on_behalf_of,
            correlation_id=request.correlation_id,
            causation_id=request.causation_id,
            traceparent=request.traceparent,
        )
        return (await self._log.append(request.tenant, [attempt]))[0]


def engagement_of(stream: str, entries: Iterable[Entry]) -> UUID | None:
    """As the stream's events say; it never changes."""
    return next((entry.engagement_id for entry in entries if entry.stream == stream), None)


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


def conditions(tenant: UUID, looked_at: Sequence[Scope], since: int) -> tuple[Condition, ...]:
    """What must not have changed since the decision was made: what it looked at, and the authority it stood on."""
    scopes = (*looked_at, people_scope(tenant, *AUTHORITY))
    return tuple(Condition(scope=scope, since=since) for scope in scopes)
