"""`fairway unpark`: fold again what waits."""

from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured, console
from cli.failures import Unusable, told
from cli.running import run
from cli.unparking import Wanted
from cli.unparking import unpark as fold_again


def unpark(
    scope: Annotated[str | None, typer.Argument(help="One scope, as it is listed; without it they are listed.")] = None,
    tenant: Annotated[UUID | None, typer.Option(help="Of this tenant only.")] = None,
    everything: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--all", help="Fold all again that are listed.")
    ] = False,
) -> None:
    """List the scopes that wait for a mended fold, and fold one of them or all again from their first event."""
    with told():
        if scope is not None and everything:
            raise Unusable("Name one scope, or say --all.")
        run(fold_again(Wanted(scope=scope, tenant=tenant, everything=everything), configured(), console()))
