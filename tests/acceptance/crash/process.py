"""`fairway up` as its user starts it: a process with a data folder, whose output says where it listens."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from shared.events.people import Role
from shared.kernel.record import record
from tests.loaded.order import Order
from tests.loaded.speaking import Speaking, speaking

READY = "Ctrl-C stops it"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/graphql")
STARTS_WITHIN = 60.0
ENDS_WITHIN = 30.0


class NotStarted(Exception):
    """It ended before it was up; this is what it said."""


@record
class Up:
    """It answers at `address`. `took` is how many seconds it needed to get there."""

    process: Speaking
    address: str
    tokens: Mapping[str, str]
    took: float

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()


@record
class Ended:
    """How a process came to its end, and what it had said."""

    code: int
    out: str
    errors: str


async def spawned(data: Path, port: int = 0) -> Speaking:
    return await fairway("up", data, port)


async def fairway(command: str, data: Path, port: int = 0) -> Speaking:
    environment = os.environ | {"FAIRWAY_DATA": str(data), "FAIRWAY_PORT": str(port)}
    return await speaking(Order(words=command.split(), environment=environment))


async def ended(process: Speaking, within: float = ENDS_WITHIN) -> Ended:
    try:
        async with asyncio.timeout(within):
            out, errors = await process.communicate()
    except TimeoutError:
        process.kill()  # nobody would end it later
        raise
    return Ended(code=process.returncode or 0, out=out.decode(), errors=errors.decode())


@asynccontextmanager
async def started(data: Path, port: int = 0) -> AsyncIterator[Up]:
    """Up and running; whatever is left of it at the end is killed."""
    start = asyncio.get_running_loop().time()
    process = await spawned(data, port)
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            lines = await greeting(process)
        took = asyncio.get_running_loop().time() - start
        yield Up(process=process, address=address(lines), tokens=tokens(lines), took=took)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def greeting(process: Speaking) -> list[str]:
    lines: list[str] = []
    while not lines or READY not in lines[-1]:
        line = await process.stdout.readline()
        if not line:
            raise NotStarted((await ended(process)).errors)
        lines.append(line.decode().strip())
    return lines


def address(lines: list[str]) -> str:
    return next(found.group() for found in map(ADDRESS.search, lines) if found)


def tokens(lines: list[str]) -> Mapping[str, str]:
    """Each role stands in a line of its own, its token in the next."""
    return {role.value: lines[lines.index(role.value) + 1] for role in Role}
