"""Installing the event store, again and beside others."""

import asyncio

import asyncpg

from shared.eventstore.install import DatabaseKind, install
from shared.eventstore.postgres import PostgresLog, open_pool
from tests.attempts import attempt, write
from tests.database import PASSWORDS, installed_database


async def test_installing_again_keeps_what_is_there(server: str) -> None:
    async with installed_database(server) as database:
        pool = await open_pool(database.dsn("engagement"), size=1)
        superuser = await asyncpg.connect(database.superuser)
        try:
            log = PostgresLog(pool)
            tenant = attempt().command_id
            await log.append(tenant, [attempt(write("gap-a"))])
            before = await log.after(tenant, 0, 10)
            for _ in range(2):
                await install(superuser, kind=DatabaseKind.TEST)
            assert await log.after(tenant, 0, 10) == before
            await log.append(tenant, [attempt(write("gap-a", expected=1))])
            assert (await log.head(tenant)).seq == 2
        finally:
            await superuser.close()
            await pool.close()


async def test_databases_of_one_server_may_be_installed_at_the_same_time(server: str) -> None:
    async with installed_database(server) as first, installed_database(server) as second:
        connections = [await asyncpg.connect(database.superuser) for database in (first, second, first)]
        try:
            await asyncio.gather(
                *(install(connection, kind=DatabaseKind.TEST, passwords=PASSWORDS) for connection in connections)
            )
        finally:
            for connection in connections:
                await connection.close()
