"""The one way a command becomes facts: look, decide, append."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
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
from shared.eventstore.asking import Receipt, Request, visit
from shared.eventstore.circumstances import KnownCircumstances, people_scope
from shared.eventstore.codec import digest, encode
from shared.eventstore.judging import ROUNDS, beyond, folded, followed, judged_on
from shared.eventstore.kept import Kept, KeptStates
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    Condition,
    ConditionFailed,
    Log,
    Look,
    OccurredLater,
    Outcome,
    View,
    Write,
)
from shared.eventstore.turns import Turns
from shared.eventstore.weighing import Weighed, weighed
from shared.kernel.decider import Decider, Scope, stream_scope
from shared.kernel.refusal import (
    IdempotencyKeyReused,
    InTheFuture,
    TooMuchContention,
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


class Handler:
    """Handles every command of a service. Safe to call from many tasks at once."""

    def __init__(self, log: Log, new_id: Callable[[], UUID]) -> None:
        self._log = log
        self._new_id = new_id
        self._circumstances = KnownCircumstances()
        self._turns = Turns()
        self._kept = KeptStates()

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
                before = self._kept_before(decider, request, stands_on)
                view, stands_on = await self._seen(decider, request, stands_on, key, before)
                outcome = view.earlier or await self._decide(decider, request, stands_on, view, key, before)
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

    async def weigh(self, tenant: UUID, given: Sequence[tuple[Decider[Any, Any, Any], Request]]) -> list[Weighed]:
        """What would come of each of these commands at this instant, for a tenant; nothing is recorded."""
        return await weighed(self._log, self._circumstances, tenant, given)

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        """What the person may read as of this instant, by a token of the tenant `home`; None: nothing."""
        view = await self._log.look(tenant, self._circumstances.looks(tenant), UUID(int=0), bytes(32))
        circumstances = self._circumstances.advance(tenant, view)
        today = view.now.astimezone(circumstances.zone).date()
        return circumstances.grants.readable(person, visit(home, view.now, circumstances.zone), today)

    async def _seen(
        self,
        decider: Decider[Any, Any, Any],
        request: Request,
        stands_on: tuple[Scope, ...],
        key: bytes,
        before: Kept | None,
    ) -> tuple[View, tuple[Scope, ...]]:
        """All that the decision stands on, at one instant; what is seen may tell what else has to be looked at."""
        for _ in range(ROUNDS):
            view = await self._look(request, stands_on, key, before.position if before else 0)
            more = () if view.earlier else beyond(decider, request.command, stands_on, view)
            if not more:
                return view, stands_on
            stands_on = (*stands_on, *more)
        raise LookupError(f"{type(request.command).__name__} names ever more to look at")

    async def _look(self, request: Request, stands_on: Sequence[Scope], key: bytes, after: int) -> View:
        looks = [*(Look(scope=scope, after=after) for scope in stands_on), *self._circumstances.looks(request.tenant)]
        return await self._log.look(request.tenant, looks, request.command_id, key)

    async def _decide(
        self,
        decider: Decider[Any, Any, Any],
        request: Request,
        stands_on: tuple[Scope, ...],
        view: View,
        key: bytes,
        before: Kept | None,
    ) -> Outcome:
        stream, circumstances = stands_on[0].id, self._circumstances.advance(request.tenant, view)
        past = folded(decider, stands_on, view, before)
        self._keep(decider, request, stands_on, past)
        judged = judged_on(decider, request, stands_on, view, circumstances, past)
        events = tuple(encode(event, self._new_id()) for event in judged.events)
        write = Write(stream=stream, expected=view.versions[stream], engagement_id=judged.engagement, events=events)
        unchanged = conditions(request.tenant, stands_on[1:], view.position)
        attempt = attempted(request, key, (write,) if events else (), unchanged)
        outcome = (await self._log.append(request.tenant, [attempt]))[0]
        if decider.keeps and events and isinstance(outcome, Appended) and not outcome.repeated:
            self._keep(decider, request, stands_on, followed(decider, past, judged, outcome.last, events))
        return outcome

    def _kept_before(
        self, decider: Decider[Any, Any, Any], request: Request, stands_on: tuple[Scope, ...]
    ) -> Kept | None:
        """None where all must be read: what is told late has to fit into the whole of what happened."""
        return None if request.occurred_at else self._kept.of((request.tenant, id(decider), stands_on))

    def _keep(
        self, decider: Decider[Any, Any, Any], request: Request, stands_on: tuple[Scope, ...], kept: Kept
    ) -> None:
        if decider.keeps:
            self._kept.keep((request.tenant, id(decider), stands_on), kept)


def attempted(request: Request, key: bytes, writes: tuple[Write, ...], unchanged: tuple[Condition, ...]) -> Attempt:
    return Attempt(
        command_id=request.command_id,
        digest=key,
        actor=request.person,
        writes=writes,
        conditions=unchanged,
        occurred_at=request.occurred_at,
        on_behalf_of=request.on_behalf_of,
        correlation_id=request.correlation_id,
        causation_id=request.causation_id,
        traceparent=request.traceparent,
    )


def conditions(tenant: UUID, looked_at: Sequence[Scope], since: int) -> tuple[Condition, ...]:
    """What must not have changed since the decision was made: what it looked at, and the authority it stood on."""
    scopes = (*looked_at, people_scope(tenant, *AUTHORITY))
    return tuple(Condition(scope=scope, since=since) for scope in scopes)
