"""The stages under test: in memory, and over a PostgreSQL database that they have for themselves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from shared.eventstore.install import role_of
from shared.eventstore.memory import MemoryLog
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.projecting import builds
from shared.projecting.positions import Positions
from shared.projecting.runner import Projector
from shared.projecting.views import Views
from shared.reacting import postgres
from shared.reacting.memory import MemoryCheckpoints, MemoryStanding
from shared.reacting.postgres import PostgresCheckpoints, PostgresStanding
from tests.conftest import FreshDatabase
from tests.contract.reacting.stage import VIEW, Stage, new_tenant
from tests.database import Database
from tests.facts.people import NOW

VIEWS = Views(service="sample_reacting", projections=(VIEW,), readers=role_of("engagement"))


@pytest.fixture
def tenant() -> UUID:
    return new_tenant()


@pytest_asyncio.fixture(scope="package")
async def installed(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    async with fresh_database() as database:
        admin = await asyncpg.connect(database.superuser)
        worker = role_of("engagement", worker=True)
        for _ in range(2):  # every start does it again
            await builds.install(admin, VIEWS, worker)
            await postgres.install(admin, VIEWS.service, worker)
        await admin.close()
        yield database


@pytest_asyncio.fixture(params=["memory", "postgres"])
async def stage(request: pytest.FixtureRequest, installed: Database) -> AsyncIterator[Stage]:
    if request.param == "memory":
        yield in_memory()
        return
    async with in_postgres(installed) as stage:
        yield stage


def in_memory() -> Stage:
    moments = [NOW]

    async def set_clock(moment: datetime) -> None:
        moments[0] = moment

    async def shown(_tenant: UUID, _seq: int) -> bool:
        return True

    log = MemoryLog(lambda: moments[0])
    return Stage(
        log=log,
        worker=log,
        checkpoints=MemoryCheckpoints(log),
        standing=MemoryStanding(log, VIEW),
        shown=shown,
        set_clock=set_clock,
    )


@asynccontextmanager
async def in_postgres(database: Database) -> AsyncIterator[Stage]:
    async with (
        await open_pool(database.dsn("engagement"), size=6) as requests,
        await open_pool(database.dsn("engagement", worker=True), size=10) as workers,
    ):
        worker = PostgresLog(workers)
        projector = Projector(pool=workers, log=worker, views=VIEWS, positions=Positions(workers, worker, VIEWS))

        async def set_clock(moment: datetime) -> None:
            await requests.execute("select es.set_clock($1)", moment)

        async def shown(_tenant: UUID, _seq: int) -> bool:
            await projector.catch_up()
            return True

        await set_clock(NOW)
        yield Stage(
            log=PostgresLog(requests),
            worker=worker,
            checkpoints=PostgresCheckpoints(workers, VIEWS.service),
            standing=PostgresStanding(workers, VIEWS, VIEW),
            shown=shown,
            set_clock=set_clock,
        )
