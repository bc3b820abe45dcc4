"""What happens by itself between the steps of a play: whatever is due, at the moment at which it is, and what follows.

The play does it by hand, one service after the other: so the log reads the same each time, and nothing is waited for.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from uuid import UUID

from cli.demo.clock import Clock
from cli.failures import Failure
from shared.eventstore.ledger import Ledger
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.projecting.connections import Pool
from shared.projecting.positions import Positions, Reached
from shared.projecting.views import Views
from shared.reacting.acting import Acting, ByItself, acting, acting_for
from shared.reacting.giving import Send
from shared.transport.hints import Hints

PATIENCE = 10.0
ROUNDS = 50


class NeverSettles(Failure):
    """What happens by itself goes on and on, or the views do not show it."""


@record
class Part:
    """A service, wherever it runs, with what it does by itself; `workers` are its workers' connections."""

    views: Views
    doing: ByItself
    workers: Pool
    positions: Positions
    send: Send
    hints: Hints

    def acting(self) -> Acting:
        """With nothing under way yet."""
        return acting_for(
            self.doing,
            self.views,
            pool=self.workers,
            log=PostgresLog(self.workers),
            positions=self.positions,
            send=self.send,
        )


class Meanwhile:
    """`parts` are the services in the order in which they are asked."""

    def __init__(self, parts: Sequence[Part], clock: Clock, tenant: UUID) -> None:
        self._doing = tuple((part, part.acting()) for part in parts)
        self._ledger = Ledger(log=PostgresLog(parts[0].workers))
        self._clock, self._tenant = clock, tenant
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
            for part, doing in self._doing:
                await doing.follower.catch_up()
                if await part.positions.reached(self._tenant, await self._head(), PATIENCE) is Reached.TIMED_OUT:
                    raise NeverSettles(f"The views of {part.views.service} stand still.")
                await doing.poller.fire()
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
        found = (doing.poller.next_at(self._tenant) for _, doing in self._doing)
        return min((each for each in found if each is not None), default=None)

    async def _head(self) -> int:
        return (await self._ledger.head(self._tenant)).seq

    async def from_now_on(self, stack: AsyncExitStack) -> None:
        """By itself again, as ever, until the stack is left."""
        for part, _ in self._doing:
            await stack.enter_async_context(acting(part.acting(), part.hints))
