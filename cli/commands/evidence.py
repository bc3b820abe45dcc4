"""`fairway evidence`: hand files to a running Fairway."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import asking, gateway_of
from cli.configured import configured
from cli.evidence_pushing import Push, push_file
from cli.failures import told
from cli.running import run
from shared.settings import Settings

evidence = typer.Typer(no_args_is_help=True, help="Hand evidence to a running Fairway.")


@evidence.callback()
def nothing_of_its_own() -> None:
    """Hand evidence to a running Fairway."""


@evidence.command()
def push(  # noqa: PLR0913 - each is an option of its own
    file: Annotated[Path, typer.Argument(help="The file, as the tool wrote it.")],
    engagement: Annotated[str, typer.Option(help="The engagement's id.")],
    criterion: Annotated[str, typer.Option(help="What it shows, as fairway/load_test.")],
    kind: Annotated[str, typer.Option(help="The kind of evidence, as the framework names it.")],
    *,
    title: Annotated[str | None, typer.Option(show_default="the file's name")] = None,
    source: Annotated[str, typer.Option(help="Where it comes from, such as the job's address.")],
    valid_from: Annotated[str, typer.Option(help="The day of what it shows, as 2026-03-31.")],
    valid_until: Annotated[str, typer.Option(help="The last day on which it counts.")],
    format_: Annotated[str | None, typer.Option("--format", help="Whose file it is, so that values are read.")] = None,
    value: Annotated[list[str] | None, typer.Option(help="Without a format: name=value; repeat it.")] = None,
    release: Annotated[str | None, typer.Option(help="The id of the release that it is about.")] = None,
    media_type: Annotated[str | None, typer.Option(show_default="by the file's name")] = None,
    key: Annotated[str | None, typer.Option(help="An idempotency key.", show_default="of all that is sent")] = None,
    url: Annotated[str | None, typer.Option(help="The gateway; else FAIRWAY_URL.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="Holds the access token; else FAIRWAY_TOKEN.")] = None,
) -> None:
    """Send a file as evidence. However often the same is sent, it is recorded once."""
    with told(), asking():
        about = {"engagement": engagement, "criterion": criterion, "kind": kind, "title": title or file.name}
        more = {"source": source, "validFrom": valid_from, "validUntil": valid_until, **named(format_, release)}
        wanted = Push(file=file, said={**about, **more}, values=tuple(value or ()), media_type=media_type, key=key)
        run(pushing(configured(), (url, token_file), wanted))


def named(format_: str | None, release: str | None) -> dict[str, str]:
    given = {"format": format_, "releaseId": release}
    return {name: text for name, text in given.items() if text is not None}


async def pushing(settings: Settings, where: tuple[str | None, Path | None], wanted: Push) -> None:
    async with gateway_of(settings, *where) as http:
        print(await push_file(http, wanted))
