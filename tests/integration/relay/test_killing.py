"""Several relays, some of which are killed: each event goes out at least once, in order, and no two ways."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from shared.transport.relay_checkpoint import Place
from tests.integration.relay.held import complete, whole
from tests.integration.relay.sending import SECONDS, Sending, story

HOLD = """
create function public.held() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(42);
  return new;
end $$
"""
AT_ITS_MOVE = "create trigger held before update on ledger.relay_checkpoint for each row execute function public.held()"
AT_ITS_COMMIT = """
create constraint trigger held after update on ledger.relay_checkpoint deferrable initially deferred
for each row execute function public.held()
"""
WAITING = """
select count(*) from pg_stat_activity
where datname = current_database() and usename = 'fairway_ledger_worker' and wait_event_type = 'Lock'
"""
LETTING_GO = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and usename = 'fairway_ledger_worker' and wait_event_type = 'Lock'
"""


class Load:
    """Several tenants at work at once, turn by turn."""

    def __init__(self, stage: Sending) -> None:
        self._stage = stage
        self._tenants = {uuid7(): [uuid7() for _ in range(4)] for _ in range(3)}

    async def goes_on(self, turns: int) -> None:
        await asyncio.gather(*(self._of(tenant, turns) for tenant in self._tenants))

    async def _of(self, tenant: UUID, turns: int) -> None:
        for turn in range(turns):
            await self._stage.append(tenant, *story(turn, self._tenants[tenant]))


@asynccontextmanager
async def process(stage: Sending) -> AsyncIterator[asyncio.subprocess.Process]:
    """A relay that is killed at the end, if not before."""
    words = (stage.database.dsn("ledger", worker=True), stage.address, *stage.topics)
    started = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.integration.relay.process", *words)
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


async def test_two_relays_side_by_side_share_the_work_under_load(stage: Sending) -> None:
    load = Load(stage)
    async with stage.relaying(), stage.relaying():
        await load.goes_on(turns=40)
        await stage.sent()
    await complete(stage)
    assert len(await stage.entries()) == 3 * 40 * 5


@pytest.mark.parametrize("hold", [AT_ITS_MOVE, AT_ITS_COMMIT], ids=["before its move", "before its commit"])
async def test_a_relay_killed_after_sending_has_it_sent_again_and_the_same(stage: Sending, hold: str) -> None:
    await Load(stage).goes_on(turns=2)
    await stage.execute(HOLD)
    await stage.execute(hold)
    async with holding(stage, "select pg_advisory_lock(42)"), process(stage) as relay:
        await waiting(stage)
        assert await stage.read(stage.log_topic)
        relay.kill()
        await relay.wait()
        await stage.execute(LETTING_GO)
    async with stage.relay() as other:
        await other.catch_up()
    await complete(stage)
    assert len(await stage.entries()) > len(await whole(stage))


async def test_a_relay_killed_before_sending_has_it_sent_by_another(stage: Sending) -> None:
    await Load(stage).goes_on(turns=2)
    async with holding(stage, "begin; lock table es.event in access exclusive mode"), process(stage) as relay:
        await waiting(stage)
        assert await stage.read(stage.log_topic) == []
        relay.kill()
        await relay.wait()
        await stage.execute(LETTING_GO)
    async with stage.relay() as other:
        await other.catch_up()
    await complete(stage)


def sent(places: list[Place]) -> int:
    return sum(place.seq for place in places)


def further(than: int, places: list[Place]) -> bool:
    return sent(places) > than


async def killed_again_and_again(stage: Sending, times: int) -> None:
    load = Load(stage)
    for _ in range(times):
        async with process(stage) as relay:
            before = sent(await stage.places())
            working = asyncio.create_task(load.goes_on(turns=10))
            await stage.until(partial(further, before))
            relay.kill()
            await working
    async with stage.relay() as other:
        await other.catch_up()
    await complete(stage)


async def test_relays_that_are_killed_under_load_lose_nothing(stage: Sending) -> None:
    await killed_again_and_again(stage, times=3)


@pytest.mark.soak
async def test_relays_that_are_killed_fifty_times_under_load_lose_nothing(stage: Sending) -> None:
    await killed_again_and_again(stage, times=50)


@asynccontextmanager
async def holding(stage: Sending, lock: str) -> AsyncIterator[None]:
    connection = await asyncpg.connect(stage.database.superuser)
    try:
        await connection.execute(lock)
        yield
    finally:
        await connection.close()


async def waiting(stage: Sending) -> None:
    """As soon as all lanes of the relay stand still."""
    connection = await asyncpg.connect(stage.database.superuser)
    try:
        async with asyncio.timeout(SECONDS):
            while await connection.fetchval(WAITING) < 4:
                pass
    finally:
        await connection.close()
