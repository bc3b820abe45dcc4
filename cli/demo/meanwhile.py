"""What happens by itself between the steps of a play: whatever is due, at the moment at which it is, and what follows.

The play does it by hand, one service after the other: so the log reads the same each time, and nothing is waited for.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from cli.demo.clock import Clock
from cli.failures import Failure
from deploy.embedded.app import Parts
from services.engagement import app as engagement
from services.gates import app as gates
from services.measurement import app as measurement
from shared.eventstore.postgres import PostgresLog
from shared.projecting.positions import Reached
from shared.reacting.acting import Acting, acting_for
from shared.web.process.running import Process, Wiring, by_itself

Doing: TypeAlias = tuple[Process, Acting]

PATIENCE = 10.0
ROUNDS = 50


class NeverSettles(Failure):
    """What happens by itself goes on and on, or the views do not show it."""


class Meanwhile:
    """`all_of` are the services in the order in which they are asked."""

    def __init__(self, parts: Parts, clock: Clock, tenant: UUID) -> None:
        self._wired = (
            (engagement.WIRING, parts.engagement),
            (gates.WIRING, parts.gates),
            (measurement.WIRING, parts.measurement),
        )
        self._doing = acting_in(self._wired)
        self._ledger, self._clock, self._tenant = parts.engagement.ledger, clock, tenant
        self._at: datetime | None = None

    async def until(self, moment: datetime) -> None:
        """Let the clock stop wherever something is due before that, and then stand there."""
        if self._at is not None and self._at.date() < moment.date():
            await self.settled()
            await self._pass(self._at, moment)
        await self._clock.stand_at(moment)
        self._at = moment

    async def settled(self) -> None:
        """Until nothing is due and nothing follows any more. Raises NeverSettles."""
        for _ in range(ROUNDS):
            before = await self._head()
            for process, acting in self._doing:
                await acting.follower.catch_up()
                if await process.service.reached(self._tenant, await self._head(), PATIENCE) is Reached.TIMED_OUT:
                    raise NeverSettles(f"The views of {process.service.name} stand still.")
                await acting.poller.fire()
            if await self._head() == before:
                return
        raise NeverSettles(f"After {ROUNDS} rounds there is still more that happens by itself.")

    async def _pass(self, since: datetime, until: datetime) -> None:
        at = since
        while (due := self._next_due()) is not None and due <= until:
            at = max(at, due)
            await self._clock.stand_at(at)
            await self.settled()

    def _next_due(self) -> datetime | None:
        found = (acting.poller.next_at(self._tenant) for _, acting in self._doing)
        return min((each for each in found if each is not None), default=None)

    async def _head(self) -> int:
        return (await self._ledger.head(self._tenant)).seq

    async def from_now_on(self, stack: AsyncExitStack) -> None:
        """By itself again, as ever, until the stack is left."""
        for wiring, process in self._wired:
            await stack.enter_async_context(by_itself(wiring, process, process.service.hints, acts=True))


def acting_in(wired: Sequence[tuple[Wiring, Process]]) -> tuple[Doing, ...]:
    return tuple(
        (
            process,
            acting_for(
                wiring.by_itself,
                wiring.views,
                pool=process.workers,
                log=PostgresLog(process.workers),
                positions=process.service.positions,
                send=process.service.send,
            ),
        )
        for wiring, process in wired
        if wiring.by_itself is not None
    )
