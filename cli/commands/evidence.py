"""`fairway evidence`: hand files to a running Fairway, and tidy up where they lie."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli.asking import asking, gateway_of
from cli.configured import configured, console
from cli.evidence_pushing import Push, push_file
from cli.failures import Unusable, told
from cli.running import run
from cli.sweeping import Sweep, sweep_files
from shared.settings import Settings

evidence = typer.Typer(no_args_is_help=True, help="Hand evidence to a running Fairway, or tidy up its files.")


@evidence.callback()
def nothing_of_its_own() -> None:
    """Hand evidence to a running Fairway, or tidy up its files."""


@evidence.command()
def push(  # noqa: PLR0913 - each is an option of its own
    file: Annotated[Path, typer.Argument(help="The file, as the tool wrote it.")],
    *,
    engagement: Annotated[str | None, typer.Option(help="The engagement's id.")] = None,
    criterion: Annotated[str | None, typer.Option(help="What it shows, as fairway/load_test.")] = None,
    kind: Annotated[str | None, typer.Option(help="The kind of evidence, as the framework names it.")] = None,
    title: Annotated[str | None, typer.Option(show_default="the file's name")] = None,
    revise: Annotated[str | None, typer.Option(help="The id of evidence whose place the file takes.")] = None,
    reason: Annotated[str | None, typer.Option(help="With --revise: why.")] = None,
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
    """Send a file as evidence, or in the place of some. However often the same is sent, it is recorded once."""
    with told(), asking():
        first = {"engagement": engagement, "criterion": criterion, "kind": kind}
        about = to_revise(reason, {**first, "title": title}) if revise else to_submit(reason, first, title or file.name)
        more = {"source": source, "validFrom": valid_from, "validUntil": valid_until, "format": format_}
        said = {**about, **given({**more, "releaseId": release})}
        wanted = Push(file=file, said=said, values=tuple(value or ()), media_type=media_type, key=key)
        run(pushing(configured(), (url, token_file), replace(wanted, revise=revise)))


def to_submit(reason: str | None, first: Mapping[str, str | None], title: str) -> dict[str, str]:
    lacking = [f"--{name}" for name, text in first.items() if text is None]
    if lacking or reason is not None:
        raise Unusable("Say --engagement, --criterion and --kind; a --reason goes with --revise.")
    return {**given(first), "title": title}


def to_revise(reason: str | None, first: Mapping[str, str | None]) -> dict[str, str]:
    if reason is None or given(first):
        raise Unusable("To revise takes a --reason; what the evidence backs, and its title, stay as they are.")
    return {"reason": reason}


def given(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text is not None}


@evidence.command()
def sweep(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken away.")] = False,
    hours: Annotated[int, typer.Option(min=1, help="Only what was put so long ago.")] = 24,
) -> None:
    """Take away the files that no event names, of every tenant: of uploads that were refused, or cut off."""
    with told():
        run(sweep_files(Sweep(grown=timedelta(hours=hours), remove=not dry_run), configured(), console()))


async def pushing(settings: Settings, where: tuple[str | None, Path | None], wanted: Push) -> None:
    async with gateway_of(settings, *where) as http:
        print(await push_file(http, wanted))
