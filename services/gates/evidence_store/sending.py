"""A file on its way to somewhere else, part by part: sent to its end, or given up so that the other side forgets it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress


class GivenUp(Exception):
    """The rest of the file does not come."""


class Sending:
    """At most one part waits to be fetched by `send`, which is told of the file's end, or that there is none."""

    def __init__(self, send: Callable[[AsyncIterator[bytes]], Coroutine[None, None, object]], part: int) -> None:
        self._part = part
        self._held = bytearray()
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=1)
        self._broken = False
        self._sent = asyncio.ensure_future(send(self._parts()))

    async def take(self, chunk: bytes) -> None:
        self._held += chunk
        while len(self._held) >= self._part:
            part, self._held = bytes(self._held[: self._part]), self._held[self._part :]
            await self._hand_on(part)

    async def end(self) -> None:
        """All of it has arrived."""
        if self._held:
            await self._hand_on(bytes(self._held))
        await self._hand_on(None)
        await self._sent

    async def give_up(self) -> None:
        """Once this returns nothing is under way any more."""
        self._broken = True
        with suppress(asyncio.QueueFull):
            self._waiting.put_nowait(None)
        await asyncio.wait([self._sent])
        with suppress(asyncio.CancelledError):
            self._sent.exception()

    async def _hand_on(self, part: bytes | None) -> None:
        """Raises what `send` failed with, rather than wait for somebody who is gone."""
        handing = asyncio.ensure_future(self._waiting.put(part))
        try:
            await asyncio.wait([handing, self._sent], return_when=asyncio.FIRST_COMPLETED)
            if not handing.done():
                await self._sent
                raise GivenUp
        finally:
            handing.cancel()

    async def _parts(self) -> AsyncIterator[bytes]:
        while (part := await self._waiting.get()) is not None and not self._broken:
            yield part
        if self._broken:
            raise GivenUp
