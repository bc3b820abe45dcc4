"""Every transport, each fresh for a test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.transport.hints import Hints
from shared.transport.listen import ListenHints
from shared.transport.memory import MemoryHints
from tests.contract.transport.lossy import LossyHints
from tests.database import Database


@pytest_asyncio.fixture(params=["memory", "listen", "lossy"])
async def hints(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Hints]:
    match request.param:
        case "memory":
            yield MemoryHints()
        case "listen":
            listen = ListenHints(database.dsn("engagement", worker=True))
            yield listen
            await listen.close()
        case _:
            yield LossyHints(MemoryHints(), seed=7)
