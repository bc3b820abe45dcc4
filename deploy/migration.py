"""Bringing a database up to date: the event store, then what each service keeps in it."""

import asyncpg

from deploy.installed import install_services
from shared.eventstore.install import DatabaseKind, install
from shared.settings import Settings


async def migrate(address: str, settings: Settings, kind: DatabaseKind = DatabaseKind.PRODUCTION) -> None:
    """As a superuser. The roles get the passwords that the settings name; doing it again changes nothing."""
    passwords = {role: password.get_secret_value() for role, password in settings.passwords.items()}
    connection = await asyncpg.connect(address)
    try:
        await install(connection, kind=kind, passwords=passwords)
        await install_services(connection)
    finally:
        await connection.close()
