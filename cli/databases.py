"""Finding the database of a Fairway, and working in it as one of Fairway's own roles."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from cli.failures import Unusable
from deploy.embedded import postgres
from deploy.embedded.postgres_folder import HOST, Folder
from deploy.logins import NAME
from shared.projecting.connections import Connection, Pool
from shared.settings import Settings

CONNECT_WITHIN = 10.0
CONNECTIONS = 5
IS_INSTALLED = """
select to_regclass('es.event') is not null and exists (select from pg_roles where rolname = $1)
"""
UNREACHABLE = (
    OSError,
    ValueError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.CannotConnectNowError,
)


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[str]:
    """The address of a superuser: of the database that the settings name, else of the embedded one.

    Where no Fairway runs on the embedded one, its server is started and stopped again at the end.
    """
    folder = Folder.at(settings.data / "postgres")
    if settings.database is not None:
        yield settings.database
    elif not folder.cluster.exists():
        raise Unusable(f"There is no Fairway in {settings.data}: set FAIRWAY_DATA to where one keeps its data.")
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
    """Connections that may do what the role may; the address is the role's own, or a superuser's."""
    opening = asyncpg.create_pool(
        address,
        min_size=1,
        max_size=CONNECTIONS,
        timeout=CONNECT_WITHIN,
        init=becoming(role),
        reset=_nothing_to_reset,
        server_settings={"jit": "off", "timezone": "UTC"},
    )
    try:
        pool = await opening
    except UNREACHABLE as error:
        raise Unusable(f"The database {without_password(address)} cannot be reached: {error}") from error
    async with pool:
        yield pool


@asynccontextmanager
async def superuser_of(address: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A connection to which everything shows, the rows of every tenant too."""
    try:
        connection = await asyncpg.connect(address, timeout=CONNECT_WITHIN, server_settings={"jit": "off"})
    except UNREACHABLE as error:
        raise Unusable(f"The database {without_password(address)} cannot be reached: {error}") from error
    try:
        if not await connection.fetchval("select rolsuper from pg_roles where rolname = session_user"):
            raise Unusable("This takes the address of a superuser.")
        yield connection
    finally:
        await connection.close()


def becoming(role: str) -> Callable[[Connection], Coroutine[None, None, None]]:
    """What every new connection does first: give up all rights but the role's."""

    async def become(connection: Connection) -> None:
        if not await connection.fetchval(IS_INSTALLED, role):
            raise Unusable("Fairway is not installed in this database: start it there once.")
        if await connection.fetchval("select session_user") == role:
            return
        try:
            await connection.execute(f"set session authorization {role}")
        except asyncpg.InsufficientPrivilegeError:
            raise Unusable(f"This takes the address of a superuser, or that of the role {role}.") from None

    return become


async def _nothing_to_reset(_: object) -> None:
    """No statement leaves anything behind in its session."""


def without_password(address: str) -> str:
    parts = urlsplit(address)
    user, at, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{place}", query=""))
