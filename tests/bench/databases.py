"""A database for one part of the bench."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from uuid_utils.compat import uuid7


@asynccontextmanager
async def fresh(server: str) -> AsyncIterator[str]:
    """The superuser's address of a new database on this server, which is dropped at the end."""
    name = f"fairway_bench_{uuid7().hex}"
    superuser = await asyncpg.connect(server)
    try:
        await superuser.execute(f'create database "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            await superuser.execute(f'drop database "{name}" with (force)')
    finally:
        await superuser.close()


def as_role(address: str, role: str, password: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{role}:{password}@{parts.netloc.rpartition('@')[2]}"))
