"""What `fairway start` and `fairway stop` do: all processes on this machine, with a supervisor that stays."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

import httpx
import typer
from rich.console import Console

from cli.failures import Failure
from cli.serving import free_socket
from cli.up import greet
from deploy.distributed.gateway import backends
from deploy.embedded.issuers import local_issuer
from deploy.embedded.sample import bootstrap, populate, sample
from deploy.evidence import store_of
from deploy.kafka.fetch import fetched
from deploy.native import claim, supervisor
from deploy.native.layout import Layout
from deploy.topology import TOPOLOGY
from shared.events.people import Role

Instances = Annotated[int, typer.Option(min=1, max=9, help="How many of each process run side by side.")]

READY_WITHIN, GONE_WITHIN = 120.0, 90.0
LOOK = 0.1
LAST_LINES = 12


class NotUp(Failure):
    """The processes did not come up."""


async def supervise(layout: Layout) -> None:
    """Until ended."""
    with claim.claimed(layout.data):
        await supervisor.run(layout)


async def start(layout: Layout, console: Console) -> None:
    """Until everything is ready; the supervisor goes on by itself."""
    if (running := claim.holder(layout.data)) is not None:
        raise claim.AlreadySupervised(f"Fairway's processes already run on {layout.data}, under process {running}.")
    for entry in TOPOLOGY:
        for port in layout.ports(entry):
            free_socket(port, setting=entry.port).close()
    if layout.settings.kafka is None:
        await asyncio.to_thread(fetched)
    console.print("Starting PostgreSQL, Kafka and Fairway's processes …")
    process = await _launched(layout)
    async with httpx.AsyncClient() as http:
        await ready(layout, http, process)
        await _greet(layout, http, console)


async def stop(layout: Layout, console: Console) -> None:
    """Until all are gone."""
    running = claim.holder(layout.data)
    if running is None:
        console.print("No processes of Fairway run on", str(layout.data))
        return
    os.kill(running, signal.SIGTERM)

    async def left() -> Sequence[str]:
        return ["supervisor"] if claim.holder(layout.data) else []

    if await _until(GONE_WITHIN, left):
        raise NotUp(f"Process {running} does not end: look into {layout.logs}.")
    console.print("Stopped. Everything is kept in", str(layout.data))


async def _launched(layout: Layout) -> asyncio.subprocess.Process:
    layout.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (layout.logs / "supervisor.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "supervise", "--instances", str(layout.instances)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


async def _until(
    seconds: float, left: Callable[[], Awaitable[Sequence[str]]], process: asyncio.subprocess.Process | None = None
) -> Sequence[str]:
    """Look again and again until nothing is left, the time is over, or the process is gone. What is left."""
    loop = asyncio.get_running_loop()
    over = loop.time() + seconds
    while loop.time() < over and (process is None or process.returncode is None):
        if not await left():
            return ()
        await asyncio.sleep(LOOK)
    return await left()


async def ready(layout: Layout, http: httpx.AsyncClient, process: asyncio.subprocess.Process | None = None) -> None:
    """Wait until every process can answer, as long as the supervisor lives. Raises NotUp."""
    waiting = await _until(READY_WITHIN, lambda: _waiting(http, layout), process)
    if waiting:
        raise NotUp(_why(layout, waiting))


async def _waiting(http: httpx.AsyncClient, layout: Layout) -> Sequence[str]:
    """The addresses that are not ready."""
    return [address for address in layout.all_addresses() if await _waits_for(http, address)]


async def waited_for(address: str) -> Sequence[str]:
    """What the process at this address waits for; for itself, where it doesn't answer."""
    async with httpx.AsyncClient() as http:
        return await _waits_for(http, address)


async def _waits_for(http: httpx.AsyncClient, address: str) -> Sequence[str]:
    try:
        told = (await http.get(f"{address}/readyz")).json()
    except (httpx.TransportError, httpx.InvalidURL, ValueError):
        return [address]
    return [str(each) for each in told.get("waitingFor", [address])]


def _why(layout: Layout, waiting: Sequence[str]) -> str:
    told, log = f"Not ready: {', '.join(waiting)}. The logs are in {layout.logs}", layout.logs / "supervisor.log"
    if not log.exists():
        return f"{told}."
    return "\n  ".join([f"{told}; the supervisor's ends:", *log.read_text(errors="replace").splitlines()[-LAST_LINES:]])


async def _greet(layout: Layout, http: httpx.AsyncClient, console: Console) -> None:
    """With a sample tenant, as in one process."""
    issuer = local_issuer(layout.settings)
    tenancy = sample(issuer.name)
    settings = layout.reachable()
    told = backends(settings, http, store_of(settings))
    await bootstrap(told.engagement, told.directory, tenancy, "Sample administrator")
    await populate(told.engagement, told.directory, tenancy)

    def token(role: Role) -> str:
        return issuer.token(tenancy.tenant, role.value, layout.settings.token_lifetime)

    greet(console, token, layout.settings.port, "make down stops it; the data stays.")
