"""Fairway in this process on a test database, and what a test may do to it from outside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import asyncpg
import httpx

from deploy.embedded.app import Fairway, fairway
from deploy.embedded.sample import bootstrap, populate
from deploy.tenancy import FAIRWAY, Tenancy
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.projecting.positions import Reached
from shared.settings import Settings
from tests.acceptance.api.desk import Desk
from tests.database import PASSWORDS, Database

NUMBERS = count(1)
WAIT_SECONDS = 10.0
RECHECK_SECONDS = 0.2


@record
class Running:
    """`folder` holds its data; `statements` are the SQL statements that questions sent so far."""

    fairway: Fairway
    folder: Path
    database: Database
    http: httpx.AsyncClient
    statements: list[str]
    superuser: "asyncpg.Connection[asyncpg.Record]"

    async def tenancy(self) -> Desk:
        """A new tenant, with a person for each role whose subject is the role."""
        tenant = uuid5(FAIRWAY, f"acceptance {next(NUMBERS)}")
        issuer = self.fairway.issuer.name
        tenancy = Tenancy(tenant=tenant, name="Northern Benefits", issuer=issuer, administrator="administrator")
        service, directory = self.fairway.process.service, self.fairway.process.directory
        await bootstrap(service, directory, tenancy, "Sample administrator")
        await populate(service, directory, tenancy)
        await self.caught_up(tenant)
        return Desk(fairway=self.fairway, tenancy=tenancy, http=self.http)

    async def caught_up(self, tenant: UUID) -> None:
        head = await self.fairway.process.ledger.head(tenant)
        assert await self.fairway.process.service.reached(tenant, head.seq, 10) is Reached.REACHED

    async def set_clock(self, moment: datetime | None) -> None:
        """Let the store's clock stand at a moment; None lets it run again."""
        await self.superuser.execute("select es.set_clock($1)", moment)


@asynccontextmanager
async def running_fairway(
    database: Database, folder: Path, *, wait_seconds: float = WAIT_SECONDS
) -> AsyncIterator[Running]:
    settings = Settings(
        data=folder, database=database.superuser, wait_seconds=wait_seconds, recheck_seconds=RECHECK_SECONDS
    )
    statements: list[str] = []
    async with fairway(settings, DatabaseKind.TEST, passwords=PASSWORDS, on_statement=statements.append) as started:
        transport = httpx.ASGITransport(started.app, raise_app_exceptions=False)
        superuser = await asyncpg.connect(database.superuser)
        try:
            async with httpx.AsyncClient(transport=transport, base_url="http://fairway.test") as http:
                yield Running(
                    fairway=started,
                    folder=folder,
                    database=database,
                    http=http,
                    statements=statements,
                    superuser=superuser,
                )
        finally:
            await superuser.close()
