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
from cli.demo.close_out import check, keep, keep_adoption, keep_roi
from cli.demo.folder import NAME
from cli.demo.passage_shown import show_passage
from cli.demo.performance import Performance, perform
from cli.demo.plan import Scene, plan, told_later
from cli.demo.progress_shown import progress_shown
from cli.demo.returns import AdoptionReport, Returns
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
    async with stage_for(wanted, settings, file, scenes) as stage:
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN) as http:
            with progress_shown(console, [scene.step for scene in scenes]) as heard:
                performance = await perform(file, scenes, stage=stage, http=http, heard=heard)
        tell(console, performance, settings.data / NAME)
        if wanted.keep:
            tell_tokens(console, file, stage, settings.data / NAME)
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
    if performance.digest is not None:
        console.print(f"{performance.digest}", highlight=False)
    show(console, outcome)
    show_passage(console, outcome.passage)
    show_returns(console, outcome.returns)
    if outcome.returns.report is not None:
        tell_adoption(console, outcome.returns.report, folder)
    tell_roi(console, outcome.returns, folder)
    if outcome.report is None:
        console.print("\nNo close-out report was published.")
        return
    check(outcome.report)
    page, data = keep(outcome.report, folder)
    console.print("\n[bold]Close-out report[/], with the digest that was published:", highlight=False)
    console.print(f"  {outcome.report.digest}\n  {page}\n  {data}", highlight=False, soft_wrap=True)


def tell_adoption(console: Console, report: AdoptionReport, folder: Path) -> None:
    page, printed = keep_adoption(report, folder)
    console.print("\n[bold]Adoption report[/], with the digest that was published:", highlight=False)
    console.print(f"  {report.digest}\n  {page}\n  {printed}", highlight=False, soft_wrap=True)


def tell_roi(console: Console, returns: Returns, folder: Path) -> None:
    if returns.roi_report is not None and returns.published is not None:
        page, printed = keep_roi(returns.roi_report, returns.published, folder)
        console.print("\n[bold]Return on investment[/], with the digest that was published:", highlight=False)
        console.print(f"  {returns.published}\n  {page}\n  {printed}", highlight=False, soft_wrap=True)


def tell_tokens(console: Console, file: EngagementFile, stage: Stage, folder: Path) -> None:
    """On screen and, for `--token-file`, in a file that only its owner reads."""
    kept = folder / "tokens.json"
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(tokens_json(stage.tokens))
    console.print(f"\nFairway stays up: {stage.url} (open it in a browser for GraphiQL). Tokens:\n", highlight=False)
    for key, token in stage.tokens.items():
        person = file.people[key]
        console.print(f"  {key}: {person.name}, {', '.join(person.roles)}", highlight=False)
        console.print(f"  {token}\n", highlight=False, soft_wrap=True)
    console.print(f"They stand in {kept} too. Ctrl-C stops it.", highlight=False)
