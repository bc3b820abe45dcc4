"""Keys that are asked for at the same time go together in one question."""

import asyncio

import pytest

from gateway.loading import Loader


class Broken(Exception):
    pass


def doubling() -> tuple[Loader[int, int], list[list[int]]]:
    """A loader that doubles, and the questions that it asked."""
    asked: list[list[int]] = []

    async def ask(keys: list[int]) -> list[int]:
        asked.append(keys)
        return [2 * key for key in keys]

    return Loader(ask), asked


async def test_keys_asked_for_at_the_same_time_make_one_question_that_names_each_once() -> None:
    loader, asked = doubling()
    three, several, one = await asyncio.gather(loader.one(3), loader.many([1, 3, 2]), loader.one(1))
    assert (three, several, one) == (6, [2, 6, 4], 2)
    assert asked == [[3, 1, 2]]


async def test_keys_asked_for_later_make_a_question_of_their_own() -> None:
    loader, asked = doubling()
    assert await loader.one(1) == await loader.one(1) == 2
    assert asked == [[1], [1]]


async def test_no_keys_make_no_question() -> None:
    loader, asked = doubling()
    assert await loader.many([]) == []
    assert asked == []


async def test_a_failure_reaches_everybody_who_asked() -> None:
    async def ask(_: list[int]) -> list[int]:
        raise Broken

    loader = Loader(ask)
    outcomes = await asyncio.gather(loader.one(1), loader.many([2, 3]), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Broken, Broken]


async def test_who_gives_up_waiting_spoils_nothing_for_the_others() -> None:
    asked, released = asyncio.Event(), asyncio.Event()

    async def ask(keys: list[int]) -> list[int]:
        asked.set()
        await released.wait()
        return keys

    loader = Loader(ask)
    gone, stays = asyncio.create_task(loader.one(1)), asyncio.create_task(loader.one(2))
    await asked.wait()
    gone.cancel()
    released.set()
    assert await stays == 2
    with pytest.raises(asyncio.CancelledError):
        await gone
