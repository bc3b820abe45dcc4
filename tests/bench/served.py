"""A Fairway to be measured from outside: one uvicorn process as its users have it, and beside it a bare statement.

`python -m tests.bench.served` prints one line of JSON when it answers, and ends with SIGTERM. FAIRWAY_DATA and
FAIRWAY_DATABASE say where; `/limit` sends the bytes that one statement gives, by a superuser and without any token.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from fastapi import Request, Response

from cli.running import run
from cli.serving import HOST, free_socket, served, until_stopped
from deploy.embedded.app import Fairway, fairway
from deploy.embedded.sample import Tenancy, bootstrap, populate, sample
from services.engagement.app import VIEWS
from shared.events.people import Role
from shared.eventstore.postgres import open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.connections import Pool
from shared.settings import Settings

ROOT = Path(__file__).parents[2]
READY_WITHIN = 120.0


@record
class Served:
    """Where it answers, and a token for each role."""

    address: str
    tokens: Mapping[str, str]


async def first_word(process: asyncio.subprocess.Process) -> bytes:
    """Its own word, after what it logs while it starts."""
    while process.stdout and (line := await process.stdout.readline()):
        if line.startswith(b"{"):
            return line
    raise RuntimeError("it ended before it served")


@asynccontextmanager
async def serving(folder: Path, database: str) -> AsyncIterator[Served]:
    """In a process of its own, on a database whose superuser's address this is."""
    environment = os.environ | {"FAIRWAY_DATA": str(folder), "FAIRWAY_DATABASE": database, "FAIRWAY_PORT": "0"}
    program = (sys.executable, "-m", __name__)
    process = await asyncio.create_subprocess_exec(*program, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(READY_WITHIN):
            line = await first_word(process)
        yield Served(**json.loads(line))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def main() -> None:
    settings = Settings()
    with free_socket(0) as listening:
        async with fairway(settings) as running, await open_pool(running.database.address) as pool:
            tenancy = sample(running.issuer.name)
            await bootstrap(running.parts.engagement.service, running.parts.directory, tenancy, "Sample administrator")
            await populate(running.parts.engagement.service, running.parts.directory, tenancy)
            await add_limit(running, pool, tenancy.tenant)
            async with served(running.app, listening):
                print(told(running, tenancy, listening.getsockname()[1]), flush=True)  # noqa: T201
                await until_stopped()


async def add_limit(running: Fairway, pool: Pool, tenant: UUID) -> None:
    """`POST /limit` runs the statement that is its body, whose tables are those of the build that serves."""
    schema = (await builds.current(running.parts.engagement.workers, VIEWS)).schema

    async def limit(request: Request) -> Response:
        statement = (await request.body()).decode().format(schema=schema, tenant=tenant)
        return Response(await pool.fetchval(statement), media_type="application/json")

    running.app.add_api_route("/limit", limit, methods=["POST"], response_model=None)


def told(running: Fairway, tenancy: Tenancy, port: int) -> str:
    tokens = {role.value: running.token(tenancy.tenant, role.value) for role in Role}
    return json.dumps({"address": f"http://{HOST}:{port}/graphql", "tokens": tokens})


if __name__ == "__main__":
    run(main(), until_ended=True)
