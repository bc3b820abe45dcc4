"""What a listener has not taken yet: a slow one finds each tenant once, so nobody ever waits for it."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

from shared.transport.hints import Hints


class Gathered:
    def __init__(self) -> None:
        self._tenants: set[UUID] = set()
        self._everyone = False
        self._any = asyncio.Event()

    def add(self, tenants: Iterable[UUID]) -> None:
        self._tenants.update(tenants)
        if self._tenants:
            self._any.set()

    def add_everyone(self) -> None:
        self._everyone = True
        self._any.set()

    async def hear(self, hints: Hints) -> None:
        """Take in whatever the transport tells, until cancelled."""
        async for tenants in hints.listen():
            if tenants is None:
                self.add_everyone()
            else:
                self.add(tenants)

    async def taken(self, seconds: float | None = None) -> frozenset[UUID] | None:
        """The tenants that came in, as soon as there are any. None is all of them: if told so, or when time is over."""
        try:
            async with asyncio.timeout(seconds):
                await self._any.wait()
        except TimeoutError:
            return None
        taken = None if self._everyone else frozenset(self._tenants)
        self._tenants.clear()
        self._everyone = False
        self._any.clear()
        return taken
