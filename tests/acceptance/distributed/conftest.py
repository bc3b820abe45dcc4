"""The processes, started once for the stories that are told over them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.acceptance.api.conftest import desk, distributed, fresh_desk, port
from tests.acceptance.api.life import lived
from tests.acceptance.api.recording import SELDOM, Run
from tests.acceptance.api.running import Running
from tests.database import Database, copy_of

__all__ = ["desk", "fresh_desk", "port", "running"]


@pytest_asyncio.fixture(scope="session")
async def running(server: str, template: Database, keys: Path) -> AsyncIterator[Running]:
    async with copy_of(template, server) as database, distributed(database, keys) as app:
        yield app


@pytest_asyncio.fixture(scope="session")
async def run(running: Running) -> Run:
    """The life that one process lives too."""
    return await lived(running, SELDOM)
