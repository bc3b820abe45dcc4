"""The processes, started once for the stories that are told over them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.acceptance.api.conftest import desk, distributed, fresh_desk, port, run
from tests.acceptance.api.running import Running
from tests.database import Database, copy_of

__all__ = ["desk", "fresh_desk", "port", "run", "running"]


@pytest_asyncio.fixture(scope="session")
async def running(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    folder = tmp_path_factory.mktemp("distributed")
    async with copy_of(template, server) as database, distributed(database, folder) as app:
        yield app
