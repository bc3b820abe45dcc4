"""Fairway's processes: each runs by itself, on free ports, over one test database.

To load Fairway takes seconds of each start, so they are copies of a process that has: see `tests.loaded`. Where it is
asked for, each is loaded by itself, as it is run.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx

from deploy.installed import install_services
from deploy.topology import TOPOLOGY
from shared.kernel.record import record
from tests.database import PASSWORDS, Database
from tests.loaded.copies import Copy, started
from tests.loaded.order import ROOT, Order

NAMES = tuple(entry.name for entry in TOPOLOGY)
SERVICE_KEY = "the key that the processes of a test share"
STARTS_WITHIN, ENDS_WITHIN, LOOK_EVERY = 90.0, 30.0, 0.05


def anything(_: httpx.Response) -> bool:
    return True


class NotStarted(Exception):
    """It ended before it was ready; this is what it said."""


@dataclass(slots=True)
class Running:
    """One process. What it says goes to a file, which a full pipe cannot hold up."""

    name: str
    port: int
    process: asyncio.subprocess.Process | Copy
    said: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()

    async def end(self) -> int:
        """Ask it to end, as a supervisor does; give its exit code."""
        self.process.terminate()
        async with asyncio.timeout(ENDS_WITHIN):
            return await self.process.wait()

    async def ready(self) -> None:
        """Wait until it can answer."""
        await self.says("/readyz", lambda answer: answer.is_success)

    async def says(self, path: str, wanted: Callable[[httpx.Response], bool] = anything) -> httpx.Response:
        """What it says, as soon as that is what is wanted."""
        answer: httpx.Response | None = None
        async with httpx.AsyncClient(timeout=5) as http:
            for _ in range(int(STARTS_WITHIN / LOOK_EVERY)):
                if self.process.returncode is not None:
                    break
                with suppress(httpx.TransportError):
                    answer = await http.get(f"{self.address}{path}")
                    if wanted(answer):
                        return answer
                await asyncio.sleep(LOOK_EVERY)
        raise NotStarted(self.said.read_text() + (answer.text if answer else ""))


@record
class Plan:
    """What all processes are started with, the port of each, and those of the engagement service's instances."""

    folder: Path
    environment: Mapping[str, str]
    ports: Mapping[str, int]
    services: Sequence[int]


@dataclass(slots=True)
class Processes:
    """Those that run; whatever is left at the end is killed."""

    plan: Plan
    started: list[Running] = field(default_factory=list)

    async def start(self, name: str, port: int | None = None, *, without: str = "") -> Running:
        """By the name in the topology. `port` is for a second instance, `without` names a setting to leave out."""
        chosen = port or self.plan.ports[name]
        setting = "FAIRWAY_PORT" if name == "gateway" else f"FAIRWAY_{name.upper()}_PORT"
        environment = {**os.environ, **self.plan.environment, setting: str(chosen)}
        environment.pop(without, None)
        said = self.plan.folder / f"{name}-{len(self.started)}.log"
        with said.open("ab") as out:
            order = Order(words=("serve", name), environment=environment)
            running = Running(name, chosen, await started(order, out.fileno(), out.fileno()), said)
        self.started.append(running)
        return running

    async def all(self, *names: str) -> list[Running]:
        """These, or without a name every one that Fairway consists of: started at once, and ready."""
        found = [await self.start(name) for name in names or NAMES]
        await asyncio.gather(*(each.ready() for each in found))
        return found

    def logged(self) -> list[dict[str, object]]:
        """What the processes wrote into their logs."""
        return [json.loads(line) for each in self.started for line in each.said.read_text().splitlines()]


async def loading(order: Order, out: int, errors: int) -> asyncio.subprocess.Process:
    """As it is run."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli", *order.words), cwd=ROOT, env=order.environment, stdout=out, stderr=errors
    )


@asynccontextmanager
async def processes(
    database: Database, folder: Path, *, engagements: int = 1, prepare: bool = True, **more: str
) -> AsyncIterator[Processes]:
    """On a test database, with a port for each process and each instance of the engagement service; none runs yet."""
    if prepare:
        await prepared(database)
    services = [free_port() for _ in range(engagements)]
    ports = {name: free_port() for name in NAMES} | {"engagement": services[0]}
    settings = {**environment(database, folder, ports, services), **more}
    found = Processes(Plan(folder=folder, environment=settings, ports=ports, services=services))
    try:
        yield found
    finally:
        for each in found.started:
            if each.process.returncode is None:
                await each.kill()


def environment(database: Database, folder: Path, ports: Mapping[str, int], services: list[int]) -> dict[str, str]:
    parts = urlsplit(database.superuser)
    return {
        "FAIRWAY_DATA": str(folder),
        "FAIRWAY_STORE": urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])),
        "FAIRWAY_PASSWORDS": json.dumps(PASSWORDS),
        "FAIRWAY_SERVICE_KEY": SERVICE_KEY,
        "FAIRWAY_ENGAGEMENT_ADDRESSES": ",".join(f"http://127.0.0.1:{port}" for port in services),
        "FAIRWAY_GATES_ADDRESSES": f"http://127.0.0.1:{ports['gates']}",
        "FAIRWAY_MEASUREMENT_ADDRESSES": f"http://127.0.0.1:{ports['measurement']}",
        "FAIRWAY_LEDGER_ADDRESSES": f"http://127.0.0.1:{ports['ledger']}",
        "FAIRWAY_WAIT_SECONDS": "10",
        "FAIRWAY_RECHECK_SECONDS": "0.2",
        "FAIRWAY_TIMERS_AND_REACTIONS": "false",
    }


async def prepared(database: Database) -> None:
    connection = await asyncpg.connect(database.superuser)
    try:
        await install_services(connection)
    finally:
        await connection.close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
