"""Transactions on a pool: opened in one round trip, with what they may see set for them alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What the driver raises when the database is away, restarts or refuses."""


@asynccontextmanager
async def transaction(pool: Pool, opening: str) -> AsyncIterator[Connection]:
    """Committed at the end. After a failure that leaves the connection in doubt, the connection goes."""
    async with begun(pool, opening) as (connection, _):
        yield connection


@asynccontextmanager
async def begun(pool: Pool, opening: str) -> AsyncIterator[tuple[Connection, str]]:
    """A transaction, and what the last statement of its opening did."""
    async with pool.acquire() as connection:
        try:
            done = await connection.execute(opening)
            yield connection, done
            await connection.execute("commit")
        except Exception:
            await _roll_back(connection)
            raise
        except BaseException:
            give_up(connection)
            raise


async def carried_out(pool: Pool, statements: str) -> str:
    """What the last of the statements did: they are one transaction, and one round trip."""
    async with pool.acquire() as connection:
        try:
            return await connection.execute(statements)
        except BaseException:
            give_up(connection)
            raise


async def _roll_back(connection: "PoolConnectionProxy[asyncpg.Record]") -> None:
    try:
        await connection.execute("rollback")
    except FAILURES:
        give_up(connection)


def give_up(connection: Connection) -> None:
    with suppress(asyncpg.InterfaceError):  # it is gone already
        connection.terminate()
