"""The embedded mode's database: a server of its own, or one that is named, with everything installed in it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from deploy.embedded import postgres
from deploy.installed import install_services
from deploy.logins import NAME, fresh_passwords
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.kernel.record import record


@record
class Database:
    """`address` is a superuser's, for installing; the processes log in by their own roles."""

    address: str
    passwords: Mapping[str, str]

    def dsn(self, service: str, *, worker: bool = False) -> str:
        role = role_of(service, worker=worker)
        parts = urlsplit(self.address)
        return urlunsplit(parts._replace(netloc=f"{role}:{self.passwords[role]}@{parts.netloc.rpartition('@')[2]}"))


@asynccontextmanager
async def opened(
    folder: Path, named: str | None, kind: DatabaseKind, passwords: Mapping[str, str] | None = None
) -> AsyncIterator[Database]:
    """Ready to be used. Without passwords the roles get new ones at each start: none needs to be kept anywhere."""
    if named is not None:
        yield await prepared(named, kind, passwords or fresh_passwords())
        return
    server = await postgres.start(folder)
    try:
        await created(server.dsn(), NAME)
        yield await prepared(server.dsn(NAME), kind, passwords or fresh_passwords())
    finally:
        await server.stop()


async def created(address: str, name: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
            await connection.execute(f'create database "{name}"')
    finally:
        await connection.close()


async def prepared(address: str, kind: DatabaseKind, passwords: Mapping[str, str]) -> Database:
    database = Database(address=address, passwords=passwords)
    connection = await asyncpg.connect(address)
    try:
        await install(connection, kind=kind, passwords=database.passwords)
        await install_services(connection)
    finally:
        await connection.close()
    return database
