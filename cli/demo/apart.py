"""A fresh Fairway of several processes for the play, with PostgreSQL and Kafka between them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from cli.demo.folder import emptied
from cli.demo.meanwhile import Part
from cli.demo.stage import WIRINGS, Behind, Stage, stage_in
from cli.engagement_parts import EngagementFile
from cli.serving import HOST, free_socket
from cli.waiting import ready
from deploy.distributed.gateway import backends
from deploy.embedded.database import Database
from deploy.embedded.issuers import local_issuer
from deploy.evidence import store_of
from deploy.native.layout import Layout
from deploy.native.supervisor import standing
from deploy.topology import TOPOLOGY
from gateway.context import Backends
from shared.eventstore.install import DatabaseKind
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.projecting.positions import Positions
from shared.projecting.views import Views
from shared.reacting.acting import ByItself
from shared.settings import Settings
from shared.transport.listen import ListenHints
from shared.web.backend import Backend
from shared.web.remote.channel import http_client


@asynccontextmanager
async def stage_apart(settings: Settings, file: EngagementFile, begins: datetime) -> AsyncIterator[Stage]:
    """Begun anew, on free ports; its Kafka is its own, for nobody else follows the play."""
    layout = Layout(settings=own(settings, await emptied(settings.data)))
    async with (
        standing(layout, DatabaseKind.DEMO) as found,
        http_client() as http,
        AsyncExitStack() as stack,
    ):
        await ready(layout, http)
        reachable = layout.reachable()
        told = backends(reachable, http, store_of(reachable))
        behind = await reached(reachable, found.database, told, stack)
        yield await stage_in(behind, file, begins, f"http://{HOST}:{layout.settings.port}/graphql")


def own(settings: Settings, folder: Path) -> Settings:
    sockets = [free_socket(0) for _ in TOPOLOGY]
    ports = {entry.port: each.getsockname()[1] for entry, each in zip(TOPOLOGY, sockets, strict=True)}
    for each in sockets:
        each.close()
    return settings.model_copy(
        update={"data": folder, "database": None, "kafka": None, "timers_and_reactions": False, **ports}
    )


async def reached(settings: Settings, database: Database, told: Backends, stack: AsyncExitStack) -> Behind:
    """Its services over their addresses, and what they do by itself over their workers' roles."""
    services = (told.engagement, told.gates, told.measurement)
    return Behind(
        services=[
            await part(wiring.views, doing, service, stack, database.dsn(wiring.contract.name, worker=True))
            for wiring, service in zip(WIRINGS, services, strict=True)
            if (doing := wiring.by_itself)
        ],
        directory=told.directory,
        issuer=local_issuer(settings),
        lifetime=settings.token_lifetime,
        superuser=database.address,
    )


async def part(views: Views, doing: ByItself, service: Backend, stack: AsyncExitStack, workers: str) -> Part:
    """`workers` is the address of its workers' role, as which it is done here."""
    pool = await stack.enter_async_context(await open_pool(workers))
    hints = ListenHints(workers)
    stack.push_async_callback(hints.close)
    return Part(
        views=views,
        doing=doing,
        workers=pool,
        positions=Positions(pool, PostgresLog(pool), views),
        send=service.send,
        hints=hints,
    )
