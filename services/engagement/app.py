"""The engagement service's process: the only place that wires its parts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias
from uuid import UUID

from services.engagement import directory
from services.engagement.contract import CONTRACT, DECIDERS
from services.engagement.directory import Directory
from services.engagement.forecasting import simulation  # noqa: F401 - loaded now, so that no question waits for it
from services.engagement.projections import PROJECTIONS
from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler
from shared.eventstore.install import role_of
from shared.eventstore.ledger import Ledger
from shared.eventstore.log import Log
from shared.eventstore.postgres import REQUEST_SECONDS, PostgresLog, open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Connection, Pool
from shared.projecting.positions import Positions
from shared.projecting.reading import Reading, unheard
from shared.projecting.runner import Projector
from shared.projecting.views import Views
from shared.transport.hints import Hints, Transport, unchanged
from shared.web.process.answers import AWAY
from shared.web.process.app import Served, Wanting
from shared.web.process.service import served
from shared.web.service import Service, by_command
from shared.web.wire import Wire

NAME = "engagement"
LOOK_WITHIN = 1.0  # seconds, for the database to say that it is there
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
    """The service at work: `requests` and `workers` are the addresses under which its two roles log in.

    The views are up to date when this begins, and kept so until it ends.
    """
    async with assembled(requests, workers, hints, new_id, on_statement) as process:
        await process.projector.catch_up()
        async with projecting(process.projector, hints):
            yield process


@asynccontextmanager
async def serving(
    *, requests: str, workers: str, transport: Transport, new_id: Callable[[], UUID], key: str
) -> AsyncIterator[Served]:
    """The service as a process of its own: it begins without waiting for the database, and says what it waits for.

    Callers show `key`.
    """
    hints = transport.hints
    async with (
        assembled(requests, workers, hints, new_id, through=transport.through) as process,
        projecting(process.projector, hints) as work,
    ):

        async def waiting() -> Wanting:
            return Wanting(needed=await needed(process, work), useful=transport.waiting())

        yield served(process.service, process.directory, Wire(CONTRACT), key, waiting)


async def without_database(process: Process) -> list[str]:
    """What is waited for as long as the database does not answer in time."""
    try:
        async with asyncio.timeout(LOOK_WITHIN):
            await process.ledger.now()
    except AWAY:
        return ["database"]
    return []


async def needed(process: Process, work: "asyncio.Task[None]") -> list[str]:
    if missing := await without_database(process):
        return missing
    if work.done():
        return ["projector"]
    return [] if process.service.serving() else ["views"]


@asynccontextmanager
async def assembled(
    requests: str,
    workers: str,
    hints: Hints,
    new_id: Callable[[], UUID],
    on_statement: Hear = unheard,
    through: Callable[[Log], Log] = unchanged,
) -> AsyncIterator[Process]:
    """All parts, with nothing under way yet."""
    async with await open_pool(requests, seconds=REQUEST_SECONDS) as pool, await open_pool(workers) as worker_pool:
        log, worker_log = PostgresLog(pool), PostgresLog(worker_pool)
        positions = Positions(worker_pool, worker_log, VIEWS)
        projector = Projector(pool=worker_pool, log=through(worker_log), views=VIEWS, positions=positions)
        service = Service(
            name=NAME,
            deciders=by_command(DECIDERS),
            handler=Handler(Batched(log), new_id),
            reading=Reading(pool=pool, views=VIEWS, compiler=Compiler(), on_statement=on_statement),
            positions=positions,
            hints=hints,
            serving=lambda: projector.ready,
        )
        yield Process(
            service=service,
            directory=Directory(pool, on_statement),
            ledger=Ledger(log=log),
            projector=projector,
            workers=worker_pool,
            worker_log=worker_log,
        )


@asynccontextmanager
async def projecting(projector: Projector, hints: Hints) -> AsyncIterator["asyncio.Task[None]"]:
    """The views are kept up to date until this ends; the batch under way then is finished first."""
    work = asyncio.create_task(projector.run(hints))
    try:
        yield work
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
