"""What the `fairway` command offers, one function each."""

import asyncio

import typer

from cli.up import serve
from shared.observability import configure_logs
from shared.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Takes an AI pilot that worked into production.")


@app.callback()
def fairway() -> None:
    """Takes an AI pilot that worked into production."""


@app.command()
def up() -> None:
    """Start Fairway here, in one process."""
    settings = Settings()
    configure_logs(settings.log_level)
    asyncio.run(serve(settings))
