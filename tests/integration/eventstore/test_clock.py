"""The store's clock: real in production, replaceable where days are simulated."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from asyncpg import PostgresError

from shared.eventstore.install import DatabaseKind, KindIsFixed, install
from shared.eventstore.postgres import PostgresLog, open_pool
from tests.database import Database, installed_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", [DatabaseKind.TEST, DatabaseKind.DEMO])
async def test_a_test_or_a_demo_may_begin_another_day(server: str, kind: DatabaseKind) -> None:
    async with installed_database(server, kind=kind) as database:
        pool = await open_pool(database.dsn("engagement"), size=1)
        try:
            log = PostgresLog(pool)
            before = await log.now()
            await pool.execute("select es.set_clock($1)", NOON)
            assert await log.now() == NOON
            await pool.execute("select es.set_clock(null)")
            assert before < await log.now() < before + timedelta(minutes=5)
        finally:
            await pool.close()


async def test_production_keeps_the_real_time_whoever_asks(server: str) -> None:
    async with installed_database(server, kind=DatabaseKind.PRODUCTION) as database:
        for address in (database.dsn("engagement"), database.dsn("engagement", worker=True), database.superuser):
            connection = await asyncpg.connect(address)
            try:
                with pytest.raises(PostgresError, match="keeps the real time") as refused:
                    await connection.execute("select es.set_clock($1)", NOON)
                assert refused.value.sqlstate == "FW002"
            finally:
                await connection.close()
        superuser = await asyncpg.connect(database.superuser)
        try:
            with pytest.raises(asyncpg.CheckViolationError):
                await superuser.execute("update es.database set clock = $1", NOON)
            before = await superuser.fetchval("select clock_timestamp()")
            assert before <= await superuser.fetchval("select es.now()")
        finally:
            await superuser.close()


async def test_the_kind_of_a_database_is_for_good(database: Database) -> None:
    superuser = await asyncpg.connect(database.superuser)
    try:
        with pytest.raises(KindIsFixed, match="test, not for production"):
            await install(superuser, kind=DatabaseKind.PRODUCTION)
        for statement in (
            "update es.database set kind = 'production'",
            "delete from es.database",
            "truncate es.database",
            "insert into es.database (kind) values ('demo')",
            "insert into es.database (only_row, kind) values (false, 'demo')",
        ):
            with pytest.raises(PostgresError):
                await superuser.execute(statement)
        assert await superuser.fetchval("select kind from es.database") == DatabaseKind.TEST
    finally:
        await superuser.close()
