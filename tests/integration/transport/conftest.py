"""Topics and a group of its own for each test, and a service whose views it follows."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.database import Database
from tests.sample.stage import Stage, staged
from tests.wire import Wire, new_wire


@pytest_asyncio.fixture
async def wire(broker: str) -> Wire:
    return await new_wire(broker)


@pytest_asyncio.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with staged(database) as stage:
        yield stage
