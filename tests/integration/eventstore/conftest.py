"""Connections as a service has them, and a tenant of its own for each test."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from asyncpg import Connection, Pool, Record
from uuid_utils.compat import uuid7

from shared.eventstore.postgres import PostgresLog, open_pool
from tests.database import Database


@pytest.fixture
def tenant() -> UUID:
    return uuid7()


@pytest_asyncio.fixture
async def pool(database: Database) -> "AsyncIterator[Pool[Record]]":
    pool = await open_pool(database.dsn("engagement"), size=4)
    yield pool
    await pool.close()


@pytest.fixture
def log(pool: "Pool[Record]") -> PostgresLog:
    return PostgresLog(pool)


@pytest_asyncio.fixture
async def connection(database: Database) -> "AsyncIterator[Connection[Record]]":
    """Logged in as a service's requests are."""
    connection = await asyncpg.connect(database.dsn("engagement"))
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def superuser(database: Database) -> "AsyncIterator[Connection[Record]]":
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()
