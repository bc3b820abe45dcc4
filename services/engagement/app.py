"""The engagement service's process: the only place that wires its parts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias
from uuid import UUID

from services.engagement import directory
from services.engagement.contract import DECIDERS
from services.engagement.directory import Directory
from services.engagement.projections import PROJECTIONS
from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler
from shared.eventstore.install import role_of
from shared.eventstore.ledger import Ledger
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Connection, Pool
from shared.projecting.positions import Positions
from shared.projecting.reading import Reading, unheard
from shared.projecting.runner import Projector
from shared.projecting.views import Views
from shared.transport.hints import Hints
from shared.web.service import Service, by_command

NAME = "engagement"
Hear: TypeAlias = Callable[[str], None]
"""What is told every SQL statement that a question sends."""

VIEWS = Views(service=NAME, projections=PROJECTIONS, readers=role_of(NAME))


@record
class Process:
    """The running service, with what else its process offers."""

    service: Service
    directory: Directory
    ledger: Ledger
    projector: Projector
    workers: Pool
    worker_log: PostgresLog


async def install(connection: Connection) -> None:
    """Prepare a database that has the event store: the views' registry and the directory. Takes an administrator."""
    await builds.install(connection, VIEWS, role_of(NAME, worker=True))
    await directory.install(connection, role_of(NAME))


@asynccontextmanager
async def running(
    *, requests: str, workers: str, hints: Hints, new_id: Callable[[], UUID], on_statement: Hear = unheard
) -> AsyncIterator[Process]:
    """The service at work: `requests` and `workers` are the addresses under which its two roles log in."""
    async with await open_pool(requests) as pool, await open_pool(workers) as worker_pool:
        log, worker_log = PostgresLog(pool), PostgresLog(worker_pool)
        positions = Positions(worker_pool, worker_log, VIEWS)
        projector = Projector(pool=worker_pool, log=worker_log, views=VIEWS, positions=positions)
        service = Service(
            name=NAME,
            deciders=by_command(DECIDERS),
            handler=Handler(Batched(log), new_id),
            reading=Reading(pool=pool, views=VIEWS, compiler=Compiler(), on_statement=on_statement),
            positions=positions,
            hints=hints,
            serving=lambda: projector.ready,
        )
        async with _projecting(projector, hints):
            yield Process(
                service=service,
                directory=Directory(pool, on_statement),
                ledger=Ledger(log=log),
                projector=projector,
                workers=worker_pool,
                worker_log=worker_log,
            )


@asynccontextmanager
async def _projecting(projector: Projector, hints: Hints) -> AsyncIterator[None]:
    """The views are up to date when this begins, and kept so until it ends."""
    await projector.catch_up()
    work = asyncio.create_task(projector.run(hints))
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
