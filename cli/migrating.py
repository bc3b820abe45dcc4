"""What `fairway migrate` does: bring the database that the processes share up to date."""

import asyncpg
from rich.console import Console

from cli.databases import UNREACHABLE, without_password
from cli.failures import Unusable
from deploy.migration import migrate
from shared.settings import Settings


async def migrate_database(settings: Settings, console: Console) -> None:
    if settings.database is None:
        raise Unusable("FAIRWAY_DATABASE names the database, by the address of a superuser.")
    try:
        await migrate(settings.database, settings)
    except (*UNREACHABLE, asyncpg.InsufficientPrivilegeError) as error:
        where = without_password(settings.database)
        raise Unusable(f"The database {where} cannot be prepared: {error}") from error
    console.print("The database is up to date.")
