"""`fairway demo`: play the life of a pilot."""

from pathlib import Path
from typing import Annotated

import typer

from cli.configured import configured, console
from cli.demo.command import EXAMPLE, Wanted
from cli.demo.command import demo as play
from cli.failures import Unusable, told
from cli.running import run


def demo(
    file: Annotated[Path, typer.Argument(help="The engagement's file.", show_default="the shipped example")] = EXAMPLE,
    keep: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--keep", help="Leave Fairway running afterwards, and print tokens.")
    ] = False,
    distributed: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--distributed", help="In several processes, with Kafka between them, instead of in one.")
    ] = False,
    url: Annotated[str | None, typer.Option(help="A Fairway that runs already, instead of a fresh one.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="JSON with a token for each person, for --url.")] = None,
) -> None:
    """Play the life of a pilot, from its file, and show what stands at the end."""
    with told():
        if (url is None) != (token_file is None) or (url and (keep or distributed)):
            raise Unusable("--url and --token-file go together; --keep and --distributed are for a fresh Fairway.")
        wanted = Wanted(file=file, url=url, token_file=token_file, keep=keep, distributed=distributed)
        run(play(wanted, configured(), console()))
