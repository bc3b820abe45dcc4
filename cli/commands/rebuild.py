"""`fairway rebuild`: fill views anew."""

from typing import Annotated

import typer

from cli.configured import configured, console
from cli.failures import told
from cli.rebuilding import rebuild_views
from cli.running import run


def rebuild(
    name: Annotated[str, typer.Argument(metavar="SERVICE-OR-PROJECTION", help="Such as engagement or gap_register.")],
    accept_differences: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--accept-differences", help="Change over even where the rebuilt views differ.")
    ] = False,
) -> None:
    """Fill a service's views anew from the log, compare them with those that serve, and change over."""
    with told():
        run(rebuild_views(name, configured(), console(), accept_differences=accept_differences))
