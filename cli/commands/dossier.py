"""`fairway dossier`: what there is to do with the dossier of a decision, without a running Fairway."""

from pathlib import Path
from typing import Annotated

import typer

from cli.dossiers import verify as verify_dossier
from cli.failures import told

dossier = typer.Typer(no_args_is_help=True, help="Look after dossiers of decisions.")


@dossier.callback()
def nothing_of_its_own() -> None:
    """Look after dossiers of decisions."""


@dossier.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The dossier, as the gateway gives it out.")],
    keys: Annotated[Path, typer.Option(help="The keys to believe, as `GET /keys` publishes them.")],
) -> None:
    """Compute the decision anew from the file alone. Ends with 0: it holds; 1: it does not, and where; 2: no file."""
    with told():
        print(verify_dossier(file, keys))
