"""`fairway secrets`: make what the processes share."""

from pathlib import Path
from typing import Annotated

import typer

from cli.failures import told
from deploy.secret_files import make


def secrets(
    folder: Annotated[Path, typer.Argument(help="Where they are kept: a folder for each process.")],
    server: Annotated[str | None, typer.Option(help="host:port of PostgreSQL, for the superuser's address.")] = None,
) -> None:
    """Make the secrets that the processes share, unless they are there."""
    with told():
        make(folder, server)
