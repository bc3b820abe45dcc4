"""A stage for each test: the sample's views under a service name of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.database import Database
from tests.sample.stage import Stage, staged


@pytest_asyncio.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with staged(database) as stage:
        yield stage
