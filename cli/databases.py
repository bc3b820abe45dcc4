"""Finding the database of a Fairway, and working in it as one of Fairway's own roles."""

from collections.abc import AsyncIterator, Callable, Awaitable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from cli.failures import Failure, Unusable
from deploy.embedded import postgres
from deploy.embedded.database import NAME
from deploy.embedded.postgres_folder import HOST, Folder
from shared.projecting.connections import Connection, Pool
from shared.settings import Settings

INSTALLED = "select to_regclass('es.event') is not null"


class NotInstalled(Failure):
    """The database does not hold Fairway's event store."""


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[str]:
    """The address of a superuser: of the database that the settings name, else of the embedded one.

    Where no Fairway runs on the embedded one, its server is started and stopped again at the end.
    """
    folder = Folder.at(settings.data / "postgres")
    if settings.database is not None:
        yield settings.database
    elif not folder.cluster.exists():
        raise Unusable(f"There is no Fairway in {settings.data}: `fairway up` makes one, and FAIRWAY_DATA names another.")
    elif (address := running_on(folder)) is not None:
        yield address
    else:
        server = await postgres.start(folder.root)
        try:
            yield server.dsn(NAME)
        finally:
            await server.stop()


def running_on(folder: Folder) -> str | None:
    """The address of the server that runs on this data folder, if one does."""
    server = folder.postmaster()
    if server is None or not folder.is_ready(server):
        return None
    port = (folder.root / "port").read_text().strip()
    return f"postgresql://{postgres.USER}:{folder.password()}@{HOST}:{port}/{NAME}"


@asynccontextmanager
async def pool_as(role: str, address: str) -> AsyncIterator[Pool]:
    """Connections that do what this role may, and nothing else; the address is the role's own or a superuser's."""
    try:
        async with asyncpg.create_pool(
            address, min_size=1, max_size=5, init=becoming(role), reset=_nothing_to_reset, server_settings=SETTINGS
        ) as pool:
            if not await pool.fetchval(INSTALLED):
                raise NotInstalled("Fairway's event store is not installed in this database: start Fairway on it once.")
            yield pool
    except (OSError, asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError, ValueError) as error:
        raise Unusable(f"The database cannot be reached at {without_password(address)}: {error}") from error
