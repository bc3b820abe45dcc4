"""The logs under test, each with a clock that the test sets."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import pytest
import pytest_asyncio
from uuid_utils.compat import uuid7

from shared.eventstore.batching import Batched
from shared.eventstore.log import Log
from shared.eventstore.memory import MemoryLog
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.record import record
from tests.database import Database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@record
class Store:
    """`log` as a request has it, `worker` as a worker does, on one clock."""

    log: Log
    worker: Log
    set_clock: Callable[[datetime | None], Awaitable[None]]


@pytest.fixture
def tenant() -> UUID:
    return uuid7()


@pytest_asyncio.fixture(params=["memory", "postgres", "batched"])
async def store(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield in_memory()
        return
    async with in_postgres(database) as store:
        batched = Store(log=Batched(store.log), worker=store.worker, set_clock=store.set_clock)
        yield store if request.param == "postgres" else batched


def in_memory() -> Store:
    moments = [NOON]

    async def set_clock(moment: datetime | None) -> None:
        moments[0] = moment or NOON

    log = MemoryLog(lambda: moments[0])
    return Store(log=log, worker=log, set_clock=set_clock)


@asynccontextmanager
async def in_postgres(database: Database) -> AsyncIterator[Store]:
    requests = await open_pool(database.dsn("engagement"), size=3)
    workers = await open_pool(database.dsn("engagement", worker=True), size=1)

    async def set_clock(moment: datetime | None) -> None:
        await requests.execute("select es.set_clock($1)", moment)

    await set_clock(NOON)
    try:
        yield Store(log=PostgresLog(requests), worker=PostgresLog(workers), set_clock=set_clock)
    finally:
        await set_clock(None)
        await requests.close()
        await workers.close()


@pytest.fixture
def log(store: Store) -> Log:
    return store.log
