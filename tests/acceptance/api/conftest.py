"""The application, once for all: on a test database of its own, with what it logged and read in sight."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from tests.acceptance.api.desk import Desk
from tests.acceptance.api.life import lived
from tests.acceptance.api.recording import SELDOM, Run
from tests.acceptance.api.register import Register, filled_register
from tests.acceptance.api.running import Running, running_processes
from tests.database import Database, copy_of
from tests.integration.gateway.server import served
from tests.processes import processes


@pytest_asyncio.fixture(scope="session")
async def running(embedded: Running, server: str, template: Database, keys: Path) -> AsyncIterator[Running]:
    """In one process or, if `FAIRWAY_TEST_MODE` says so, distributed over several."""
    if os.environ.get("FAIRWAY_TEST_MODE") != "distributed":
        yield embedded
        return
    async with copy_of(template, server) as database, distributed(database, keys) as app:
        yield app


@asynccontextmanager
async def distributed(database: Database, folder: Path) -> AsyncIterator[Running]:
    async with processes(database, folder) as found:
        await found.all()
        async with running_processes(found, database) as app:
            yield app
        assert [line for line in found.logged() if line["level"] in {"error", "critical"}] == []


@pytest_asyncio.fixture(scope="module")
async def desk(running: Running) -> Desk:
    """A tenant that the tests of one module share."""
    return await running.tenancy()


@pytest_asyncio.fixture
async def fresh_desk(running: Running) -> Desk:
    """A tenant that no other test uses, with nothing in it but its people."""
    return await running.tenancy()


@pytest_asyncio.fixture(scope="session")
async def run(running: Running, life: Run) -> Run:
    """A life of a tenant, with all that could be read after many of its steps."""
    return life if running is life.running else await lived(running, SELDOM)


@pytest_asyncio.fixture(scope="session")
async def register(running: Running) -> Register:
    """Only read: it is shared by all who test lists."""
    return await filled_register(await running.tenancy())


@pytest_asyncio.fixture(scope="session")
async def port(running: Running) -> AsyncIterator[int]:
    """Where the application listens, for what needs a connection of its own."""
    if running.fairway.app is None:
        assert running.port is not None
        yield running.port
        return
    async with served(running.fairway.app) as chosen:
        yield chosen


@pytest.fixture(autouse=True)
def _nothing_unexpected(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test sends, no traceback and no error of ours comes of it."""
    with capture_logs() as logs:
        yield
    assert [entry for entry in logs if entry["log_level"] in {"error", "critical"} or "exc_info" in entry] == []
    assert [record for record in caplog.records if record.exc_info] == []
