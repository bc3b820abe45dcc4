"""`fairway framework`: what is there to do with frameworks without a running Fairway."""

from pathlib import Path
from typing import Annotated

import typer

from cli.checking import checked
from cli.failures import told

framework = typer.Typer(no_args_is_help=True, help="Look after frameworks of criteria.")


@framework.callback()
def nothing_of_its_own() -> None:
    """Look after frameworks of criteria."""


@framework.command()
def check(file: Annotated[Path, typer.Argument(help="The framework, in YAML or JSON.")]) -> None:
    """Say everything that is wrong with a framework, by line and column, or that it can be published."""
    with told():
        print(checked(file))
