"""The log in PostgreSQL: every call is one statement, which names the tenant for its own transaction only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
from asyncpg import Pool, Record

from shared.eventstore.arrays import APPEND, arguments, outcomes
from shared.eventstore.chain import GENESIS
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    Entry,
    Head,
    Look,
    Outcome,
    OutcomeUnknown,
    View,
)
from shared.kernel.decider import Reach, Scope

MARGIN = 6  # columns of a look that belong to its first row
REQUEST_SECONDS = 5.0
"""How long a statement may take for which somebody waits."""

BROKEN = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
)


async def open_pool(dsn: str, *, size: int = 10, seconds: float = 0) -> "Pool[Record]":
    """Connections for a log, all of one role. `seconds` is how long a statement may take; 0: as long as it takes."""
    settings = {"jit": "off", "timezone": "UTC", "statement_timeout": f"{seconds * 1000:.0f}"}
    return await asyncpg.create_pool(dsn, min_size=0, max_size=size, reset=_nothing_to_reset, server_settings=settings)


async def _nothing_to_reset(_: object) -> None:
    """No statement leaves anything behind in its session, so giving a connection back costs no round trip."""


class PostgresLog:
    """The pool's role decides what is possible: requests append, workers know all tenants."""

    def __init__(self, pool: "Pool[Record]") -> None:
        self._pool = pool

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        if not attempts:
            return []
        try:
            (answer,) = await self._fetch(APPEND, *arguments(tenant, attempts))
        except BROKEN as error:
            raise OutcomeUnknown(str(error)) from error
        return outcomes(attempts, answer)

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        margin, *rows = await self._fetch(
            "select * from es.look($1, $2, $3, $4, $5, $6)",
            tenant,
            command_id,
            [look.scope.reach.value for look in looks],
            [look.scope.id for look in looks],
            [",".join(look.scope.types) for look in looks],
            [look.after for look in looks],
        )
        versions = zip(looks, margin["versions"] or (), strict=True)
        return View(
            entries=[Entry._make(row[MARGIN:]) for row in rows],
            position=margin["position"],
            now=margin["clock"],
            versions={look.scope.id: version for look, version in versions if look.scope.reach is Reach.STREAM},
            earlier=_earlier(margin, digest),
        )

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        return [Entry._make(row) for row in await self._fetch("select * from es.after($1, $2, $3)", tenant, seq, limit)]

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        types = ",".join(scope.types)
        rows = await self._fetch(
            "select * from es.within($1, $2, $3, $4, $5, $6, $7)",
            *(tenant, scope.reach.value, scope.id, types, after, until, limit),
        )
        return [Entry._make(row) for row in rows]

    async def head(self, tenant: UUID) -> Head:
        (row,) = await self._fetch("select * from es.head($1)", tenant)
        return Head(seq=row["seq"] or 0, chain=row["chain"] or GENESIS)

    async def heads(self) -> Mapping[UUID, int]:
        return {row["tenant_id"]: row["seq"] for row in await self._fetch("select * from es.heads()")}

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        (row,) = await self._fetch("select es.position_at($1, $2)", tenant, moment)
        return int(row[0])

    async def now(self) -> datetime:
        (row,) = await self._fetch("select es.now()")
        moment: datetime = row[0]
        return moment

    async def _fetch(self, statement: str, *values: object) -> "list[Record]":
        """Run one statement. After any failure nobody can tell what the connection is good for: it goes."""
        connection = await self._pool.acquire()
        try:
            return await connection.fetch(statement, *values)
        except BaseException:
            connection.terminate()
            raise
        finally:
            await self._pool.release(connection)


def _earlier(margin: Record, digest: bytes) -> Appended | CommandIdReused | None:
    if margin["digest"] is None:
        return None
    if margin["digest"] != digest:
        return CommandIdReused()
    return Appended(first=margin["first_seq"], last=margin["last_seq"], repeated=True)
