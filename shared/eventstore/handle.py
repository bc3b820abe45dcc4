"""The one way a command becomes facts: look, decide, append."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from shared.authority.grants import Readable, Visit
from shared.events.people import EngagementAccessEnded, EngagementAccessGranted, PersonErased, RoleRevoked
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
from shared.kernel.decider import Actor, Asked, Decider, Scope, engagement_scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import (
    HappensAtOnce,
    IdempotencyKeyReused,
    InTheFuture,
    NotPermitted,
    OccurredBeforeLast,
    PersonNotFound,
    TooLongAgo,
    TooMuchContention,
    VersionConflict,
)

TRIES = 8
ROUNDS = 4
LONGEST_AGO = timedelta(days=10 * 365)  # what is counted day by day would otherwise have no end


@record
class Request:
    """A command as it comes in: who gives it in which tenant, under which id, and what they had seen.

    The same `command_id` is recorded once, however often it comes. `expected_version` is that of the stream.
    `occurred_at` None means now. `system`: given by Fairway itself, which needs no role. `asked` is what was asked for
    where the command holds more than that: it tells a repeated request from another one under the same id. `home` is
    the tenant whose token the person shows, where that is another one.
    """

    tenant: UUID
    person: UUID
    command_id: UUID
    command: Any
    expected_version: int | None = None
    occurred_at: datetime | None = None
    on_behalf_of: UUID | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    traceparent: str | None = None
    system: bool = False
    asked: tuple[str, ...] | None = None
    home: UUID | None = None


@record
class Receipt:
    """Where the facts are. `position` is what a read model must have reached to show them."""

    stream: str
    position: int
    repeated: bool


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
        key = digest(request.asked or request.command, request.person, request.expected_version, request.occurred_at)
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
        return circumstances.grants.readable(person, visit(home, view.now, circumstances.zone))

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
        asked = self._asked(decider, request, view, engagement)
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

    def _asked(self, decider: Decider[Any, Any, Any], request: Request, view: View, engagement: UUID | None) -> Asked:
        circumstances = self._circumstances.advance(request.tenant, view)
        grants = circumstances.grants
        visiting = visit(request.home, view.now, circumstances.zone)
        roles = grants.roles_of(request.person, engagement, visiting)
        permitted = decider.permits[type(request.command)]
        if not request.system and roles.isdisjoint(permitted):
            raise NotPermitted(roles=", ".join(sorted(permitted)) or "none")
        if not all(grants.knows(person) for person in decider.names(request.command)):
            raise PersonNotFound
        if request.occurred_at is not None and type(request.command) in decider.at_once:
            raise HappensAtOnce(where=("input", "occurredAt"))
        at = request.occurred_at or view.now
        if at > view.now:
            raise InTheFuture(given=at, now=view.now, where=("input", "occurredAt"))
        if view.now - at > LONGEST_AGO:
            raise TooLongAgo(years=LONGEST_AGO.days // 365, where=("input", "occurredAt"))
        return Asked(
            by=Actor(person=request.person, roles=frozenset(roles)), at=at, day=at.astimezone(circumstances.zone).date()
        )


def visit(home: UUID | None, now: datetime, zone: tzinfo) -> Visit | None:
    """None: the person is at home here."""
    return None if home is None else Visit(home=home, day=now.astimezone(zone).date())


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
    authority = (RoleRevoked, PersonErased, EngagementAccessGranted, EngagementAccessEnded)
    scopes = (*looked_at, people_scope(tenant, *authority))
    return tuple(Condition(scope=scope, since=since) for scope in scopes)
