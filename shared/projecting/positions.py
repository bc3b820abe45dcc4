"""How far a service's views are, and waiting until they show an event."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from enum import StrEnum
from uuid import UUID

import asyncpg

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.projecting.batch import scope_of
from shared.projecting.connections import FAILURES, Connection, Pool, transaction
from shared.projecting.parking import Parked, all_parked, parked_scopes
from shared.projecting.views import Views

SHORTEST_PAUSE, LONGEST_PAUSE = 0.02, 0.32

# The workers' role sees the checkpoints of all tenants; that of requests sees none of another tenant.
SERVING = """
begin read only; select set_config('search_path', schema, true) from {service}.build
where fingerprint = '{fingerprint}' and state = 'SERVING'
"""
LOOK = """
select c.tenant_id, c.seq, (select count(*) from parked p where p.tenant_id = c.tenant_id)
from checkpoint c where c.tenant_id = any($1)
"""


class Reached(StrEnum):
    """PARKED: the views went past the event, but left it out, since its scope waits for a mended fold."""

    REACHED = "REACHED"
    TIMED_OUT = "TIMED_OUT"
    PARKED = "PARKED"


@record
class Position:
    """`seq` is the last event that the views show, `head` the last one recorded; `parked` counts waiting scopes."""

    seq: int
    head: int
    parked: int

    @property
    def lag_events(self) -> int:
        return max(self.head - self.seq, 0)


class Waiter:
    def __init__(self, tenant: UUID, seq: int) -> None:
        self.tenant = tenant
        self.seq = seq
        self.shown = asyncio.Event()


class Positions:
    """One for a process: a projector in it tells it at once, and one poll serves all who wait for those elsewhere."""

    def __init__(self, pool: Pool, log: Log, views: Views) -> None:
        self._pool = pool
        self._log = log
        self._opening = SERVING.format(service=views.service, fingerprint=views.fingerprint)
        self._seen: dict[UUID, tuple[int, int]] = {}
        self._told: set[UUID] = set()
        self._waiters: set[Waiter] = set()
        self._came = asyncio.Event()
        self._poll: asyncio.Task[None] | None = None

    def moved(self, tenant: UUID, seq: int, parked: int) -> None:
        """The views show the tenant's events up to `seq`, but for the scopes that are parked."""
        self._told.add(tenant)
        self._moved(tenant, seq, parked)

    def shown(self, tenant: UUID) -> int:
        """The last event that the views show, as far as this process knows without asking."""
        return self._shown(tenant)[0]

    async def reached(self, tenant: UUID, seq: int, seconds: float) -> Reached:
        """Wait, at most so long, until the views show event `seq`."""
        if self._shown(tenant)[0] < seq and not await self._wait(Waiter(tenant, seq), seconds):
            return Reached.TIMED_OUT
        _, parked = self._shown(tenant)
        return Reached.PARKED if parked and await self._left_out(tenant, seq) else Reached.REACHED

    async def position(self, tenant: UUID) -> Position:
        head = await self._log.head(tenant)
        (seq, parked), *_ = [(seq, parked) for _, seq, parked in await self._look([tenant])] or [(0, 0)]
        return Position(seq=seq, head=head.seq, parked=parked)

    async def parked(self) -> Sequence[Parked]:
        """Every scope that waits, of every tenant."""
        try:
            async with self._serving() as connection:
                return await all_parked(connection)
        except asyncpg.UndefinedTableError:
            return ()

    def _moved(self, tenant: UUID, seq: int, parked: int) -> None:
        if seq < self._shown(tenant)[0]:
            return
        self._seen[tenant] = (seq, parked)
        for waiter in self._waiters:
            if waiter.tenant == tenant and waiter.seq <= seq:
                waiter.shown.set()

    def _shown(self, tenant: UUID) -> tuple[int, int]:
        """Up to where, and how many scopes are parked, as far as this process knows."""
        return self._seen.get(tenant, (0, 0))

    async def _wait(self, waiter: Waiter, seconds: float) -> bool:
        self._waiters.add(waiter)
        self._came.set()
        if self._poll is None or self._poll.done():
            self._poll = asyncio.create_task(self._polling())
        try:
            async with asyncio.timeout(seconds):
                await waiter.shown.wait()
        except TimeoutError:
            return False
        else:
            return True
        finally:
            self._waiters.discard(waiter)

    async def _polling(self) -> None:
        """More and more slowly while nothing moves and nobody comes."""
        pause = SHORTEST_PAUSE
        while self._waiters:
            came = await self._somebody(pause)
            await asyncio.sleep(SHORTEST_PAUSE)  # a projector in this process is faster than any question
            moved = await self._asked()
            pause = SHORTEST_PAUSE if came or moved else min(2 * pause, LONGEST_PAUSE)

    async def _somebody(self, seconds: float) -> bool:
        """Whether somebody came to wait; they do not wait for the end of the pause."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._came.wait()
        came = self._came.is_set()
        self._came.clear()
        return came

    async def _asked(self) -> bool:
        """Look for the tenants of which no projector of this process told anything since the last time."""
        tenants = {waiter.tenant for waiter in self._waiters} - self._told
        self._told.clear()
        before = {tenant: self._shown(tenant) for tenant in tenants}
        try:
            for tenant, seq, parked in await self._look(list(tenants)) if tenants else ():
                self._moved(tenant, seq, parked)
        except FAILURES:
            return False  # whoever waits looks again until their time is over
        return any(self._shown(tenant) != seen for tenant, seen in before.items())

    async def _look(self, tenants: list[UUID]) -> list[tuple[UUID, int, int]]:
        try:
            async with self._serving() as connection:
                return [(row[0], row[1], row[2]) for row in await connection.fetch(LOOK, tenants)]
        except asyncpg.UndefinedTableError:
            return []

    async def _left_out(self, tenant: UUID, seq: int) -> bool:
        entries = await self._log.after(tenant, seq - 1, 1)
        async with self._serving() as connection:
            scopes = await parked_scopes(connection, tenant)
        return any(scope_of(entry) in scopes for entry in entries)

    def _serving(self) -> AbstractAsyncContextManager[Connection]:
        return transaction(self._pool, self._opening)
