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
    """One for a process, whose own listeners need no round trip through the database. `close` it at the end.

    All who listen share a connection: each that is notified costs PostgreSQL and this process a turn.
    """

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
        self._ear: asyncpg.Connection[asyncpg.Record] | None = None
        self._connecting = asyncio.Lock()
        self._report = structlog.get_logger()

    async def publish(self, tenant: UUID, seq: int) -> None:  # noqa: ARG002 - a listener reads from where it stands
        for gathered in self._here:
            gathered.add([tenant])
        self._unsent.add(tenant)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        gathered = Gathered()
        self._here.add(gathered)
        try:
            while True:
                try:
                    connection = await self._listening()
                except FAILURES as error:
                    self._report.warning("hints_not_heard", error=type(error).__name__)
                    await self._sleep(self._poll)
                    yield None
                    continue
                gathered.add_everyone()  # anything may have been missed so far
                while not connection.is_closed():
                    yield await gathered.taken(self._poll)
        finally:
            self._here.discard(gathered)
            if self._ear is not None and not self._here:
                self._ear.terminate()

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

    async def _listening(self) -> "asyncpg.Connection[asyncpg.Record]":
        """The connection that hears for all; whoever comes first, or first after it was lost, opens it."""
        async with self._connecting:
            if self._ear is None or self._ear.is_closed():
                self._ear = await self._opened()
            return self._ear

    async def _opened(self) -> "asyncpg.Connection[asyncpg.Record]":
        connection = await asyncpg.connect(self._dsn)
        try:
            connection.add_termination_listener(self._lose)
            await connection.add_listener(CHANNEL, self._take)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _take(self, _connection: object, pid: int, _channel: str, payload: object) -> None:
        if self._sender is not None and pid == self._sender.get_server_pid():
            return
        tenants = [UUID(each) for each in str(payload).split(",")] if payload else None
        for gathered in self._here:
            if tenants is None:
                gathered.add_everyone()
            else:
                gathered.add(tenants)

    def _lose(self, _connection: object) -> None:
        for gathered in self._here:
            gathered.add_everyone()
