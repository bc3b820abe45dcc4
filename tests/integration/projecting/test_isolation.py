"""No reader sees another tenant's rows, whatever it forgets, and no request changes any."""

import asyncpg
import pytest
from sqlalchemy import select

from shared.projecting.as_of import LIVE, AtSeq, Source
from shared.projecting.connections import transaction
from tests.sample.history import happened, thing_id
from tests.sample.stage import Stage
from tests.sample.things import THINGS, Thing

OPENED, RENAMED = 0, 1
UNPROTECTED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
"""
PROTECTED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity
order by c.relname collate "C"
"""


async def test_every_table_of_a_build_keeps_tenants_apart_even_from_its_owner(stage: Stage) -> None:
    schema = (await stage.build()).schema
    assert await stage.execute(UNPROTECTED, schema) == []
    assert [row["relname"] for row in await stage.execute(PROTECTED, schema)] == [
        "checkpoint",
        "parked",
        "ratings_v3",
        "ratings_v3_past",
        "shelves_v1",
        "shelves_v1_past",
        "things_v1",
        "things_v1_past",
    ]


async def test_a_reader_sees_the_rows_of_its_tenant_alone(stage: Stage) -> None:
    mine, theirs = stage.recording(), stage.recording()
    await mine.append(happened(mine.tenant, [(1, OPENED, 1)]))
    await theirs.append(happened(theirs.tenant, [(1, OPENED, 1), (2, OPENED, 1)]))
    await stage.projector().catch_up()
    async with stage.reading().of(mine.tenant) as reader:
        (thing,) = await reader.rows(select(LIVE.of(THINGS)), Thing)
    (own,) = (await stage.rows(mine.tenant))["things"]
    assert thing == own


@pytest.mark.parametrize("source", [LIVE, AtSeq(seq=2)], ids=["as they are", "as they were"])
async def test_a_reader_of_some_scopes_sees_their_rows_alone(stage: Stage, source: Source) -> None:
    recording = stage.recording()
    events = happened(recording.tenant, [(1, OPENED, 1), (2, OPENED, 1), (1, RENAMED, 1)])
    await recording.append(events)
    await stage.projector().catch_up()
    everything = (await stage.rows(recording.tenant, source))["things"]
    for event in events[:2]:
        async with stage.reading().of(recording.tenant, [str(event.engagement), "of another"]) as reader:
            found = await reader.rows(select(source.of(THINGS)), Thing)
        assert found == [row for row in everything if row.thing_id == thing_id(recording.tenant, event.thing)] != []


@pytest.mark.parametrize("scopes", [[], [""], ["of another"], ["it's of another"]], ids=repr)
async def test_a_reader_of_no_scope_of_the_tenant_sees_no_row(stage: Stage, scopes: list[str]) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    async with stage.reading().of(recording.tenant, scopes) as reader:
        assert await reader.rows(select(LIVE.of(THINGS)), Thing) == []


async def test_a_request_that_names_no_scope_sees_no_row_and_a_worker_all(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    counted = f"select count(*) from {(await stage.build()).schema}.things_v1"  # noqa: S608 - our names
    for pool, rows in ((stage.requests, 0), (stage.workers, 1)):
        async with transaction(pool, f"begin; set local fairway.tenant = '{recording.tenant}'") as connection:
            assert await connection.fetchval(counted) == rows


@pytest.mark.parametrize("pool", ["workers", "requests"])
@pytest.mark.parametrize("table", ["things_v1", "things_v1_past"])
async def test_who_names_no_tenant_sees_no_row(stage: Stage, pool: str, table: str) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, 1, 1)]))
    await stage.projector().catch_up()
    schema = (await stage.build()).schema
    counted = f"select count(*) from {schema}.{table}"  # noqa: S608 - our names
    assert (await stage.execute(counted))[0][0] == 1
    connections: asyncpg.Pool[asyncpg.Record] = getattr(stage, pool)
    assert await connections.fetchval(counted) == 0


async def test_what_a_reader_set_is_gone_when_its_transaction_ends(stage: Stage) -> None:
    recording = stage.recording()
    await stage.projector().catch_up()
    async with stage.reading().of(recording.tenant):
        pass
    for _ in range(10):
        assert await stage.requests.fetchval("select current_setting('fairway.tenant', true)") in (None, "")


@pytest.mark.parametrize("statement", ["delete from {}", "update {} set title = ''", "truncate {}"])
async def test_a_request_changes_no_row(stage: Stage, statement: str) -> None:
    await stage.projector().catch_up()
    table = f"{(await stage.build()).schema}.things_v1"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await stage.requests.execute(statement.format(table))
