"""What the ledger's two roles may do: read the log, move the relay's checkpoints, and nothing else."""

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import stream_scope
from tests.attempts import attempt, write
from tests.database import Database


@pytest.mark.parametrize(
    "statement",
    [
        "select * from ledger.relay_checkpoint",
        "insert into ledger.relay_checkpoint values ('t', gen_random_uuid(), 0)",
        "select es.heads()",
        "select es.previous(gen_random_uuid(), '{}', '{}', '')",
        "select es.look(gen_random_uuid(), gen_random_uuid(), '{}', '{}', '{}', '{}')",
        "select * from es.command",
    ],
)
async def test_whoever_answers_requests_sees_nothing_of_the_relay_and_no_other_tenant(
    database: Database, statement: str
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(database.dsn("ledger"), statement)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from ledger.relay_checkpoint",
        "truncate ledger.relay_checkpoint",
        "create table ledger.mine (id int)",
        "select * from es.database",
        "create table public.mine (id int)",
    ],
)
@pytest.mark.parametrize("service", ["ledger", "engagement"])
async def test_a_relay_moves_checkpoints_and_nothing_else(database: Database, service: str, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(database.dsn(service, worker=True), statement)


async def test_no_service_touches_the_relays_checkpoints(database: Database) -> None:
    for worker in (False, True):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await execute(database.dsn("engagement", worker=worker), "table ledger.relay_checkpoint")


async def test_whoever_answers_requests_reads_the_log_of_the_tenant_it_names(database: Database) -> None:
    tenant = uuid7()
    async with (
        await open_pool(database.dsn("engagement")) as pool,
        await open_pool(database.dsn("ledger")) as own,
    ):
        await PostgresLog(pool).append(tenant, [attempt(write("gap-a", "GapOpened", "GapStarted"))])
        log = PostgresLog(own)
        entries = await log.after(tenant, 0, 10)
        assert [entry.seq for entry in entries] == [1, 2]
        assert await log.within(tenant, stream_scope("gap-a"), 0, 9, 9) == entries
        assert (await log.head(tenant)).seq == 2
        assert await log.position_at(tenant, entries[0].recorded_at) == 1
        assert await log.now() >= entries[1].recorded_at
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await log.append(tenant, [attempt(write("gap-b"))])


async def execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
