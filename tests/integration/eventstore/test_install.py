"""Installing the event store, again and beside others."""

import asyncio

import asyncpg
from asyncpg import Connection, Record

from shared.eventstore.install import DatabaseKind, install
from shared.eventstore.log import Appended
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.eventstore.verify import verify
from tests.attempts import attempt, write
from tests.database import PASSWORDS, installed_database

EARLIER = """
    do $$ begin
      execute 'drop function ' || (select p.oid::regprocedure from pg_proc p where p.proname = 'judge');
    end $$;
    drop policy of_the_named_tenant on es.event;
    create policy of_the_named_tenant on es.event
      using (tenant_id = nullif(current_setting('fairway.tenant', true), '')::uuid);
"""


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


async def test_a_database_of_an_earlier_release_gets_the_functions_and_rules_of_today(server: str) -> None:
    async with installed_database(server) as database:
        pool = await open_pool(database.dsn("engagement"), size=1)
        superuser = await asyncpg.connect(database.superuser)
        try:
            log = PostgresLog(pool)
            tenant, asked = attempt().command_id, attempt(write("gap-a"))
            await log.append(tenant, [asked])
            before = await definitions(superuser)
            await superuser.execute(EARLIER)
            assert await definitions(superuser) != before
            await install(superuser, kind=DatabaseKind.TEST)
            assert await definitions(superuser) == before
            outcomes = await log.append(tenant, [asked, attempt(write("gap-a", expected=1))])
            assert outcomes == [Appended(first=1, last=1, repeated=True), Appended(first=2, last=2)]
            entries, head = await log.after(tenant, 0, 10), await log.head(tenant)
            assert verify(tenant, entries, head) is None
        finally:
            await superuser.close()
            await pool.close()


async def definitions(connection: "Connection[Record]") -> list[tuple[str, str]]:
    """All functions and policies of the event store."""
    rows = await connection.fetch("""
        select p.oid::regprocedure::text, pg_get_functiondef(p.oid) from pg_proc p
        where p.pronamespace = 'es'::regnamespace
        union all
        select p.tablename || ', ' || p.policyname, p.qual from pg_policies p where p.schemaname = 'es'
        order by 1
    """)
    return [(row[0], row[1]) for row in rows]


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
