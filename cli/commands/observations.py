"""`fairway observations`: hand what was measured to a running Fairway."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import asking, gateway_of
from cli.configured import configured
from cli.failures import told
from cli.observation_pushing import Measured, push_observations
from cli.running import run
from shared.settings import Settings

observations = typer.Typer(no_args_is_help=True, help="Hand what was measured to a running Fairway.")


@observations.callback()
def nothing_of_its_own() -> None:
    """Hand what was measured to a running Fairway."""


@observations.command()
def push(
    file: Annotated[Path, typer.Argument(help="CSV with a line of names, or JSON lines (.ndjson, .jsonl).")],
    *,
    engagement: Annotated[str, typer.Option(help="The engagement's id.")],
    source: Annotated[str | None, typer.Option(help="What counted.", show_default="the file's name")] = None,
    language: Annotated[str, typer.Option(help="Of what is said of rows: en or fr.")] = "en",
    url: Annotated[str | None, typer.Option(help="The gateway; else FAIRWAY_URL.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="Holds the access token; else FAIRWAY_TOKEN.")] = None,
) -> None:
    """Send a file of observations. However often the same is sent, each row is recorded once."""
    with told(), asking():
        wanted = Measured(file=file, engagement=engagement, source=source, language=language)
        run(pushing(configured(), (url, token_file), wanted))


async def pushing(settings: Settings, where: tuple[str | None, Path | None], wanted: Measured) -> None:
    async with gateway_of(settings, *where) as http:
        await push_observations(http, wanted, say=print, progress=lambda text: typer.echo(text, err=True))
