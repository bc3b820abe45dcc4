"""`fairway verify`: recompute the hash chain."""

from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured, console
from cli.failures import told
from cli.running import run
from cli.verifying import verify as verify_logs


def verify(
    tenant: Annotated[UUID | None, typer.Argument(help="One tenant; without it all are verified.")] = None,
) -> None:
    """Recompute the hash chain over the log, and name the first event at which it does not hold."""
    with told():
        run(verify_logs(tenant, configured(), console()))
