"""`fairway ready`: ask whether a process can answer."""

from typing import Annotated

import typer

from cli.configured import console
from cli.failures import Failure, told
from cli.running import run
from cli.waiting import waited_for


def ready(address: Annotated[str, typer.Argument(help="http://host:port of a process.")]) -> None:
    """Say whether a process can answer, and end with 1 while it waits for something."""
    with told():
        run(_ready(address))


async def _ready(address: str) -> None:
    waiting = await waited_for(address)
    if waiting:
        raise Failure(f"Waiting for {', '.join(waiting)}.")
    console().print("Ready.")
