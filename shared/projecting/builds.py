"""Builds of a service's views: each a schema of its own, so that a changed fold fills beside what serves."""

from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import asyncpg
from sqlalchemy.schema import CreateIndex, CreateTable

from shared.kernel.record import record
from shared.projecting.compiled import DIALECT
from shared.projecting.connections import Connection, Pool, transaction
from shared.projecting.tables import tables
from shared.projecting.views import Views

GRACE = timedelta(minutes=5)

# No reader sees another tenant's rows, and neither does a worker that forgot to say whose rows it is at.
ISOLATION = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy tenant on {table} using (tenant_id = (select nullif(current_setting('fairway.tenant', true), '')::uuid));
grant select on {table} to {readers};
"""

# A reader sees the rows of the scopes that its transaction names; `*` names all, and who names none sees none.
READABLE = """
create policy readable on {table} as restrictive for select to {readers} using (
  (select current_setting('fairway.scopes', true) = '*')
  or scope = any ((select string_to_array(current_setting('fairway.scopes', true), ','))::text[])
);
"""


ALONE = """
set local search_path = {service};
select pg_advisory_xact_lock(hashtextextended('builds of {service}', 0))
"""


class State(StrEnum):
    FILLING = "FILLING"
    SERVING = "SERVING"
    RETIRED = "RETIRED"


@record
class Build:
    fingerprint: str
    number: int
    schema: str
    state: State

    @classmethod
    def of(cls, row: asyncpg.Record) -> "Build":
        return cls(fingerprint=row[0], number=row[1], schema=row[2], state=State(row[3]))


async def install(connection: Connection, views: Views, worker: str) -> None:
    """Let the role `worker` keep builds of these views, and the views' readers find them. Takes an administrator."""
    database = await connection.fetchval("select quote_ident(current_database())")
    async with connection.transaction():
        await connection.execute(f"grant create on database {database} to {worker}")
        await connection.execute(f"create schema if not exists {views.service} authorization {worker}")
        await connection.execute(f"set local role {worker}")
        await connection.execute(f"set local search_path = {views.service}")
        await connection.execute(_sql("registry.sql"))
        await connection.execute(f"grant usage on schema {views.service} to {views.readers}")
        await connection.execute(f"grant select on build to {views.readers}")


async def current(pool: Pool, views: Views) -> Build:
    """The build that serves these views; while none does, the one to be filled so that it can."""
    async with registry(pool, views) as connection:
        standing = [build for build in await known(connection, views) if build.state is not State.RETIRED]
        serving = [build for build in standing if build.state is State.SERVING]
        return (serving or standing or [await create(connection, views)])[-1]


async def known(connection: Connection, views: Views) -> list[Build]:
    rows = await connection.fetch(
        "select fingerprint, number, schema, state from build where fingerprint = $1 order by number", views.fingerprint
    )
    return [Build.of(row) for row in rows]


async def create(connection: Connection, views: Views) -> Build:
    """An empty build, in the transaction of the caller, who holds the registry."""
    number = await connection.fetchval(
        "select coalesce(max(number), 0) + 1 from build where fingerprint = $1", views.fingerprint
    )
    build = Build(
        fingerprint=views.fingerprint,
        number=number,
        schema=f"{views.service}_{views.fingerprint}_{number}",
        state=State.FILLING,
    )
    await connection.execute(
        "insert into build (fingerprint, number, schema, state) values ($1, $2, $3, $4)",
        *(build.fingerprint, build.number, build.schema, build.state),
    )
    await _create_tables(connection, views, build)
    return build


async def serve(connection: Connection, build: Build) -> bool:
    """Let readers have it. False where it was dropped or serves already."""
    done = await connection.execute(
        "update build set state = 'SERVING' where fingerprint = $1 and number = $2 and state = 'FILLING'",
        *(build.fingerprint, build.number),
    )
    return done == "UPDATE 1"


async def serve_first(pool: Pool, views: Views, build: Build) -> None:
    """The first build of a fingerprint serves as soon as it has caught up; a second one to see that changes nothing."""
    async with registry(pool, views) as connection:
        await serve(connection, build)


async def retire(connection: Connection, build: Build) -> None:
    await connection.execute(
        "update build set state = 'RETIRED', retired_at = clock_timestamp() where fingerprint = $1 and number = $2",
        *(build.fingerprint, build.number),
    )


async def retire_others(pool: Pool, views: Views) -> None:
    """Give up the builds of other versions. For when no process of another version will run again."""
    async with registry(pool, views) as connection:
        await connection.execute(
            "update build set state = 'RETIRED', retired_at = clock_timestamp() "
            "where fingerprint <> $1 and state <> 'RETIRED'",
            views.fingerprint,
        )


async def drop_retired(pool: Pool, views: Views, grace: timedelta = GRACE) -> list[str]:
    """Drop the builds that were retired longer ago than `grace` and that no reader holds; gives their schemas."""
    async with registry(pool, views) as connection:
        rows = await connection.fetch(
            "select schema from build where state = 'RETIRED' and retired_at <= clock_timestamp() - $1::interval "
            "and pg_try_advisory_xact_lock(hashtextextended(schema, 0))",
            grace,
        )
        for row in rows:
            await drop(connection, row["schema"])
        return [row["schema"] for row in rows]


async def drop(connection: Connection, schema: str) -> None:
    await connection.execute(f"drop schema if exists {schema} cascade")
    await connection.execute("delete from build where schema = $1", schema)


def registry(pool: Pool, views: Views) -> AbstractAsyncContextManager[Connection]:
    """A transaction that alone may change which builds there are."""
    return transaction(pool, "begin;" + ALONE.format(service=views.service))


async def _create_tables(connection: Connection, views: Views, build: Build) -> None:
    await connection.execute(f"create schema {build.schema}; grant usage on schema {build.schema} to {views.readers}")
    await connection.execute(f"set local search_path = {build.schema}")
    await connection.execute(_sql("build.sql"))
    names = ["checkpoint", "parked"]
    for projection in views.projections:
        for table in (tables(projection).live, tables(projection).past):
            names.append(table.name)
            await connection.execute(str(CreateTable(table).compile(dialect=DIALECT)))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                await connection.execute(str(CreateIndex(index).compile(dialect=DIALECT)))
    for name in names:
        await connection.execute(ISOLATION.format(table=name, readers=views.readers))
        if name != "checkpoint":
            await connection.execute(READABLE.format(table=name, readers=views.readers))
    await connection.execute(f"set local search_path = {views.service}")


def _sql(file: str) -> str:
    return Path(__file__).with_name(file).read_text()
