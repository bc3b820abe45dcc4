"""PostgreSQL for tests: one server per session, a database with the event store in it, and fresh copies where asked.

`FAIRWAY_TEST_DATABASE` names a server by the address of a superuser; without it the embedded one starts.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid1

import asyncpg

from deploy.embedded.postgres import start
from shared.eventstore.install import PROCESSES, DatabaseKind, install, role_of
from shared.kernel.record import record

PASSWORD = "for-tests-only"  # noqa: S105 - the roles of a throw-away server
PASSWORDS = {role_of(service, worker=worker): PASSWORD for service in PROCESSES for worker in (False, True)}

SPARING = ("alter system set fsync = off", "alter system set full_page_writes = off", "select pg_reload_conf()")
"""A machine that fails takes the tests with it: nothing needs to outlive that, only the end of a process."""


@record
class Database:
    """A database with the event store installed. `superuser` is an address that may do everything."""

    superuser: str

    def dsn(self, service: str, *, worker: bool = False) -> str:
        """The address under which a service logs in: for requests, or for its workers."""
        parts = urlsplit(self.superuser)
        login = f"{role_of(service, worker=worker)}:{PASSWORD}@{parts.netloc.rpartition('@')[2]}"
        return urlunsplit(parts._replace(netloc=login))


@asynccontextmanager
async def running_server(folder: Path) -> AsyncIterator[str]:
    """The address of a superuser on a running server."""
    if named := os.environ.get("FAIRWAY_TEST_DATABASE"):
        yield named
        return
    server = await start(folder)
    try:
        for statement in SPARING:
            await _execute(server.dsn(), statement)
        yield server.dsn()
    finally:
        await server.stop()


@asynccontextmanager
async def installed_database(server: str, *, kind: DatabaseKind = DatabaseKind.TEST) -> AsyncIterator[Database]:
    """A new database with the event store in it, dropped at the end."""
    async with created(server) as address:
        connection = await asyncpg.connect(address)
        try:
            await install(connection, kind=kind, passwords=PASSWORDS)
        finally:
            await connection.close()
        yield Database(superuser=address)


@asynccontextmanager
async def copy_of(template: Database, server: str) -> AsyncIterator[Database]:
    """A new database like `template`, to which nobody may be connected."""
    async with created(server, template=_name(template.superuser)) as address:
        yield Database(superuser=address)


@asynccontextmanager
async def created(server: str, *, template: str = "template1") -> AsyncIterator[str]:
    name = f"fairway_test_{uuid1().hex}"
    await _execute(server, f'create database "{name}" template "{template}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        await _execute(server, f'drop database "{name}" with (force)')


def _name(address: str) -> str:
    return urlsplit(address).path.removeprefix("/")


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
