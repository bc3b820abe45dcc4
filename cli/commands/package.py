"""`fairway package`: what there is to do with a governance package, without a running Fairway."""

from pathlib import Path
from typing import Annotated

import typer

from cli.failures import told
from cli.packages import verify as verify_package

package = typer.Typer(no_args_is_help=True, help="Look after governance packages.")


@package.callback()
def nothing_of_its_own() -> None:
    """Look after governance packages."""


@package.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The package, as the gateway gives it out.")],
    keys: Annotated[Path, typer.Option(help="The keys to believe, as `GET /keys` publishes them.")],
    digest: Annotated[str | None, typer.Option(help="The SHA-256 that it must have.")] = None,
) -> None:
    """Is this the package that was put on record? Ends with 0: it is; 1: it is not, and why; 2: no file."""
    with told():
        print(verify_package(file, keys, digest))
