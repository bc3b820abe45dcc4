"""`fairway backtest`: what another framework would have said in the past."""

from pathlib import Path
from typing import Annotated

import typer

from cli.backtesting import backtest as test_back
from cli.configured import configured, console
from cli.failures import told
from cli.running import run
from services.gates.contracts.retold import Against


def backtest(
    file: Annotated[Path, typer.Argument(help="The framework, in YAML or JSON.")],
    against: Annotated[
        tuple[str, int] | None,
        typer.Option(help="In whose place: a name and a version.", show_default="every version of the same name"),
    ] = None,
) -> None:
    """Judge every verdict ever recorded by another framework, and count what would have changed. Records nothing."""
    with told():
        wanted = None if against is None else Against(name=against[0], version=against[1])
        run(test_back(file, wanted, configured(), console()))
