"""Work for many tenants: a few at a time, and one failure keeps no other from being done."""

import asyncio

import pytest

from shared.transport.lanes import Lanes


async def test_no_more_work_than_lanes_is_under_way() -> None:
    under_way = most = 0

    async def work(number: int) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return number

    assert await Lanes(3).all(work(number) for number in range(10)) == list(range(10))
    assert most == 3


async def test_when_one_fails_the_others_are_done_before_it_is_raised() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        if number == 0:
            raise LookupError
        await asyncio.sleep(0)
        done.append(number)

    with pytest.raises(LookupError):
        await Lanes(2).all(work(number) for number in range(4))
    assert done == [1, 2, 3]
