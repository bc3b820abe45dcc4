"""A service at work, assembled from what it offers and what it shows: in a process of its own, or beside others."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import TypeAlias
from uuid import UUID

from fastapi import APIRouter

from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler
from shared.eventstore.install import role_of
from shared.eventstore.ledger import Ledger
from shared.eventstore.log import Log
from shared.eventstore.postgres import REQUEST_SECONDS, PostgresLog, open_pool
from shared.kernel.contract import Contract
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Connection, Pool
from shared.projecting.positions import Positions
from shared.projecting.reading import Reading, unheard
from shared.projecting.runner import Projector
from shared.projecting.views import Views
from shared.reacting import acting
from shared.reacting.acting import ByItself
from shared.transport.hints import Hints, Transport, unchanged
from shared.web.process.answers import AWAY
from shared.web.process.app import Served
from shared.web.process.service import served
from shared.web.process.wanting import Wanting
from shared.web.service import Service, by_command
from shared.web.wire import Wire

LOOK_WITHIN = 1.0  # seconds, for the database to say that it is there
Hear: TypeAlias = Callable[[str], None]
"""What is told every SQL statement that a question sends."""


def nothing_more(_requests: Pool, _wire: Wire) -> Sequence[APIRouter]:
    return ()


@record
class Wiring:
    """What a service is made of. `routes` is what its process offers beside what every service does.

    `by_itself` is what it does without being asked.
    """

    contract: Contract
    views: Views
    routes: Callable[[Pool, Wire], Sequence[APIRouter]] = nothing_more
    by_itself: ByItself | None = None


@record
class Process:
    """The running service, with what else its process offers. `requests` and `workers` are its roles' connections."""

    service: Service
    ledger: Ledger
    projector: Projector
    requests: Pool
    workers: Pool


async def install(connection: Connection, wiring: Wiring) -> None:
    """Prepare a database that has the event store for the service's views. Takes an administrator."""
    await builds.install(connection, wiring.views, role_of(wiring.contract.name, worker=True))
    await acting.install(connection, wiring.views, role_of(wiring.contract.name, worker=True))


@asynccontextmanager
async def running(
    wiring: Wiring,
    *,
    requests: str,
    workers: str,
    hints: Hints,
    new_id: Callable[[], UUID],
    on_statement: Hear = unheard,
    acts: bool = True,
) -> AsyncIterator[Process]:
    """The service at work: `requests` and `workers` are the addresses under which its two roles log in.

    The views are up to date when this begins, and kept so until it ends. `acts`: what is due, or follows, is done too.
    """
    async with assembled(wiring, requests, workers, hints, new_id, on_statement) as process:
        await process.projector.catch_up()
        async with projecting(process.projector, hints), by_itself(wiring, process, hints, acts=acts):
            yield process


@asynccontextmanager
async def serving(
    wiring: Wiring,
    *,
    requests: str,
    workers: str,
    transport: Transport,
    new_id: Callable[[], UUID],
    key: str,
    acts: bool = True,
) -> AsyncIterator[Served]:
    """The service as a process of its own: it begins without waiting for the database, and says what it waits for.

    Callers show `key`.
    """
    hints = transport.hints
    async with (
        assembled(wiring, requests, workers, hints, new_id, through=transport.through) as process,
        projecting(process.projector, hints) as work,
        by_itself(wiring, process, hints, acts=acts),
    ):

        async def waiting() -> Wanting:
            return Wanting(needed=await needed(process, work), useful=transport.waiting())

        wire = Wire(wiring.contract)
        yield served(process.service, wire, key, waiting, *wiring.routes(process.requests, wire))


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
    wiring: Wiring,
    requests: str,
    workers: str,
    hints: Hints,
    new_id: Callable[[], UUID],
    on_statement: Hear = unheard,
    through: Callable[[Log], Log] = unchanged,
) -> AsyncIterator[Process]:
    """All parts, with nothing under way yet."""
    views = wiring.views
    async with await open_pool(requests, seconds=REQUEST_SECONDS) as pool, await open_pool(workers) as worker_pool:
        positions = Positions(worker_pool, worker_log := PostgresLog(worker_pool), views)
        projector = Projector(pool=worker_pool, log=through(worker_log), views=views, positions=positions)
        service = Service(
            name=wiring.contract.name,
            deciders=by_command(wiring.contract.deciders),
            handler=Handler(Batched(PostgresLog(pool)), new_id),
            reading=Reading(pool=pool, views=views, compiler=Compiler(), on_statement=on_statement),
            positions=positions,
            hints=hints,
            serving=lambda: projector.ready,
        )
        yield Process(
            service=service,
            ledger=Ledger(log=PostgresLog(pool)),
            projector=projector,
            requests=pool,
            workers=worker_pool,
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


def by_itself(wiring: Wiring, process: Process, hints: Hints, *, acts: bool) -> AbstractAsyncContextManager[None]:
    """What nobody has to ask for happens until this ends."""
    if wiring.by_itself is None or not acts:
        return nullcontext()
    found = acting.acting_for(
        wiring.by_itself,
        wiring.views,
        pool=process.workers,
        log=PostgresLog(process.workers),
        positions=process.service.positions,
        send=process.service.send,
    )
    return acting.acting(found, hints)
