"""What `fairway digest` does: put what the read models hold into one line for each tenant."""

from uuid import UUID

from rich.console import Console

from cli.databases import database_of, superuser_of
from cli.failures import Failure, Unusable
from deploy.installed import VIEWS
from shared.projecting.digest import Digest, ViewsBehind, digest
from shared.settings import Settings

TENANTS = "select tenant_id from es.tenant_head order by tenant_id"


class Behind(Failure):
    """The views have yet to show what was recorded."""


async def show_digests(tenant: UUID | None, settings: Settings, console: Console) -> None:
    """Of a tenant, or of all. Fairway may run meanwhile."""
    async with database_of(settings) as address, superuser_of(address) as superuser:
        tenants = [row[0] for row in await superuser.fetch(TENANTS)]
        if tenant is not None and tenant not in tenants:
            raise Unusable(f"There is no tenant {tenant} here.")
        for each in tenants:
            if tenant in {None, each}:
                try:
                    console.print(f"{each}  {told(await digest(superuser, VIEWS, each))}", highlight=False)
                except ViewsBehind as behind:
                    raise Behind(f"{behind}") from None


def told(found: Digest) -> str:
    return f"{found.events} events, {found.rows} rows in {found.tables} tables, {found.sha256}"
