"""Where the play takes place: in a fresh Fairway whose database has its own clock, or in one that runs elsewhere."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from cli.demo.cast import administrator
from cli.demo.clock import Clock
from cli.demo.folder import emptied
from cli.demo.meanwhile import Meanwhile, Part
from cli.engagement_parts import EngagementFile
from cli.serving import HOST, free_socket, served
from deploy.embedded.app import Fairway, fairway
from deploy.tenancy import Tenancy, bootstrap
from services.engagement import app as engagement
from services.engagement.contract import Name
from services.gates import app as gates
from services.measurement import app as measurement
from shared.eventstore.install import DatabaseKind
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.projecting.views import Views
from shared.reacting.acting import ByItself
from shared.settings import Settings
from shared.web.backend import Names
from shared.web.identity import person_id
from shared.web.issuer import LocalIssuer
from shared.web.process.running import Process

WIRINGS = (engagement.WIRING, gates.WIRING, measurement.WIRING)
"""In the order in which they are asked what happens by itself."""


@record
class Stage:
    """`tokens` by the keys of the file's people; without a clock of the stage's own, the real time counts.

    `meanwhile` goes with the clock, and so does `superuser`: the address of one on the database.
    """

    url: str
    tokens: Mapping[str, str]
    clock: Clock | None = None
    meanwhile: Meanwhile | None = None
    superuser: str | None = None


@record
class Behind:
    """A fresh Fairway as it is reached from behind, whether in this process or in several; `superuser` is an address.

    Its services stand in the order of `WIRINGS`.
    """

    services: Sequence[Part]
    directory: Names[Name]
    issuer: LocalIssuer
    lifetime: timedelta
    superuser: str


@asynccontextmanager
async def fresh_stage(settings: Settings, file: EngagementFile, begins: datetime) -> AsyncIterator[Stage]:
    """A Fairway in this process, begun anew, on a free port."""
    folder = await emptied(settings.data)
    own = settings.model_copy(update={"data": folder, "database": None, "timers_and_reactions": False})
    with free_socket(0) as listening:
        async with fairway(own, DatabaseKind.DEMO) as running, served(running.app, listening):
            port = listening.getsockname()[1]
            yield await stage_in(behind(running), file, begins, f"http://{HOST}:{port}/graphql")


def behind(running: Fairway) -> Behind:
    parts = running.parts
    processes = (parts.engagement, parts.gates, parts.measurement)
    return Behind(
        services=[
            beside(wiring.views, doing, process)
            for wiring, process in zip(WIRINGS, processes, strict=True)
            if (doing := wiring.by_itself)
        ],
        directory=parts.directory,
        issuer=running.issuer,
        lifetime=running.lifetime,
        superuser=running.database.address,
    )


def beside(views: Views, doing: ByItself, process: Process) -> Part:
    """A service in this process."""
    service = process.service
    return Part(
        views=views,
        doing=doing,
        workers=process.workers,
        positions=service.positions,
        send=service.send,
        hints=service.hints,
    )


async def stage_in(behind: Behind, file: EngagementFile, begins: datetime, url: str) -> Stage:
    """The file's tenant with its administrator, registered when the play begins, and a token for everybody."""
    first_service, tenant, issuer = behind.services[0], tenant_of(file), behind.issuer.name
    clock, first = Clock(first_service.workers), administrator(file)
    await clock.stand_at(begins)
    await bootstrap(
        first_service.send,
        behind.directory,
        Tenancy(tenant=tenant, name=file.tenant.name, issuer=issuer, administrator=first),
        Name(person=person_id(issuer, first), name=file.people[first].name, email=file.people[first].email),
    )
    return Stage(
        url=url,
        tokens={key: behind.issuer.token(tenant, key, behind.lifetime) for key in file.people},
        clock=clock,
        meanwhile=Meanwhile(behind.services, clock, tenant),
        superuser=behind.superuser,
    )


def tenant_of(file: EngagementFile) -> UUID:
    return uuid5(FAIRWAY, f"demo {file.tenant.name}")
