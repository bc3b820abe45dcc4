"""What `fairway start` and `fairway stop` do: all processes on this machine, with a supervisor that stays."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import httpx
import typer
from rich.console import Console

from cli.loading import loaded
from cli.serving import free_socket
from cli.waiting import NotUp, ready, until_nothing_is_left
from deploy.kafka.fetch import fetched
from deploy.native import claim
from deploy.native.layout import Layout
from deploy.topology import TOPOLOGY

Instances = Annotated[int, typer.Option(min=1, max=9, help="How many of each process run side by side.")]

GONE_WITHIN = 90.0


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
        await loaded("cli.greeting").greet_here(layout, http, console)


async def stop(layout: Layout, console: Console) -> None:
    """Until all are gone."""
    running = claim.holder(layout.data)
    if running is None:
        console.print("No processes of Fairway run on", str(layout.data))
        return
    os.kill(running, signal.SIGTERM)

    async def left() -> Sequence[str]:
        return ["supervisor"] if claim.holder(layout.data) else []

    if await until_nothing_is_left(GONE_WITHIN, left):
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
