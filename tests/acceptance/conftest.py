"""Fairway in one process, and a life that is lived in it once for all who look back at it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.acceptance.api.life import lived
from tests.acceptance.api.recording import OFTEN, Run
from tests.acceptance.api.running import Running, running_fairway
from tests.database import Database, copy_of


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the keys: with the same ones, cursors are the same."""
    return tmp_path_factory.mktemp("keys")


@pytest_asyncio.fixture(scope="session")
async def embedded(server: str, template: Database, keys: Path) -> AsyncIterator[Running]:
    async with copy_of(template, server) as database, running_fairway(database, keys) as app:
        yield app


@pytest_asyncio.fixture(scope="session")
async def life(embedded: Running) -> Run:
    return await lived(embedded, OFTEN)
