"""What tests of several parts share: a PostgreSQL server, databases with the event store in them, a Kafka broker."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Protocol

import pytest
import pytest_asyncio
import structlog
import structlog.dev
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.broker import running_broker
from tests.database import Database, copy_of, installed_database, running_server

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# What stands on something that takes long to make runs in one worker, so that it is made once.
TOGETHER = {
    "tests/acceptance/api/test_forks.py": "a life",
    "tests/acceptance/api/test_time_travel.py": "a life",
    "tests/acceptance/distributed/test_stories.py": "a life",
    "tests/acceptance/demo/test_demo.py": "a play",
    "tests/acceptance/demo/test_operating.py": "a play",
    "tests/architecture/test_purity.py": "the tree of every module",
    "tests/architecture/test_size.py": "the tree of every module",
    "tests/architecture/test_tests.py": "the tree of every module",
    "tests/contract/services": "the life behind the contracts",
    "tests/contract/evidence_store": "a bucket",
}
# A traceback in colours takes a third of a second.
PLAIN = (
    *structlog.get_config()["processors"][:-1],
    structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
)
gc.disable()  # until all is loaded and collected: none of that is garbage


class Workers(LoadFileScheduling):
    """A worker takes a file, or the files that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return TOGETHER.get(file) or TOGETHER.get(file.rpartition("/")[0]) or file


@pytest.hookimpl(optionalhook=True)  # one worker does without
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Workers:
    return Workers(config, log)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


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
    """An empty database for a test that needs one for itself, dropped after its `async with`."""
    return partial(copy_of, template, server)


@pytest_asyncio.fixture(scope="session")
async def broker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of the session's Kafka broker: tests keep apart by topics and groups of their own."""
    async with running_broker(tmp_path_factory.mktemp("kafka")) as running:
        yield running.address


@pytest.fixture(autouse=True)
def _logs_as_they_come() -> Iterator[None]:
    """What a test sets up for logging ends with it."""
    structlog.configure(processors=[*PLAIN])
    yield
    structlog.reset_defaults()
