"""What an operation needs twice is made once, and the next operation makes its own."""

import asyncio
from typing import Any

from gateway.context import Context

NOWHERE: Any = None


class Made:
    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> int:
        self.times += 1
        await asyncio.sleep(0)
        return self.times


async def test_what_goes_by_one_name_is_made_once_and_again_for_the_next_operation() -> None:
    context, made = Context(NOWHERE), Made()
    both = await asyncio.gather(context.once("page", made), context.once("page", made))
    assert list(both) == [1, 1]
    assert await context.once("another page", made) == 2
    context.forget()
    assert await context.once("page", made) == 3
