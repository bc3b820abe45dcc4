"""What `fairway demo` does: set the stage, perform, show what stands, and keep the report."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from rich.console import Console

from cli.demo.apart import stage_apart
from cli.demo.cast import read_tokens, tokens_json
from cli.demo.close_out import kept_in
from cli.demo.ending_shown import show_ending, show_how_to_stay, show_open
from cli.demo.folder import NAME
from cli.demo.passage_shown import show_passage
from cli.demo.performance import Performance, perform
from cli.demo.plan import Scene, plan, told_later
from cli.demo.progress_shown import progress_shown
from cli.demo.returns_shown import show_returns
from cli.demo.shown import show
from cli.demo.stage import Stage, fresh_stage
from cli.engagement_file import read
from cli.engagement_parts import EngagementFile
from cli.serving import until_stopped
from shared.kernel.record import record
from shared.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "claims-triage.yaml"
ANSWER_WITHIN = 60.0


@record
class Wanted:
    """What was asked for: a file, and a Fairway that runs already or a fresh one, which may stay afterwards.

    `distributed`: the fresh one is of several processes.
    """

    file: Path
    url: str | None = None
    token_file: Path | None = None
    keep: bool = False
    distributed: bool = False


async def demo(wanted: Wanted, settings: Settings, console: Console) -> None:
    file = read(wanted.file)
    scenes = plan(file) if wanted.url is None else told_later(plan(file))
    console.print(f"{file.pilot.name}, of {file.tenant.name}: {len(scenes)} steps", highlight=False)
    if wanted.distributed:
        console.print("Starting PostgreSQL, Kafka and Fairway's processes …")
    async with stage_for(wanted, settings, file, scenes) as stage:
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN) as http:
            with progress_shown(console, [scene.step for scene in scenes]) as heard:
                performance = await perform(file, scenes, stage=stage, http=http, heard=heard)
        tell(console, performance, settings.data / NAME)
        tell_how_to_ask(console, wanted, file, stage, settings.data / NAME)
        if wanted.keep:
            await kept(stage)


async def kept(stage: Stage) -> None:
    """From now on what is due happens by itself, as ever."""
    async with AsyncExitStack() as stack:
        if stage.meanwhile is not None:
            await stage.meanwhile.from_now_on(stack)
        await until_stopped()


@asynccontextmanager
async def stage_for(
    wanted: Wanted, settings: Settings, file: EngagementFile, scenes: list[Scene]
) -> AsyncIterator[Stage]:
    if wanted.url is not None and wanted.token_file is not None:
        yield Stage(url=endpoint(wanted.url), tokens=read_tokens(wanted.token_file))
        return
    fresh = stage_apart if wanted.distributed else fresh_stage
    async with fresh(settings, file, scenes[0].at - timedelta(minutes=1)) as stage:
        yield stage


def endpoint(url: str) -> str:
    return url if urlsplit(url).path.strip("/") else f"{url.rstrip('/')}/graphql"


def tell(console: Console, performance: Performance, folder: Path) -> None:
    played, outcome = performance.played, performance.outcome
    known = f"; {played.repeated} of them had been recorded before" if played.repeated else ""
    rate = f"{performance.seconds:.1f} s, {played.steps / performance.seconds:.0f} a second"
    console.print(f"{played.steps} steps in {rate}{known}\n", highlight=False)
    show(console, outcome)
    show_passage(console, outcome.passage)
    show_returns(console, outcome.returns)
    show_ending(console, performance.digest, kept_in(folder, outcome))


def tell_how_to_ask(console: Console, wanted: Wanted, file: EngagementFile, stage: Stage, folder: Path) -> None:
    """Of a fresh Fairway that stays up where it is, with a token; else how to have one stay up."""
    if not wanted.keep:
        if wanted.url is None:
            show_how_to_stay(console, distributed=wanted.distributed)
        return
    tokens = folder / "tokens.json"
    with os.fdopen(os.open(tokens, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(tokens_json(stage.tokens))
    show_open(console, stage.url, file.people[file.review.by].name, stage.tokens[file.review.by], tokens)
