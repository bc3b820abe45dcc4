"""`fairway digest`: what the read models hold, in a line."""

from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured, console
from cli.digesting import show_digests
from cli.failures import told
from cli.running import run


def digest(tenant: Annotated[UUID | None, typer.Argument(help="One tenant; without it all are read.")] = None) -> None:
    """Put all that the read models hold into a digest: two Fairways that show the same have the same."""
    with told():
        run(show_digests(tenant, configured(), console()))
