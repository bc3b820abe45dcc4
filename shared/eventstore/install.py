"""Puts the event store into a database: roles, tables, functions, and which service owns which streams."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from asyncpg import Connection, Record

from shared.events.registry import STREAMS
from shared.kernel.for_people import ForPeople

PARTS = (
    "roles.sql",
    "schema.sql",
    "ledger.sql",
    "clock.sql",
    "chain.sql",
    "scopes.sql",
    "judge.sql",
    "append.sql",
    "reading.sql",
    "grants.sql",
)
OWNER = "fairway_store"
SERVICES = ("engagement", "gates", "measurement", "notifications")
LEDGER = "ledger"
PROCESSES = (*SERVICES, LEDGER)


class DatabaseKind(StrEnum):
    """What a database is for, for good: only a test or a demo may have a clock of its own."""

    PRODUCTION = "production"
    TEST = "test"
    DEMO = "demo"


class KindIsFixed(ForPeople):
    """The database was installed as another kind, and stays that."""


def role_of(process: str, *, worker: bool = False) -> str:
    """The role that a service or the ledger logs in with: for requests, or for the workers that serve all tenants."""
    return f"fairway_{process}_worker" if worker else f"fairway_{process}"


async def install(
    connection: "Connection[Record]", *, kind: DatabaseKind, passwords: Mapping[str, str] | None = None
) -> None:
    """Install into an empty database, or bring an installed one up to date. `passwords` goes by role."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock(hashtext('fairway event store'))")
        await connection.execute(_sql("roles.sql"))
        for role, password in (passwords or {}).items():
            await _set_password(connection, role, password)
        await connection.execute(f"set local role {OWNER}")
        for part in PARTS[1:]:
            await connection.execute(_sql(part))
        await _fix_kind(connection, kind)
        await _assign_categories(connection)


def _sql(part: str) -> str:
    return Path(__file__).with_name(part).read_text()


async def _set_password(connection: "Connection[Record]", role: str, password: str) -> None:
    statement = await connection.fetchval(
        "select format('alter role %I password %L', $1::text, $2::text)", role, password
    )
    await connection.execute(statement)


async def _fix_kind(connection: "Connection[Record]", kind: DatabaseKind) -> None:
    await connection.execute("insert into es.database (kind) values ($1) on conflict do nothing", kind)
    installed = await connection.fetchval("select kind from es.database")
    if installed != kind:
        raise KindIsFixed(f"this database is for {installed}, not for {kind}")


async def _assign_categories(connection: "Connection[Record]") -> None:
    await connection.executemany(
        "insert into es.category (category, role) values ($1, $2) "
        "on conflict (category) do update set role = excluded.role",
        [(stream.category, role_of(stream.service)) for stream in STREAMS],
    )
