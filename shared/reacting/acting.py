"""What a service does by itself, at work beside its projector."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any
from uuid import UUID

from shared.eventstore.log import Log
from shared.kernel.reaction import Reaction
from shared.kernel.record import record
from shared.kernel.timer import Timer
from shared.projecting.connections import Connection, Pool
from shared.projecting.positions import Positions, Reached
from shared.projecting.projection import Projection
from shared.projecting.views import Views
from shared.reacting import postgres
from shared.reacting.follower import Follower
from shared.reacting.giving import Send
from shared.reacting.poller import Poller
from shared.reacting.postgres import PostgresCheckpoints, PostgresStanding
from shared.reacting.timers import TimerEntry
from shared.transport.hints import Hints

WAIT = 5.0  # seconds that a later timer waits until the views show what an earlier one changed


@record
class ByItself:
    """Reactions, and timers with the read model that they stand in, which is one of the service's own views."""

    reactions: tuple[Reaction, ...]
    timers: tuple[Timer, ...]
    projection: Projection[TimerEntry]


async def install(connection: Connection, views: Views, worker: str) -> None:
    """Where reactions keep how far they are; after the views. Takes an administrator."""
    await postgres.install(connection, views.service, worker)


@record
class Acting:
    """Who does it. Both know how far they are: whoever asks them by hand keeps them."""

    follower: Follower
    poller: Poller


def acting_for(doing: ByItself, views: Views, *, pool: Pool, log: Log, positions: Positions, send: Send) -> Acting:
    """With nothing under way yet. `pool` and `log` are the workers'."""

    async def shown(tenant: UUID, seq: int) -> bool:
        return await positions.reached(tenant, seq, WAIT) is not Reached.TIMED_OUT

    checkpoints, standing = PostgresCheckpoints(pool, views.service), PostgresStanding(pool, views, doing.projection)
    return Acting(
        follower=Follower(
            log=log, checkpoints=checkpoints, reactions=doing.reactions, send=send, service=views.service
        ),
        poller=Poller(log=log, standing=standing, shown=shown, timers=doing.timers, send=send, service=views.service),
    )


@asynccontextmanager
async def acting(found: Acting, hints: Hints) -> AsyncIterator[None]:
    """Both go on until this ends; what is under way then is finished first."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(under_way(found.follower.run(hints)))
        await stack.enter_async_context(under_way(found.poller.run()))
        yield


@asynccontextmanager
async def under_way(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
