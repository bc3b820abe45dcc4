"""`fairway token`: sign a token."""

from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured
from cli.failures import told
from cli.tokens import token as signed


def token(
    subject: Annotated[str, typer.Argument(help="Whom it is for: the `sub` that they were registered under.")],
    tenant: Annotated[UUID | None, typer.Option(help="The tenant's id; without one, the sample tenant's.")] = None,
) -> None:
    """Print a token of the embedded issuer, for somebody of any tenant of this Fairway."""
    with told():
        print(signed(subject, tenant, configured()))
