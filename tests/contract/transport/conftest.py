"""Every transport, each fresh for a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from shared.transport.hints import Hints
from shared.transport.listen import ListenHints
from shared.transport.memory import MemoryHints
from tests.contract.transport.lossy import LossyHints
from tests.database import Database


@pytest_asyncio.fixture(params=["memory", "listen"])
async def faithful_hints(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Hints]:
    """Those that lose nothing while all goes well."""
    async with transport(request.param, database) as hints:
        yield hints


@pytest_asyncio.fixture(params=["memory", "listen", "lossy"])
async def hints(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Hints]:
    async with transport(request.param, database) as hints:
        yield hints


@asynccontextmanager
async def transport(name: str, database: Database) -> AsyncIterator[Hints]:
    match name:
        case "memory":
            yield MemoryHints()
        case "listen":
            listen = ListenHints(database.dsn("engagement", worker=True))
            yield listen
            await listen.close()
        case _:
            yield LossyHints(MemoryHints(), seed=7)
