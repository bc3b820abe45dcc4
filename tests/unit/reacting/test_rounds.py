"""Rounds that fail are done again after longer and longer pauses; nothing ends them but whoever began them."""

import pytest

from shared.reacting.rounds import Pace, Rounds


class Wrong(Exception):
    """Nobody thought of it."""


@pytest.mark.parametrize("error", [ConnectionResetError(), Wrong()])
async def test_pauses_grow_up_to_a_bound_and_begin_anew_after_a_round_that_went_well(error: Exception) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def fail() -> None:
        raise error

    async def succeed() -> None:
        pass

    rounds = Rounds("sample", "sample", Pace(first_pause=1.0, longest_pause=3.0), sleep)
    assert [await rounds.one(fail) for _ in range(3)] == [False] * 3
    assert await rounds.one(succeed)
    assert not await rounds.one(fail)
    assert pauses == [1.0, 2.0, 3.0, 1.0]
