"""Whatever a transport loses, repeats, reorders or delays, the views of all who listen end up equal."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from uuid import UUID

import pytest

from shared.projecting.positions import Reached
from shared.transport.hints import Hints
from tests.database import Database
from tests.integration.projecting.test_projectors import running, steps
from tests.sample.history import happened
from tests.sample.stage import QUICK, Stage, new_tenant, staged

SECONDS = 20


@asynccontextmanager
async def two_services(database: Database) -> AsyncIterator[tuple[Stage, Stage]]:
    async with staged(database) as one, staged(database) as other:
        yield one, replace(other, log=one.log)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_projector_ends_with_equal_views(hints: Hints, database: Database, seed: int) -> None:
    async with two_services(database) as (one, other):
        waiting = [stage.positions() for stage in (one, other, other)]
        projectors = [
            stage.projector(each, pace=replace(QUICK, poll=0.25))
            for stage, each in zip((one, other, other), waiting, strict=True)
        ]
        recordings = [one.recording() for _ in range(3)]
        async with running(*projectors, hints=hints):
            for turn in range(20):
                for number, recording in enumerate(recordings):
                    await recording.append(happened(recording.tenant, steps(seed * 1000 + turn * 10 + number, 4)))
                    await hints.publish(recording.tenant, recording.seq)
                await asyncio.sleep(0)
            for recording in recordings:
                reached = [each.reached(recording.tenant, recording.seq, SECONDS) for each in waiting]
                assert await asyncio.gather(*reached) == [Reached.REACHED] * 3
        for recording in recordings:
            views = await one.stored(recording.tenant)
            assert any(views.values())
            assert await other.stored(recording.tenant) == views


async def test_every_listener_hears_of_every_tenant(faithful_hints: Hints) -> None:
    tenants = {new_tenant() for _ in range(5)}
    async with listening(faithful_hints) as one, listening(faithful_hints) as other:
        for tenant in tenants:
            await faithful_hints.publish(tenant, 1)
        for heard in (one, other):
            assert await told(heard, tenants) == tenants


async def test_nobody_who_publishes_waits_for_a_slow_listener(hints: Hints) -> None:
    tenants = [new_tenant() for _ in range(3)]
    async with listening(hints) as slow:
        async with asyncio.timeout(SECONDS):
            for number in range(3_000):
                await hints.publish(tenants[number % 3], number)
        assert await told(slow, set(tenants)) == set(tenants)


@asynccontextmanager
async def listening(hints: Hints) -> AsyncIterator[AsyncIterator[frozenset[UUID] | None]]:
    """Someone who listens already, as the first word that was heard shows."""
    heard = hints.listen()
    assert isinstance(heard, AsyncGenerator)
    first, beacon = asyncio.ensure_future(anext(heard)), new_tenant()
    async with aclosing(heard), asyncio.timeout(SECONDS):
        while not first.done():
            await hints.publish(beacon, 1)
            await asyncio.sleep(0)
        yield heard


async def told(heard: AsyncIterator[frozenset[UUID] | None], wanted: set[UUID]) -> set[UUID]:
    """Those of the wanted tenants that were heard of, as soon as that is all of them."""
    found: set[UUID] = set()
    async for tenants in heard:
        found |= wanted & (tenants or set())
        if found == wanted:
            break
    return found
