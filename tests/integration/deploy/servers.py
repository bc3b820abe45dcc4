"""What these tests run and watch: servers, a Fairway to be killed, a writer that knows what was acknowledged."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import asyncpg

from deploy.embedded.postgres import Server, start

ROOT = Path(__file__).parents[3]
FAIRWAY = """
import asyncio, sys
from pathlib import Path
from deploy.embedded.postgres import start

async def main():
    server = await start(Path(sys.argv[1]))
    print(server.dsn(), flush=True)
    await server.ended()

asyncio.run(main())
"""


@asynccontextmanager
async def started(data: Path) -> AsyncIterator[Server]:
    server = await start(data)
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def connected(server: Server | str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(server if isinstance(server, str) else server.dsn())
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def fairway(data: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of its own that starts the server and then prints its address."""
    program = (sys.executable, "-c", FAIRWAY, str(data))
    process = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while True:
            if condition():
                return
            await asyncio.sleep(0)


@dataclass
class Writer:
    """Writes one row after the other until the server is gone, and knows which were acknowledged."""

    acknowledged: set[int] = field(default_factory=set)
    busy: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, dsn: str) -> None:
        async with connected(dsn) as connection:
            await connection.execute("drop table if exists kept; create table kept (number integer)")
            for number in count():
                try:
                    await connection.execute("insert into kept values ($1)", number)
                except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
                    return
                self.acknowledged.add(number)
                if number == 200:
                    self.busy.set()


async def rows_kept(data: Path) -> set[int]:
    async with started(data) as server, connected(server) as connection:
        return {row["number"] for row in await connection.fetch("select number from kept")}


async def address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


@asynccontextmanager
async def seen_to_end(pid: int) -> AsyncIterator[None]:
    """Leave only after the process has ended."""
    handle = os.pidfd_open(pid)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(handle, ended.set)
    try:
        yield
        await asyncio.wait_for(ended.wait(), 10)
    finally:
        asyncio.get_running_loop().remove_reader(handle)
        os.close(handle)
