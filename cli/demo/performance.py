"""One performance: every step of the file on a stage, and what then stands."""

from collections.abc import Callable, Sequence
from time import perf_counter

import httpx

from cli.client import Client
from cli.databases import superuser_of
from cli.demo.cast import cast
from cli.demo.outcome import Asking, Outcome
from cli.demo.plan import Scene
from cli.demo.playing import Played, play, unclocked
from cli.demo.stage import Stage, tenant_of
from cli.demo.steps import ENGAGEMENT, Step
from cli.engagement_parts import EngagementFile
from cli.failures import Unusable
from deploy.clock import now
from deploy.installed import VIEWS
from shared.kernel.record import record
from shared.projecting.digest import Digest, digest


@record
class Performance:
    """`digest` is of the read models: the same wherever the same file was played on a clock of its own."""

    played: Played
    seconds: float
    outcome: Outcome
    digest: Digest | None = None


async def perform(
    file: EngagementFile,
    scenes: Sequence[Scene],
    *,
    stage: Stage,
    http: httpx.AsyncClient,
    heard: Callable[[Step], None],
) -> Performance:
    people, client = cast(file, stage.tokens), Client(http, stage.url)
    if stage.clock is None:
        already_happened(scenes)
    before = stage.meanwhile.until if stage.meanwhile else unclocked
    began = perf_counter()
    played = await play(scenes, cast=people, client=client, prefix=file.pilot.name, before=before, heard=heard)
    if stage.meanwhile is not None:
        await stage.meanwhile.settled()
    seconds = perf_counter() - began
    if stage.clock is not None:
        await stage.clock.run_after(scenes[-1].at)
    asking = Asking(client, people[file.review.by].token, played.ids[ENGAGEMENT], played.seen)
    outcome = await asking.outcome()
    return Performance(played=played, seconds=seconds, outcome=outcome, digest=await digest_of(stage, file))


async def digest_of(stage: Stage, file: EngagementFile) -> Digest | None:
    """Of all that the services then show; none where only the API is in reach."""
    if stage.superuser is None:
        return None
    async with superuser_of(stage.superuser) as superuser:
        return await digest(superuser, VIEWS, tenant_of(file))


def already_happened(scenes: Sequence[Scene]) -> None:
    """A log takes what has happened, and nothing that is still to come."""
    ahead = next((scene for scene in scenes if scene.at > now()), None)
    if ahead is not None:
        raise Unusable(f"{ahead.step.key} happens at {ahead.at:%Y-%m-%d %H:%M} UTC: that is still to come.")
