"""Fairway on a test database, in this process or in its own, and what a test may do to it from outside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import asyncpg
import httpx

from deploy.embedded.app import fairway
from deploy.embedded.issuers import local_issuer
from deploy.embedded.sample import bootstrap, populate
from deploy.tenancy import Tenancy
from services.engagement.contract import CONTRACT
from services.gates.contract import CONTRACT as GATES
from shared.eventstore.install import DatabaseKind
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.projecting.positions import Reached
from shared.settings import Settings
from shared.web.remote.channel import Channel, http_client
from shared.web.remote.ledger import RemoteLedger
from shared.web.remote.service import RemoteDirectory, RemoteService
from shared.web.wire import Wire
from tests.acceptance.api.behind import Behind
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.gates import Gates
from tests.acceptance.api.others import Others
from tests.database import PASSWORDS, Database
from tests.processes import SERVICE_KEY, Processes

NUMBERS = count(1)
WAIT_SECONDS = 10.0
RECHECK_SECONDS = 0.2


@record
class Running:
    """`folder` holds its data; `statements` are the SQL statements that questions sent so far, where that is known.

    It listens on `port` where it does not run in this process.
    """

    fairway: Behind
    folder: Path
    database: Database
    http: httpx.AsyncClient
    statements: list[str]
    superuser: "asyncpg.Connection[asyncpg.Record]"
    port: int | None = None

    async def tenancy(self, name: str | None = None) -> Desk:
        """A new tenant, with a person for each role whose subject is the role."""
        tenant = uuid5(FAIRWAY, name or f"acceptance {next(NUMBERS)}")
        issuer = self.fairway.issuer.name
        tenancy = Tenancy(tenant=tenant, name="Northern Benefits", issuer=issuer, administrator="administrator")
        service, directory = self.fairway.service, self.fairway.directory
        await bootstrap(service, directory, tenancy, "Sample administrator")
        await populate(service, directory, tenancy)
        await self.caught_up(tenant)
        return Desk(fairway=self.fairway, tenancy=tenancy, http=self.http)

    async def caught_up(self, tenant: UUID) -> None:
        head = await self.fairway.ledger.head(tenant)
        assert await self.fairway.service.reached(tenant, head.seq, 10) is Reached.REACHED

    async def set_clock(self, moment: datetime | None) -> None:
        """Let the store's clock stand at a moment; None lets it run again."""
        await self.superuser.execute("select es.set_clock($1)", moment)


def recording_for_others(database: Database) -> Others:
    return Others(addresses={service: database.dsn(service) for service in ("engagement", "gates", "measurement")})


@asynccontextmanager
async def running_fairway(
    database: Database, folder: Path, *, wait_seconds: float = WAIT_SECONDS, by_itself: bool = False
) -> AsyncIterator[Running]:
    """In this process. What happens by itself would come between the commands of a test: most do without."""
    settings = Settings(
        data=folder,
        database=database.superuser,
        wait_seconds=wait_seconds,
        recheck_seconds=RECHECK_SECONDS,
        timers_and_reactions=by_itself,
    )
    statements: list[str] = []
    async with fairway(settings, DatabaseKind.TEST, passwords=PASSWORDS, on_statement=statements.append) as started:
        transport, parts = httpx.ASGITransport(started.app, raise_app_exceptions=False), started.parts
        behind = Behind(
            issuer=started.issuer,
            service=parts.engagement.service,
            directory=parts.directory,
            ledger=parts.engagement.ledger,
            gates=Gates(address=database.dsn("gates"), service=parts.gates.service),
            others=recording_for_others(database),
            app=started.app,
        )
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://fairway.test") as http,
            administering(database) as superuser,
        ):
            yield Running(
                fairway=behind, folder=folder, database=database, http=http, statements=statements, superuser=superuser
            )


@asynccontextmanager
async def running_processes(found: Processes, database: Database) -> AsyncIterator[Running]:
    """In processes of their own, which have been started."""
    plan, wire = found.plan, Wire(CONTRACT)
    settings = Settings(data=plan.folder)
    gateway = f"http://127.0.0.1:{plan.ports['gateway']}"
    async with http_client() as internal, httpx.AsyncClient(base_url=gateway, timeout=30) as http:
        service = Channel(
            "engagement", [f"http://127.0.0.1:{plan.ports['engagement']}"], SERVICE_KEY, internal, refused=wire.refused
        )
        gates = Channel("gates", [f"http://127.0.0.1:{plan.ports['gates']}"], SERVICE_KEY, internal)
        ledger = Channel("ledger", [f"http://127.0.0.1:{plan.ports['ledger']}"], SERVICE_KEY, internal)
        behind = Behind(
            issuer=local_issuer(settings),
            service=RemoteService(wire, service),
            directory=RemoteDirectory(wire, service),
            ledger=RemoteLedger(ledger),
            gates=Gates(address=database.dsn("gates"), service=RemoteService(Wire(GATES), gates)),
            others=recording_for_others(database),
        )
        async with administering(database) as superuser:
            yield Running(
                fairway=behind,
                folder=plan.folder,
                database=database,
                http=http,
                statements=[],
                superuser=superuser,
                port=plan.ports["gateway"],
            )


@asynccontextmanager
async def administering(database: Database) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    superuser = await asyncpg.connect(database.superuser)
    try:
        yield superuser
    finally:
        await superuser.close()
