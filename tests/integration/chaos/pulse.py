"""How far the run is: counted in commands whose outcome is known, so that a plan needs no clock."""

import asyncio


class Pulse:
    def __init__(self) -> None:
        self.beats = 0
        self._waiting: list[tuple[int, asyncio.Event]] = []

    def beat(self) -> None:
        self.beats += 1
        for at, reached in self._waiting:
            if at <= self.beats:
                reached.set()
        self._waiting = [(at, reached) for at, reached in self._waiting if at > self.beats]

    async def at(self, beats: int) -> None:
        """Return when so many commands are done."""
        if beats > self.beats:
            reached = asyncio.Event()
            self._waiting.append((beats, reached))
            await reached.wait()
