"""A database and topics of its own for each test: a relay works for all tenants that there are."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.conftest import FreshDatabase
from tests.integration.relay.sending import Sending, sending


@pytest_asyncio.fixture
async def stage(fresh_database: FreshDatabase, broker: str) -> AsyncIterator[Sending]:
    async with fresh_database() as database, sending(database, broker) as stage:
        yield stage
