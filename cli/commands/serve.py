"""`fairway serve`: run one of the processes."""

from typing import Annotated

import typer

from cli.configured import configured
from cli.failures import told
from cli.process import serve_one
from cli.running import run


def serve(name: Annotated[str, typer.Argument(help="engagement, gates, measurement, ledger or gateway.")]) -> None:
    """Run one of Fairway's processes, for when one process is no longer enough."""
    with told():
        run(serve_one(name, configured()), until_ended=True)
