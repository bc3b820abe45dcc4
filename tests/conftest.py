"""What tests of several parts share: a PostgreSQL server, and databases with the event store in them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Protocol

import pytest
import pytest_asyncio

from tests.database import Database, copy_of, installed_database, running_server


class FreshDatabase(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Database]: ...


@pytest_asyncio.fixture(scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a superuser on the session's PostgreSQL server."""
    async with running_server(tmp_path_factory.mktemp("postgres")) as address:
        yield address


@pytest_asyncio.fixture(scope="session")
async def template(server: str) -> AsyncIterator[Database]:
    """An installed database to copy; nobody connects to it."""
    async with installed_database(server) as database:
        yield database


@pytest_asyncio.fixture(scope="session")
async def database(server: str, template: Database) -> AsyncIterator[Database]:
    """The session's database: tests keep apart by a tenant of their own each."""
    async with copy_of(template, server) as database:
        yield database


@pytest.fixture(scope="session")
def fresh_database(server: str, template: Database) -> FreshDatabase:
    """Makes an empty database for a test that needs one for itself: `async with fresh_database() as database`."""
    return partial(copy_of, template, server)
