"""The one way a command becomes facts: look, decide, append."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shared.events.people import PersonErased, RoleRevoked
from shared.eventstore.circumstances import KnownCircumstances, people_scope
from shared.eventstore.codec import decode, digest, encode
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    Condition,
    Log,
    Look,
    OccurredLater,
    Outcome,
    View,
    Write,
    covers,
)
from shared.kernel.decider import Actor, Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import (
    IdempotencyKeyReused,
    InTheFuture,
    NotPermitted,
    PersonNotFound,
    TooLongAgo,
    TooMuchContention,
    VersionConflict,
)

TRIES = 8
LONGEST_AGO = timedelta(days=10 * 365)  # what is counted day by day would otherwise have no end


@record
class Request:
    """A command as it comes in: who gives it in which tenant, under which id, and what they had seen.

    The same `command_id` is recorded once, however often it comes. `expected_version` is that of the stream.
    `occurred_at` None means now. `system`: given by Fairway itself, which needs no role. `asked` is what was asked for
    where the command holds more than that: it tells a repeated request from another one under the same id.
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
    asked: Any = None


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

    async def handle(self, decider: Decider[Any, Any, Any], request: Request) -> Receipt:
        """Record what the command decides, once. Raises Refused; tries again when others were faster."""
        stream = decider.stream(request.command)
        stands_on = (stream_scope(stream), *decider.looks_at(request.command))
        key = digest(request.asked or request.command, request.person, request.expected_version, request.occurred_at)
        for _ in range(TRIES):
            view = await self._look(request, stands_on, key)
            outcome = view.earlier or await self._decide(decider, request, stands_on, view, key)
            match outcome:
                case Appended():
                    return Receipt(stream=stream, position=outcome.last, repeated=outcome.repeated)
                case CommandIdReused():
                    raise IdempotencyKeyReused(where=("input", "idempotencyKey"))
                case OccurredLater():
                    raise InTheFuture(given=request.occurred_at, now=outcome.recorded_at, where=("input", "occurredAt"))
                case _:
                    continue
        raise TooMuchContention

    async def roles(self, tenant: UUID, person: UUID) -> frozenset[str]:
        """All roles that the person holds anywhere in the tenant, as of this instant."""
        view = await self._log.look(tenant, self._circumstances.looks(tenant), UUID(int=0), bytes(32))
        return self._circumstances.advance(tenant, view).grants.all_roles_of(person)

    async def _look(self, request: Request, stands_on: Sequence[Scope], key: bytes) -> View:
        looks = [*(Look(scope=scope) for scope in stands_on), *self._circumstances.looks(request.tenant)]
        return await self._log.look(request.tenant, looks, request.command_id, key)

    async def _decide(
        self, decider: Decider[Any, Any, Any], request: Request, stands_on: Sequence[Scope], view: View, key: bytes
    ) -> Outcome:
        stream = stands_on[0].id
        history = [entry for entry in view.entries if any(covers(scope, entry) for scope in stands_on)]
        engagement = next((entry.engagement_id for entry in history if entry.stream == stream), None)
        engagement = engagement or decider.engagement(request.command)
        asked = self._asked(decider, request, view, engagement)
        expect(request.expected_version, view.versions[stream])
        state = decider.replay(decode(entry).event for entry in history)
        events = tuple(encode(event, self._new_id()) for event in decider.decide(request.command, state, asked))
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
        roles = grants.roles_of(request.person, engagement)
        permitted = decider.permits[type(request.command)]
        if not request.system and roles.isdisjoint(permitted):
            raise NotPermitted(roles=", ".join(sorted(permitted)) or "none")
        if not all(grants.knows(person) for person in decider.names(request.command)):
            raise PersonNotFound
        at = request.occurred_at or view.now
        if at > view.now:
            raise InTheFuture(given=at, now=view.now, where=("input", "occurredAt"))
        if view.now - at > LONGEST_AGO:
            raise TooLongAgo(years=LONGEST_AGO.days // 365, where=("input", "occurredAt"))
        return Asked(
            by=Actor(person=request.person, roles=frozenset(roles)), at=at, day=at.astimezone(circumstances.zone).date()
        )


def expect(expected: int | None, actual: int) -> None:
    if expected is not None and expected != actual:
        raise VersionConflict(expected=expected, actual=actual, where=("input", "expectedVersion"))


def conditions(tenant: UUID, looked_at: Sequence[Scope], since: int) -> tuple[Condition, ...]:
    """What must not have changed since the decision was made: what it looked at, and the authority it stood on."""
    scopes = (*looked_at, people_scope(tenant, RoleRevoked, PersonErased))
    return tuple(Condition(scope=scope, since=since) for scope in scopes)
