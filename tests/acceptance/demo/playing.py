"""A Fairway in this process on a test database of its own, and the demo's driver in front of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx

from cli.client import Client
from cli.demo.clock import Clock
from cli.demo.performance import Performance, perform
from cli.demo.plan import Scene, plan
from cli.demo.stage import Stage, behind, stage_in, tenant_of
from cli.demo.steps import Step
from cli.engagement_file import EngagementFile, read
from deploy.embedded.app import Fairway, fairway
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.settings import Settings
from tests.database import PASSWORDS, Database

EXAMPLE = Path(__file__).parents[3] / "examples" / "claims-triage.yaml"


@record
class Theatre:
    """`steps` are those that were begun, in their order."""

    file: EngagementFile
    scenes: list[Scene]
    stage: Stage
    http: httpx.AsyncClient
    running: Fairway
    steps: list[Step]

    async def perform(self) -> Performance:
        return await perform(self.file, self.scenes, stage=self.stage, http=self.http, heard=self.steps.append)

    @property
    def clock(self) -> Clock:
        return Clock(self.running.parts.engagement.workers)

    @property
    def client(self) -> Client:
        return Client(self.http, self.stage.url)

    async def events(self) -> int:
        return (await self.running.parts.engagement.ledger.head(tenant_of(self.file))).seq


def up_to(last: date) -> EngagementFile:
    """The example, with nothing that comes after that day."""
    whole = read(EXAMPLE)
    told = tuple(step for step in whole.progress if step.on <= last)
    return whole.model_copy(update={"progress": told, "measurements": ()})


@asynccontextmanager
async def theatre(database: Database, folder: Path, file: EngagementFile) -> AsyncIterator[Theatre]:
    scenes = plan(file)
    settings = Settings(data=folder, database=database.superuser, timers_and_reactions=False)
    async with fairway(settings, DatabaseKind.TEST, passwords=PASSWORDS) as running:
        transport = httpx.ASGITransport(running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://fairway.test") as http:
            begins = scenes[0].at - timedelta(minutes=1)
            stage = await stage_in(behind(running), file, begins, "http://fairway.test/graphql")
            yield Theatre(file=file, scenes=scenes, stage=stage, http=http, running=running, steps=[])
