"""Where the play takes place: in a fresh Fairway whose database has its own clock, or in one that runs elsewhere."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID, uuid5

from cli.demo.cast import administrator
from cli.demo.clock import Clock
from cli.demo.folder import emptied
from cli.demo.meanwhile import Meanwhile
from cli.engagement_parts import EngagementFile
from cli.serving import HOST, free_socket, served
from deploy.embedded.app import Fairway, fairway
from deploy.tenancy import Tenancy, bootstrap
from services.engagement.contract import Name
from shared.eventstore.install import DatabaseKind
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.settings import Settings
from shared.web.identity import person_id


@record
class Stage:
    """`tokens` by the keys of the file's people; without a clock of the stage's own, the real time counts.

    `meanwhile` goes with the clock.
    """

    url: str
    tokens: Mapping[str, str]
    clock: Clock | None = None
    meanwhile: Meanwhile | None = None


@asynccontextmanager
async def fresh_stage(settings: Settings, file: EngagementFile, begins: datetime) -> AsyncIterator[Stage]:
    """A Fairway in this process, begun anew, on a free port."""
    folder = await emptied(settings.data)
    own = settings.model_copy(update={"data": folder, "database": None, "timers_and_reactions": False})
    with free_socket(0) as listening:
        async with fairway(own, DatabaseKind.DEMO) as running, served(running.app, listening):
            port = listening.getsockname()[1]
            yield await stage_in(running, file, begins, f"http://{HOST}:{port}/graphql")


async def stage_in(running: Fairway, file: EngagementFile, begins: datetime, url: str) -> Stage:
    """The file's tenant with its administrator, registered when the play begins, and a token for everybody."""
    clock = Clock(running.parts.engagement.workers)
    await clock.stand_at(begins)
    tenant, issuer, first = tenant_of(file), running.issuer.name, administrator(file)
    await bootstrap(
        running.parts.engagement.service.send,
        running.parts.directory,
        Tenancy(tenant=tenant, name=file.tenant.name, issuer=issuer, administrator=first),
        Name(person=person_id(issuer, first), name=file.people[first].name, email=file.people[first].email),
    )
    tokens = {key: running.token(tenant, key) for key in file.people}
    return Stage(url=url, tokens=tokens, clock=clock, meanwhile=Meanwhile(running.parts, clock, tenant))


def tenant_of(file: EngagementFile) -> UUID:
    return uuid5(FAIRWAY, f"demo {file.tenant.name}")
