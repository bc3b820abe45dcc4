"""What is told to whoever operates it while the database does not answer: where it stands, and never a failure."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running, running_fairway
from tests.database import Database, copy_of


@asynccontextmanager
async def cut_off(database: Database, server: str) -> AsyncIterator[None]:
    """Nobody is connected to the database, and nobody can be."""
    name = urlsplit(database.superuser).path.removeprefix("/")
    superuser = await asyncpg.connect(server)
    try:
        await superuser.execute(f'alter database "{name}" with allow_connections false')
        await superuser.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name)
        yield
        await superuser.execute(f'alter database "{name}" with allow_connections true')
    finally:
        await superuser.close()


async def test_without_its_database_it_is_not_ready_and_says_so_with_a_code(
    server: str, template: Database, tmp_path: Path
) -> None:
    async with copy_of(template, server) as database, running_fairway(database, tmp_path) as running:
        desk = await running.tenancy()
        assert (await running.http.get("/readyz")).status_code == httpx.codes.OK
        async with cut_off(database, server):
            ready = await running.http.get("/readyz")
            refused = await desk.codes("{ tenant { name } }", by=Role.AUDITOR)
        assert (ready.status_code, ready.json()) == (503, {"status": "waiting", "waitingFor": ["database"]})
        assert refused == ["SERVICE_UNAVAILABLE"]
        assert (await running.http.get("/readyz")).status_code == httpx.codes.OK


async def test_what_takes_the_database_too_long_is_told_by_a_code(desk: Desk, running: Running) -> None:
    async with running.superuser.transaction():
        await running.superuser.execute("lock table people.directory in access exclusive mode")
        response = await desk.post("{ viewer { name } }", by=Role.AUDITOR)
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_SLOW"
