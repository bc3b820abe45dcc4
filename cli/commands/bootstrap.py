"""`fairway bootstrap`: register a tenant."""

from typing import Annotated
from uuid import UUID

import typer

from cli.bootstrapping import NewTenant, register
from cli.configured import console
from cli.failures import told
from cli.running import run


def bootstrap(
    database: Annotated[str, typer.Option(help="The address of a superuser on an installed database.")],
    tenant_name: Annotated[str, typer.Option(help="How the tenant is called.")],
    issuer: Annotated[str, typer.Option(help="Who gives out the administrator's tokens: their `iss`.")],
    subject: Annotated[str, typer.Option(help="Whom that issuer means: the tokens' `sub`.")],
    name: Annotated[str, typer.Option(help="The administrator's name.")],
    tenant: Annotated[UUID | None, typer.Option(help="The tenant's id; without one it comes of its name.")] = None,
) -> None:
    """Register a tenant with its first administrator."""
    new = NewTenant(name=tenant_name, issuer=issuer, subject=subject, administrator=name, tenant=tenant)
    with told():
        run(register(database, new, console()))
