"""Work for many tenants, a few at a time, and to its end."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Lanes:
    def __init__(self, lanes: int) -> None:
        self._free = asyncio.Semaphore(lanes)

    async def all(self, works: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
        """The results in order. When some fail, the others are done nevertheless before the first failure is raised."""
        outcomes = await asyncio.gather(*map(self._one, works), return_exceptions=True)
        results: list[Result] = []
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
            results.append(outcome)
        return results

    async def _one(self, work: Coroutine[Any, Any, Result]) -> Result:
        async with self._free:
            return await work


async def finished(work: Coroutine[Any, Any, Any]) -> None:
    """Cancelled or not, what was begun is ended first."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # taken, or the loop would report it: nobody needs this batch any more
        raise
