"""A transaction sees the tenant that it names, and none where it names none."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import pytest
from asyncpg import Connection, Pool, PostgresError, Record
from uuid_utils.compat import uuid7

from shared.eventstore.install import OWNER
from shared.eventstore.log import Look
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Reach, Scope
from tests.attempts import DIGEST, attempt, unchanged, write
from tests.database import Database

TENANT_TABLES = ("tenant_head", "event", "command")
EVERYTHING = Scope(reach=Reach.TENANT)


async def counts(connection: "Connection[Record]", tables: Sequence[str] = (*TENANT_TABLES, "entry")) -> list[int]:
    return [len(await connection.fetch(f"table es.{table}")) for table in tables]


@pytest.fixture
async def others(log: PostgresLog) -> UUID:
    """Another tenant, with an event and a command."""
    other = uuid7()
    await log.append(other, [attempt(write("gap-a"))])
    return other


@pytest.mark.usefixtures("others")
async def test_without_a_named_tenant_there_is_nothing(connection: "Connection[Record]", database: Database) -> None:
    assert await counts(connection) == [0, 0, 0, 0]
    worker = await asyncpg.connect(database.dsn("engagement", worker=True))
    try:
        assert await counts(worker, ("event", "command", "entry")) == [0, 0, 0]
        assert await counts(worker, ("tenant_head",)) > [0]
    finally:
        await worker.close()


@pytest.mark.usefixtures("others")
async def test_the_owner_sees_nothing_without_a_named_tenant_either(superuser: "Connection[Record]") -> None:
    async with superuser.transaction():
        await superuser.execute(f"set local role {OWNER}")
        assert await counts(superuser) == [0, 0, 0, 0]


@pytest.mark.usefixtures("others")
async def test_a_transaction_sees_the_rows_of_its_tenant_alone(
    connection: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    await log.append(tenant, [attempt(write("gap-a", "GapOpened", "GapStarted")), attempt()])
    async with connection.transaction():
        await connection.execute("select es.enter($1)", tenant)
        assert await counts(connection) == [1, 2, 2, 2]
        for table in (*TENANT_TABLES, "entry"):
            assert {row["tenant_id"] for row in await connection.fetch(f"table es.{table}")} == {tenant}
    assert await counts(connection) == [0, 0, 0, 0]


async def test_a_transaction_cannot_go_over_to_another_tenant(
    connection: "Connection[Record]", others: UUID, tenant: UUID
) -> None:
    async with connection.transaction():
        await connection.execute("select es.enter($1)", tenant)
        await connection.execute("select es.enter($1)", tenant)
        for call in ("es.enter($1)", "es.after($1, 0, 10)", "es.head($1)"):
            with pytest.raises(PostgresError, match="another tenant") as refused:
                async with connection.transaction():
                    await connection.execute(f"select {call}", others)
            assert refused.value.sqlstate == "FW003"


async def test_no_question_reaches_into_another_tenant(log: PostgresLog, others: UUID, tenant: UUID) -> None:
    asked = attempt(write("gap-a"))
    await log.append(others, [attempt(write("gap-b")), asked])
    assert list(await log.after(tenant, 0, 10)) == []
    assert list(await log.within(tenant, EVERYTHING, 0, 99, 10)) == []
    view = await log.look(tenant, [Look(scope=EVERYTHING)], asked.command_id, DIGEST)
    assert (list(view.entries), view.position, view.earlier) == ([], 0, None)
    assert (await log.head(tenant)).seq == 0
    (accepted,) = await log.append(tenant, [attempt(write("gap-b"), conditions=(unchanged(EVERYTHING, 0),))])
    assert accepted == (await log.append(uuid7(), [attempt(write("gap-b"))]))[0]


async def test_a_connection_given_back_remembers_no_tenant(database: Database, tenant: UUID) -> None:
    pool = await open_pool(database.dsn("engagement"), size=1)
    try:
        log = PostgresLog(pool)
        await log.append(tenant, [attempt(write("gap-a"))])
        await log.look(tenant, [Look(scope=EVERYTHING)], uuid7(), DIGEST)
        await log.position_at(tenant, (await log.after(tenant, 0, 1))[0].recorded_at)
        assert await _left_behind(pool) == ("", [0, 0, 0, 0])
        with pytest.raises(PostgresError):
            await log.append(tenant, [attempt(write("foreign-a"))])
        assert await _left_behind(pool) == (None, [0, 0, 0, 0])
    finally:
        await pool.close()


async def _left_behind(pool: "Pool[Record]") -> tuple[str | None, list[int]]:
    async with pool.acquire() as connection:
        named = await connection.fetchval("select current_setting('fairway.tenant', true)")
        return named, [len(await connection.fetch(f"table es.{table}")) for table in (*TENANT_TABLES, "entry")]


async def test_every_table_that_holds_tenants_is_guarded(superuser: "Connection[Record]") -> None:
    tables = await superuser.fetch("""
        select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
          (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace = 'es'::regnamespace and c.relkind in ('r', 'p')
    """)
    assert {row["relname"] for row in tables} == set(TENANT_TABLES)
    assert all(row["forced"] and row["policies"] > 0 for row in tables)


async def test_views_ask_for_the_rights_of_whoever_reads(superuser: "Connection[Record]") -> None:
    views = await superuser.fetch(
        "select relname, reloptions from pg_class where relnamespace = 'es'::regnamespace and relkind = 'v'"
    )
    assert [(view["relname"], view["reloptions"]) for view in views] == [("entry", ["security_invoker=true"])]


async def test_functions_with_the_owners_rights_have_a_fixed_search_path(superuser: "Connection[Record]") -> None:
    functions = await superuser.fetch(
        "select proname, proconfig from pg_proc where pronamespace = 'es'::regnamespace and prosecdef"
    )
    assert {function["proname"] for function in functions} == {"append", "now", "set_clock"}
    assert all("search_path=pg_catalog, pg_temp" in function["proconfig"] for function in functions)


async def test_no_function_is_open_to_everybody(superuser: "Connection[Record]") -> None:
    opened = await superuser.fetch("""
        select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where p.pronamespace = 'es'::regnamespace and a.grantee = 0
    """)
    assert [function["proname"] for function in opened] == []
