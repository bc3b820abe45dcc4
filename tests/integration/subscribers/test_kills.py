"""A subscriber killed at random, while events come and come again, ends with the picture that Fairway itself has."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.broker import running_broker
from tests.conftest import FreshDatabase
from tests.integration.subscribers.programs import Subscriber, ready
from tests.integration.subscribers.town import Town, town
from tests.sample.chance import chances

SEED = int(os.environ.get("FAIRWAY_CHAOS_SEED", "1"))
SHORT, LONG = 5, 100
SHORT_BOUND, LONG_BOUND = 240, 1_800
LONGEST_LIFE = 2.0  # seconds: some end before the first record was read, some while a state is written
ONE = 65_536


async def killed_at_random(subscriber: Subscriber, kills: int, chance: Iterator[int]) -> None:
    """Every other time after it has come further: a life may be too short for that."""
    for number in range(kills):
        before = subscriber.written()
        await subscriber.start()
        if number % 2:
            await subscriber.until_further(before)
        await subscriber.lives_for(next(chance) / ONE * LONGEST_LIFE)
        await subscriber.kill()


async def run(subscriber: Subscriber, at_work: Town, kills: int) -> None:
    ended = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        await at_work.found()
        group.create_task(at_work.live(SEED, ended))
        chance = chances(SEED)
        await killed_at_random(subscriber, kills // 2, chance)
        await at_work.send_again()
        await killed_at_random(subscriber, kills - kills // 2, chance)
        ended.set()
    await subscriber.start()


async def ends_like_fairway(subscriber: Subscriber, at_work: Town) -> None:
    last = await at_work.last()
    await subscriber.until(lambda known: {key: each["after"] for key, each in known.items()} == last)
    known = subscriber.engagements()
    assert {key: each["missing"] for key, each in known.items()} == dict.fromkeys(known, 0)
    pictures = {
        key: {name: part for name, part in each["picture"].items() if name != "as_of"} for key, each in known.items()
    }
    assert pictures == await at_work.pictures()


@pytest.mark.req("X8")
@pytest.mark.parametrize(
    ("kills", "bound"),
    [(SHORT, SHORT_BOUND), pytest.param(LONG, LONG_BOUND, marks=pytest.mark.soak)],
    ids=["a few times", "a hundred times"],
)
async def test_a_subscriber_killed_at_random_ends_with_fairways_own_picture(
    fresh_database: FreshDatabase, language: str, tmp_path: Path, kills: int, bound: int
) -> None:
    async with (
        asyncio.timeout(bound),
        fresh_database() as database,
        running_broker(tmp_path / "kafka") as broker,
        town(database, broker.address) as at_work,
        ready(language, broker.address, tmp_path) as subscriber,
    ):
        await run(subscriber, at_work, kills)
        await ends_like_fairway(subscriber, at_work)
        print(f"{language}: killed {kills} times under {at_work.given} commands; equal")  # noqa: T201 - shown by -s
