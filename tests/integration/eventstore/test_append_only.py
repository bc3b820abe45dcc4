"""What is recorded stays: no role changes or removes it, and none writes it but through the append."""

from uuid import UUID

import asyncpg
import pytest
from asyncpg import Connection, InsufficientPrivilegeError, PostgresError, Record

from shared.events.registry import STREAMS
from shared.eventstore.arrays import APPEND, arguments
from shared.eventstore.install import LEDGER, OWNER, PROCESSES, role_of
from shared.eventstore.log import Appended
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import stream_scope
from tests.attempts import attempt, unchanged, write
from tests.database import Database

SERVICE_ROLES = [(service, worker) for service in PROCESSES for worker in (False, True)]
CHANGES = [
    "update es.event set data = ''",
    "delete from es.event",
    "truncate es.event",
    "update es.command set digest = digest",
    "delete from es.command",
    "truncate es.command",
    "delete from es.tenant_head",
    "truncate es.tenant_head",
]
WRITES = [
    *CHANGES,
    "update es.tenant_head set seq = 0",
    "insert into es.tenant_head (tenant_id) values (gen_random_uuid())",
    "insert into es.event select * from es.event",
    "insert into es.command select * from es.command",
    "update es.category set role = session_user",
    "insert into es.category values ('gate', session_user)",
    "update es.database set kind = 'demo'",
    "select * from es.database",
    "alter table es.event disable trigger all",
    "create table es.mine (id int)",
    "create table public.mine (id int)",
    "drop function es.set_clock",
    "set session authorization fairway_store",
    "set role fairway_store",
]


@pytest.mark.parametrize("statement", WRITES)
@pytest.mark.parametrize(("service", "worker"), SERVICE_ROLES)
async def test_a_service_has_the_functions_and_nothing_else(
    database: Database, service: str, statement: str, *, worker: bool
) -> None:
    connection = await asyncpg.connect(database.dsn(service, worker=worker))
    try:
        with pytest.raises(InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("role", [None, OWNER])
async def test_not_even_the_owner_or_a_superuser_changes_what_is_recorded(
    log: PostgresLog, superuser: "Connection[Record]", tenant: UUID, role: str | None, statement: str
) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    before = await log.after(tenant, 0, 10)
    async with superuser.transaction():
        await superuser.execute("select es.enter($1)", tenant)
        if role:
            await superuser.execute(f"set local role {role}")
        with pytest.raises(PostgresError, match="what is recorded stays") as refused:
            async with superuser.transaction():
                await superuser.execute(statement)
    assert refused.value.sqlstate == "FW001"
    assert await log.after(tenant, 0, 10) == before


async def test_the_owner_of_the_tables_cannot_log_in(superuser: "Connection[Record]") -> None:
    roles = await superuser.fetch(
        "select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname like 'fairway%'"
    )
    assert {role["rolname"] for role in roles} >= {role_of(service, worker=worker) for service, worker in SERVICE_ROLES}
    assert not any(role["rolsuper"] or role["rolbypassrls"] or role["rolcreaterole"] for role in roles)
    assert {role["rolname"] for role in roles if not role["rolcanlogin"]} == {
        OWNER,
        "fairway_service",
        "fairway_reader",
        "fairway_worker",
    }


@pytest.mark.parametrize(("service", "worker"), SERVICE_ROLES)
async def test_a_service_writes_to_its_own_streams_only(
    database: Database, tenant: UUID, service: str, *, worker: bool
) -> None:
    pool = await open_pool(database.dsn(service, worker=worker), size=1)
    try:
        for stream in STREAMS:
            log, asked = PostgresLog(pool), attempt(write(f"{stream.category}-a"))
            if stream.service == service and not worker:
                assert isinstance((await log.append(tenant, [asked]))[0], Appended)
                continue
            with pytest.raises(PostgresError) as refused:
                await log.append(tenant, [asked])
            reads_only = worker or service == LEDGER
            assert refused.value.sqlstate == (InsufficientPrivilegeError.sqlstate if reads_only else "FW005")
    finally:
        await pool.close()


async def test_one_foreign_stream_spoils_the_whole_call(log: PostgresLog, tenant: UUID) -> None:
    with pytest.raises(PostgresError, match="does not write to all of") as refused:
        await log.append(tenant, [attempt(write("gap-a")), attempt(write("gap-b"), write("verdict-a"))])
    assert refused.value.sqlstate == "FW005"
    assert (await log.head(tenant)).seq == 0


@pytest.mark.parametrize("stream", ["gapp-a", "", "GAP-a", "kpi-gap-a", "-gap-a", "gap", "gap-"])
async def test_a_stream_without_a_category_or_a_name_is_not_written(
    log: PostgresLog, tenant: UUID, stream: str
) -> None:
    with pytest.raises(PostgresError):
        await log.append(tenant, [attempt(write(stream))])
    assert (await log.head(tenant)).seq == 0


@pytest.mark.parametrize(
    ("argument", "value"),
    [(9, [2, 1]), (9, [1, 3]), (11, [1, 3]), (11, [1, 1]), (20, [2, 1])],
    ids=[
        "events in disorder",
        "an event of no attempt",
        "a version left out",
        "a version twice",
        "conditions in disorder",
    ],
)
async def test_arguments_that_contradict_each_other_are_refused_as_a_whole(
    log: PostgresLog, connection: "Connection[Record]", tenant: UUID, argument: int, value: list[int]
) -> None:
    await log.append(tenant, [attempt(write("gap-z"))])
    condition = unchanged(stream_scope("gap-z"), 0)
    sound = attempt(write("gap-a", "GapOpened", "GapStarted"), conditions=(unchanged(stream_scope("gap-y"), 0),))
    values = list(arguments(tenant, [sound, attempt(conditions=(condition,))]))
    values[argument] = value
    with pytest.raises(PostgresError) as refused:
        await connection.execute(APPEND, *values)
    assert refused.value.sqlstate == "FW006"
    assert (await log.head(tenant)).seq == 1
