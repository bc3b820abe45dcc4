"""What the `fairway` command offers, one function each."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.demo import command as demonstration
from cli.demo.command import EXAMPLE, Wanted
from cli.failures import Unusable, told
from cli.up import serve
from shared.observability import configure_logs
from shared.settings import Settings

UNKNOWN_WIDTH = 140

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Takes an AI pilot that worked into production.",
)


@app.callback()
def fairway() -> None:
    """Takes an AI pilot that worked into production."""


@app.command()
def up() -> None:
    """Start Fairway here, in one process."""
    with told():
        settings = configured()
        asyncio.run(serve(settings))


@app.command()
def demo(
    file: Annotated[Path, typer.Argument(help="The engagement's file.", show_default="the shipped example")] = EXAMPLE,
    keep: Annotated[bool, typer.Option("--keep", help="Leave Fairway running afterwards, and print tokens.")] = False,
    url: Annotated[str | None, typer.Option(help="A Fairway that runs already, instead of a fresh one.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="JSON with a token for each person, for --url.")] = None,
) -> None:
    """Play the life of a pilot, from its file, and show what stands at the end."""
    with told():
        if (url is None) != (token_file is None) or (url and keep):
            raise Unusable("--url and --token-file go together, and --keep is for a fresh Fairway.")
        wanted = Wanted(file=file, url=url, token_file=token_file, keep=keep)
        asyncio.run(demonstration.demo(wanted, configured(), console()))


def configured() -> Settings:
    settings = Settings()
    configure_logs(settings.log_level)
    return settings


def console() -> Console:
    found = Console()
    return found if found.is_terminal else Console(width=UNKNOWN_WIDTH)
