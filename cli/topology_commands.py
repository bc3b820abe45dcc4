"""What the `fairway` command offers for Fairway as several processes: here, or in containers."""

from pathlib import Path
from typing import Annotated

import typer
from aiokafka.errors import KafkaError
from rich.console import Console

from cli import native
from cli.commands import configured, console
from cli.failures import Failure, Unusable, told
from cli.running import run
from deploy.native.layout import Layout
from deploy.secret_files import make
from shared.transport import topics as kafka

Instances = Annotated[int, typer.Option(min=1, max=9, help="How many of each process run side by side.")]


def start(instances: Instances = 1) -> None:
    """Start PostgreSQL, Kafka and all processes here, each apart; they go on when this ends."""
    with told():
        run(native.start(Layout(settings=configured(), instances=instances), Console(soft_wrap=True)))


def stop() -> None:
    """Stop what `start` started."""
    with told():
        run(native.stop(Layout(settings=configured()), console()))


def supervise(instances: Instances = 1) -> None:
    """Be what `start` leaves behind: keep the processes running until ended."""
    with told():
        run(native.supervise(Layout(settings=configured(), instances=instances)), until_ended=True)


def secrets(
    folder: Annotated[Path, typer.Argument(help="Where they are kept: a folder for each process.")],
    server: Annotated[str | None, typer.Option(help="host:port of PostgreSQL, for the superuser's address.")] = None,
) -> None:
    """Make the secrets that the processes share, unless they are there."""
    with told():
        make(folder, server)


def topics(
    replicas: Annotated[int, typer.Option(min=1, help="On how many brokers each record lies.")] = 1,
) -> None:
    """Make Fairway's topics on Kafka, or bring their settings up to date; doing it again changes nothing."""
    with told():
        address = configured().kafka
        if address is None:
            raise Unusable("FAIRWAY_KAFKA names Kafka's bootstrap servers.")
        run(_topics(address, replicas))


def ready(address: Annotated[str, typer.Argument(help="http://host:port of a process.")]) -> None:
    """Say whether a process can answer, and end with 1 while it waits for something."""
    with told():
        run(_ready(address))


async def _topics(address: str, replicas: int) -> None:
    try:
        made = await kafka.ensure(address, replicas=replicas)
    except (KafkaError, OSError) as error:
        raise Unusable(f"The topics cannot be made on {address}: {error}") from error
    console().print(f"Made {', '.join(made)}." if made else "All topics are there.")


async def _ready(address: str) -> None:
    waiting = await native.waited_for(address)
    if waiting:
        raise Failure(f"Waiting for {', '.join(waiting)}.")
    console().print("Ready.")


def offer(app: typer.Typer) -> None:
    for command in (start, stop, secrets, topics, ready):
        app.command()(command)
    app.command(hidden=True)(supervise)
