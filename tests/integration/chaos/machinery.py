"""What runs: two processes' worth of services on one database, and two projectors that can be stopped and started."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import asyncpg
from uuid_utils.compat import uuid7

from services.engagement import app as engagement
from services.engagement.app import NAME, VIEWS
from services.engagement.contract import DECIDERS
from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Pool
from shared.projecting.positions import Positions
from shared.projecting.reading import Reading
from shared.projecting.runner import Pace, Projector
from shared.transport.listen import ListenHints
from shared.web.service import Service, by_command
from tests.database import Database

QUICK = Pace(batch=50, poll=0.05, first_pause=0.01, longest_pause=0.1)
PROCESSES = 2


@dataclass(slots=True, kw_only=True)
class Worker:
    """A projector that may be down. What stops it by itself comes out of `stop`."""

    projector: Projector
    hints: ListenHints
    task: "asyncio.Task[None] | None" = None

    def start(self) -> None:
        if self.task is None:
            self.task = asyncio.create_task(self.projector.run(self.hints))

    async def stop(self) -> None:
        task, self.task = self.task, None
        if task is None:
            return
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return


@dataclass(slots=True, kw_only=True)
class Machinery:
    """`workers` are the pools and logs that all tenants are known to."""

    database: Database
    services: list[Service] = field(default_factory=list)
    projectors: list[Worker] = field(default_factory=list)
    pool: Pool
    log: PostgresLog


@asynccontextmanager
async def machinery(database: Database) -> AsyncIterator[Machinery]:
    await _install(database)
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(await open_pool(database.dsn(NAME, worker=True)))
        built = Machinery(database=database, pool=pool, log=PostgresLog(pool))
        for _ in range(PROCESSES):
            await _process(stack, built)
        for worker in built.projectors:
            await worker.projector.catch_up()
            worker.start()
            stack.push_async_callback(worker.stop)
        yield built


async def _install(database: Database) -> None:
    connection = await asyncpg.connect(database.superuser)
    try:
        await engagement.install(connection)
    finally:
        await connection.close()


async def _process(stack: AsyncExitStack, built: Machinery) -> None:
    requests = await stack.enter_async_context(await open_pool(built.database.dsn(NAME)))
    workers = await stack.enter_async_context(await open_pool(built.database.dsn(NAME, worker=True)))
    hints = ListenHints(built.database.dsn(NAME, worker=True))
    stack.push_async_callback(hints.close)
    positions = Positions(workers, PostgresLog(workers), VIEWS)
    projector = Projector(pool=workers, log=PostgresLog(workers), views=VIEWS, positions=positions, pace=QUICK)
    built.projectors.append(Worker(projector=projector, hints=hints))
    built.services.append(
        Service(
            name=NAME,
            deciders=by_command(DECIDERS),
            handler=Handler(Batched(PostgresLog(requests)), uuid7),
            reading=Reading(pool=requests, views=VIEWS, compiler=Compiler()),
            positions=positions,
            hints=hints,
            serving=lambda: projector.ready,
        )
    )
