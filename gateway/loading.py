"""Keys that are asked for at the same time go together in one question."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Waiter(Generic[Key, Answer]):
    __slots__ = ("answered", "keys")

    def __init__(self, keys: Sequence[Key], answered: "asyncio.Future[list[Answer]]") -> None:
        self.keys = keys
        self.answered = answered


class Loader(Generic[Key, Answer]):
    """`ask` gives an answer for each of the keys, all different, in their order."""

    def __init__(self, ask: Callable[[list[Key]], Awaitable[list[Answer]]]) -> None:
        self._ask = ask
        self._waiting: list[Waiter[Key, Answer]] = []
        self._asking: set[asyncio.Task[None]] = set()

    async def one(self, key: Key) -> Answer:
        (answer,) = await self.many((key,))
        return answer

    async def many(self, keys: Sequence[Key]) -> list[Answer]:
        """In their order. Whoever runs in this turn of the event loop comes along, and whoever they wake."""
        if not keys:
            return []
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._send)
        answered: asyncio.Future[list[Answer]] = loop.create_future()
        self._waiting.append(Waiter(keys, answered))
        return await answered

    def _send(self) -> None:
        task = asyncio.create_task(self._answer())
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        distinct = list(dict.fromkeys(key for waiter in waiting for key in waiter.keys))
        try:
            found = dict(zip(distinct, await self._ask(distinct), strict=True))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            for waiter in waiting:
                if not waiter.answered.done():
                    waiter.answered.set_exception(error)
            return
        for waiter in waiting:
            if not waiter.answered.done():
                waiter.answered.set_result([found[key] for key in waiter.keys])
