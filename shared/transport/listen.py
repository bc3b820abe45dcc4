"""Hints by LISTEN and NOTIFY of the database that holds the log.

Never within an append: a NOTIFY makes all commits of a database wait for one another. A process sends after its
commits, at most one in ten milliseconds, and a listener polls besides, so a lost one costs a quarter of a second.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import asyncpg
import structlog

from shared.transport.gathered import Gathered

CHANNEL = "fairway_log"
PAUSE_SECONDS = 0.01
POLL_SECONDS = 0.25
MOST_TENANTS = 200  # a payload holds 8,000 bytes

FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class ListenHints:
    """One for a process, whose own listeners need no round trip through the database. `close` it at the end."""

    def __init__(
        self, dsn: str, *, poll: float = POLL_SECONDS, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._dsn = dsn
        self._poll = poll
        self._sleep = sleep
        self._unsent: set[UUID] = set()
        self._sending: asyncio.Task[None] | None = None
        self._sender: asyncpg.Connection[asyncpg.Record] | None = None
        self._here: set[Gathered] = set()
        self._report = structlog.get_logger()

    async def publish(self, tenant: UUID, seq: int) -> None:  # noqa: ARG002 - a listener reads from where it stands
        for gathered in self._here:
            gathered.add([tenant])
        self._unsent.add(tenant)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        while True:
            try:
                connection = await asyncpg.connect(self._dsn)
            except FAILURES as error:
                self._report.warning("hints_not_heard", error=type(error).__name__)
                await self._sleep(self._poll)
                yield None
                continue
            gathered = Gathered()
            try:
                await self._hear(connection, gathered)
                while not connection.is_closed():
                    yield await gathered.taken(self._poll)
            finally:
                self._here.discard(gathered)
                connection.terminate()

    async def close(self) -> None:
        if self._sending is not None:
            await self._sending
        if self._sender is not None:
            await self._sender.close()

    async def _send(self) -> None:
        while self._unsent:
            tenants, self._unsent = self._unsent, set()
            payload = ",".join(map(str, tenants)) if len(tenants) <= MOST_TENANTS else ""
            try:
                await self._notify(payload)
            except FAILURES as error:
                self._report.warning("hint_not_sent", error=type(error).__name__)
            await self._sleep(PAUSE_SECONDS)

    async def _notify(self, payload: str) -> None:
        if self._sender is None or self._sender.is_closed():
            self._sender = await asyncpg.connect(self._dsn)
        await self._sender.execute("select pg_notify($1, $2)", CHANNEL, payload)

    async def _hear(self, connection: "asyncpg.Connection[asyncpg.Record]", gathered: Gathered) -> None:
        """Gather from now on; at first, and when the connection is lost, anything may have been missed."""

        def take(_connection: object, pid: int, _channel: str, payload: object) -> None:
            if self._sender is not None and pid == self._sender.get_server_pid():
                return
            if payload:
                gathered.add(map(UUID, str(payload).split(",")))
            else:
                gathered.add_everyone()

        def lose(_connection: object) -> None:
            gathered.add_everyone()

        gathered.add_everyone()
        self._here.add(gathered)
        connection.add_termination_listener(lose)
        await connection.add_listener(CHANNEL, take)
