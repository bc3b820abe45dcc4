"""A process that is killed between giving a command and writing that down: another goes on, and it is there once."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import pytest_asyncio

from shared.events.gaps import GapDeferralExpired
from shared.events.go_live import LeadTimeViolated
from shared.events.programme import ChangeProgramLaunched
from tests.contract.reacting.conftest import in_postgres
from tests.contract.reacting.stage import Stage, new_tenant
from tests.contract.reacting.test_follower import BEFORE, named
from tests.database import Database
from tests.facts.gaps import DEFERRED, OPENED
from tests.facts.go_live import LAUNCHED

SECONDS = 60


@pytest_asyncio.fixture
async def stage(installed: Database) -> AsyncIterator[Stage]:
    async with in_postgres(installed) as stage:
        yield stage


async def killed(what: str, tenant: UUID, database: Database) -> None:
    addresses = database.dsn("engagement"), database.dsn("engagement", worker=True)
    words = ("-m", "tests.contract.reacting.dying", what, str(tenant), *addresses)
    process = await asyncio.create_subprocess_exec(sys.executable, *words)
    async with asyncio.timeout(SECONDS):
        assert await process.wait() == -signal.SIGKILL


async def test_what_was_given_before_the_kill_is_on_record_once(stage: Stage, installed: Database) -> None:
    reacting, timed = new_tenant(), new_tenant()
    await stage.follower(named("killed")).catch_up()
    await stage.record(reacting, *BEFORE, LAUNCHED)
    await stage.record(timed, OPENED, DEFERRED)
    await stage.shown(timed, 2)
    await stage.set_clock(datetime(2026, 5, 5, tzinfo=UTC))
    await asyncio.gather(killed("follower", reacting, installed), killed("poller", timed, installed))
    (launched,) = await stage.recorded(reacting, ChangeProgramLaunched)
    for _ in range(2):
        assert len(await stage.recorded(reacting, LeadTimeViolated)) == 1
        assert len(await stage.recorded(timed, GapDeferralExpired)) == 1
        await stage.follower(named("killed")).catch_up()
        await stage.poller().fire()
    assert [request.causation_id for request in stage.sent].count(launched.event_id) == 1
