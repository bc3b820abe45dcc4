"""A service as others reach it: give it a command, ask it a question, ask how far its views are."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from shared.authority.grants import Readable
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.weighing import Weighed
from shared.kernel.decider import Decider
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.branching import branching_of
from shared.projecting.parking import Parked
from shared.projecting.positions import Position, Positions, Reached
from shared.projecting.reading import Reader, Reading
from shared.tracing import traceparent
from shared.transport.hints import Hints

Key = TypeVar("Key")
Answer = TypeVar("Answer")
More = ParamSpec("More")

Question = Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]]
"""Many keys in, one answer for each out, in their order."""


@record
class Service:
    """The service in this process. `serving` says whether its views have been filled, so that it can answer."""

    name: str
    deciders: dict[type, Decider[Any, Any, Any]]
    handler: Handler
    reading: Reading
    positions: Positions
    hints: Hints
    serving: Callable[[], bool]

    async def send(self, request: Request) -> Receipt:
        """Record what the command decides, under the trace at hand. Raises Refused when it breaks a rule."""
        traced = replace(request, traceparent=request.traceparent or traceparent())
        receipt = await self.handler.handle(self.deciders[type(request.command)], traced)
        await self.hints.publish(request.tenant, receipt.position)
        return receipt

    async def weigh(self, tenant: UUID, requests: Sequence[Request]) -> list[Weighed]:
        """What would come of each of these commands now; nothing is recorded."""
        return await self.handler.weigh(tenant, [(self.deciders[type(each.command)], each) for each in requests])

    async def ask(
        self,
        tenant: UUID,
        readable: Readable,
        source: Source,
        question: Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]],
        keys: Sequence[Key],
        *more: More.args,
        **named: More.kwargs,
    ) -> list[Answer]:
        """The answers to a question, all from the same cut of the log, and of what is readable only."""
        async with (
            self.reading.of(tenant, readable.scopes(tenant)) as reader,
            branching_of(self.reading.views).rows(reader, tenant, source) as rows,
        ):
            return await question(reader, rows, keys, *more, **named)

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        """What the person may read as of this instant, by a token of the tenant `home`; None: nothing."""
        return await self.handler.readable(tenant, person, home)

    async def reached(self, tenant: UUID, seq: int, seconds: float) -> Reached:
        """Wait, at most `seconds`, until the views show all up to `seq`."""
        return await self.positions.reached(tenant, seq, seconds)

    def shown(self, tenant: UUID) -> int:
        """The last event that the views show, as far as this process knows: at least what was `reached`."""
        return self.positions.shown(tenant)

    async def position(self, tenant: UUID) -> Position:
        return await self.positions.position(tenant)

    async def waiting(self) -> Sequence[str]:
        """What is waited for until it can answer."""
        return () if self.serving() else (self.name,)

    async def parked(self, tenant: UUID) -> Sequence[Parked]:
        """The scopes of the tenant that wait for a mended fold."""
        return [row for row in await self.positions.parked() if row.tenant == tenant]


def by_command(deciders: Sequence[Decider[Any, Any, Any]]) -> dict[type, Decider[Any, Any, Any]]:
    """Which decider takes which command: each says so itself."""
    return {command: decider for decider in deciders for command in decider.permits}
