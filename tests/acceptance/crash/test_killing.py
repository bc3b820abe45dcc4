"""kill -9 while clients write: what was acknowledged is there, what was not can be asked again, nothing is twice."""

import asyncio
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.acceptance.crash.books import check
from tests.acceptance.crash.clients import STEPS, Client
from tests.acceptance.crash.process import ended, fairway, spawned, started
from tests.integration.chaos.pulse import Pulse
from tests.sample.chance import chances

SEED = int(os.environ.get("FAIRWAY_CHAOS_SEED", "1"))
CLIENTS = 6
MOST_ANSWERS = 120
RESTARTS_WITHIN = 20.0
MOST_STARTUP_MILLISECONDS = 4_000
EVERY = 10
"""In so many rounds it is killed once before it is up, too."""


async def killed_at_work(data: Path, clients: list[Client], pulse: Pulse, answers: int) -> float:
    """Give how many seconds it took to start."""
    async with started(data) as up:
        working = [asyncio.create_task(client.work(up)) for client in clients]
        await pulse.at(pulse.beats + answers)
        await up.kill()
        await asyncio.gather(*working)
        return up.took


async def killed_while_starting(data: Path, milliseconds: int) -> None:
    process = await spawned(data)
    try:
        await asyncio.wait_for(process.wait(), milliseconds / 1000)
    except TimeoutError:
        process.kill()
    await process.communicate()


async def rounds(data: Path, clients: list[Client], pulse: Pulse, chance: Iterator[int], number: int) -> list[float]:
    starts: list[float] = []
    for one in range(1, number + 1):
        starts.append(await killed_at_work(data, clients, pulse, next(chance) % MOST_ANSWERS))
        if one % EVERY == 0:
            await killed_while_starting(data, next(chance) % MOST_STARTUP_MILLISECONDS)
    return starts


async def survives(data: Path, number: int, *, thoroughly: bool = False) -> None:
    pulse = Pulse()
    clients = [Client(name=f"client {place}", pulse=pulse) for place in range(CLIENTS)]
    starts = await rounds(data, clients, pulse, chances(SEED), number)
    async with started(data) as up:
        whole = max(len(client.acknowledged) for client in clients) // len(STEPS) * len(STEPS) + len(STEPS)
        await asyncio.gather(*(client.work(up, whole) for client in clients))
        acknowledged = list(chain.from_iterable(client.acknowledged for client in clients))
        await check(up, acknowledged)
        for command in ("verify", "rebuild engagement") if thoroughly else ():
            end = await ended(await fairway(command, data))
            assert end.code == 0, end.out + end.errors
    cut = sum(client.unanswered for client in clients)
    found = sum(each.repeated for each in acknowledged)
    print(f"killed {number} times: {len(acknowledged)} answers, {cut} unanswered, {found} of these had been recorded")  # noqa: T201 - by -s
    print(f"starts took {min(starts):.1f} to {max(starts):.1f} s")  # noqa: T201 - by -s
    assert cut >= number
    assert max(starts[1:]) < RESTARTS_WITHIN


async def test_killed_at_any_moment_it_loses_nothing_and_writes_nothing_twice(tmp_path: Path) -> None:
    await survives(tmp_path / "data", 3)


@pytest.mark.soak
async def test_killed_a_hundred_times_it_loses_nothing_and_writes_nothing_twice(tmp_path: Path) -> None:
    await survives(tmp_path / "data", 100, thoroughly=True)
