"""Starts PostgreSQL, Kafka and a process for each entry of the topology, and keeps them running until it is ended."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

from deploy.embedded.database import Database, opened
from deploy.kafka import broker
from deploy.native.child import Child
from deploy.native.layout import Layout
from deploy.secret_files import ALL, PASSWORDS, make
from deploy.topology import TOPOLOGY
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.transport.topics import ensure


@record
class Standing:
    """What runs: `work` keeps the processes running, and never ends by itself."""

    database: Database
    work: "asyncio.Task[None]"


async def run(layout: Layout) -> None:
    """Until cancelled."""
    async with standing(layout) as found:
        await found.work


@asynccontextmanager
async def standing(layout: Layout, kind: DatabaseKind = DatabaseKind.PRODUCTION) -> AsyncIterator[Standing]:
    """Until it is left. Whoever needs PostgreSQL and Kafka ends before they do."""
    layout.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    make(layout.secrets)
    async with _database(layout, kind) as database, _kafka(layout) as kafka:
        await ensure(kafka)
        work = asyncio.create_task(kept(children(layout, layout.environment(_store(database), kafka))))
        try:
            yield Standing(database=database, work=work)
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


async def kept(processes: Iterable[Child]) -> None:
    async with asyncio.TaskGroup() as group:
        for process in processes:
            group.create_task(process.keep())


def children(layout: Layout, environment: Mapping[str, str]) -> tuple[Child, ...]:
    return tuple(
        Child(
            name=f"{entry.name}-{number}",
            command=("-m", "cli", "serve", entry.name),
            environment={**environment, **layout.own(entry, port)},
            log=layout.logs / f"{entry.name}-{number}.log",
        )
        for entry in TOPOLOGY
        for number, port in enumerate(layout.ports(entry), 1)
    )


@asynccontextmanager
async def _database(layout: Layout, kind: DatabaseKind) -> AsyncIterator[Database]:
    """The one that is named, else our own; with everything installed, and the roles' passwords set."""
    passwords = json.loads((layout.secrets / ALL / PASSWORDS).read_text("ascii"))
    folder = layout.data / "postgres"
    async with opened(folder, layout.settings.database, kind, passwords) as database:
        yield database


@asynccontextmanager
async def _kafka(layout: Layout) -> AsyncIterator[str]:
    """The one that is named, else our own."""
    if layout.settings.kafka is not None:
        yield layout.settings.kafka
        return
    running = await broker.start(layout.data / "kafka")
    try:
        yield running.address
    finally:
        await running.stop()


def _store(database: Database) -> str:
    """Where the database is, without the superuser's name and password."""
    parts = urlsplit(database.address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
