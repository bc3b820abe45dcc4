"""A service with a whole life recorded in it, reached in both ways: in this process, and over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from services.engagement.contract import CONTRACT, Name
from shared.web.backend import Backend, LogQuestions, Names
from shared.web.process import ledger as ledger_process
from shared.web.process import service as service_process
from shared.web.process.names import names
from shared.web.process.wanting import Wanting
from shared.web.remote.channel import Channel, http_client
from shared.web.remote.ledger import RemoteLedger
from shared.web.remote.service import RemoteDirectory, RemoteService
from shared.web.wire import Wire
from tests.acceptance.api.recorded_run import recorded
from tests.acceptance.api.recording import BEGIN, SELDOM, STEP, Run
from tests.acceptance.api.running import running_fairway
from tests.database import Database, copy_of
from tests.integration.gateway.server import served

KEY = "a key of thirty-two characters or more"
WIRE = Wire(CONTRACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The same service, directory and log, by one way to reach them."""

    service: Backend
    directory: Names[Name]
    ledger: LogQuestions


async def ready() -> Wanting:
    return Wanting()


@pytest_asyncio.fixture(scope="session")
async def life(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Run]:
    """A tenant in which every command was given."""
    folder = tmp_path_factory.mktemp("life")
    async with copy_of(template, server) as database, running_fairway(database, folder) as running:
        await running.set_clock(BEGIN - STEP)
        run = Run(running=running, desk=await running.tenancy("contract"), every=SELDOM)
        await recorded(run)
        await running.set_clock(None)
        yield run


@pytest.fixture(scope="session")
def here(life: Run) -> Reach:
    behind = life.running.fairway
    return Reach(service=behind.service, directory=behind.directory, ledger=behind.ledger)


@pytest.fixture(scope="session")
def app(here: Reach) -> FastAPI:
    """The service's process."""
    return service_process.served(here.service, WIRE, KEY, ready, names(here.directory, WIRE)).app


@pytest_asyncio.fixture(scope="session")
async def there(here: Reach, app: FastAPI) -> AsyncIterator[Reach]:
    ledger = ledger_process.served(here.ledger, KEY, ready).app
    async with served(app) as port, served(ledger) as other, http_client() as http:
        channel = Channel(CONTRACT.name, [f"http://127.0.0.1:{port}"], KEY, http, refused=WIRE.refused)
        yield Reach(
            service=RemoteService(WIRE, channel),
            directory=RemoteDirectory(WIRE, channel),
            ledger=RemoteLedger(Channel("ledger", [f"http://127.0.0.1:{other}"], KEY, http)),
        )


@pytest.fixture(scope="session", params=["in process", "over HTTP"])
def reach(request: pytest.FixtureRequest, here: Reach, there: Reach) -> Reach:
    return here if request.param == "in process" else there


@pytest_asyncio.fixture(scope="session")
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever knows the key and the address, and nothing else."""
    headers = {"fairway-service-key": KEY}
    async with (
        served(app) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client,
    ):
        yield client
