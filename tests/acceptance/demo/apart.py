"""The demo's driver in front of processes that run already, on a test database."""

from contextlib import AsyncExitStack
from datetime import timedelta

import httpx

from cli.demo.apart import reached
from cli.demo.performance import Performance, perform
from cli.demo.plan import plan
from cli.demo.stage import stage_in
from cli.engagement_file import EngagementFile
from deploy.distributed.gateway import backends
from deploy.embedded.database import Database as Opened
from deploy.evidence import store_of
from shared.settings import Settings
from shared.web.remote.channel import http_client
from tests.database import PASSWORDS, Database
from tests.processes import Processes


async def performed_apart(found: Processes, database: Database, file: EngagementFile) -> Performance:
    scenes, port = plan(file), found.plan.ports["gateway"]
    async with http_client() as internal, httpx.AsyncClient(timeout=30) as http, AsyncExitStack() as stack:
        settings = told(found)
        told_to = backends(settings, internal, store_of(settings))
        behind = await reached(settings, Opened(address=database.superuser, passwords=PASSWORDS), told_to, stack)
        begins = scenes[0].at - timedelta(minutes=1)
        stage = await stage_in(behind, file, begins, f"http://127.0.0.1:{port}/graphql")
        return await perform(file, scenes, stage=stage, http=http, heard=lambda _: None)


def told(found: Processes) -> Settings:
    """What the processes were told."""
    given = {name.removeprefix("FAIRWAY_").lower(): value for name, value in found.plan.environment.items()}
    return Settings.model_validate({name: value for name, value in given.items() if not value.startswith("{")})
