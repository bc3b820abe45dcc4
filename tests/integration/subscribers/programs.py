"""The subscribers as programs: started, killed and started again with the state that they left."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.architecture.tree import ROOT
from tests.npm import installed, node

WITHIN, LOOK_EVERY = 60.0, 0.05
LANGUAGES = ("python", "node")


class Ended(Exception):
    """The subscriber ended by itself; this is what it said."""


@dataclass(slots=True)
class Subscriber:
    language: str
    broker: str
    folder: Path
    process: asyncio.subprocess.Process | None = field(default=None)

    @property
    def state_file(self) -> Path:
        return self.folder / f"{self.language}.json"

    @property
    def said(self) -> Path:
        return self.folder / f"{self.language}.log"

    async def start(self) -> None:
        options = ("--broker", self.broker, "--state", str(self.state_file), "--compare-every", "2")
        with self.said.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *command(self.language),
                *options,
                env={**os.environ, "PYTHONPATH": str(ROOT / "examples/subscribers/python")},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    async def kill(self) -> None:
        """As a crash would, wherever it is."""
        process, self.process = self.process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def lives_for(self, seconds: float) -> None:
        """Let it work for a while."""
        if self.process is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), seconds)
        self.check()

    def check(self) -> None:
        if self.process is not None and self.process.returncode is not None:
            raise Ended(self.said.read_text("utf-8")[-4_000:])

    def written(self) -> bytes:
        """Its state: always whole."""
        return self.state_file.read_bytes() if self.state_file.exists() else b'{"engagements": {}}'

    def engagements(self) -> dict[str, Any]:
        return dict(json.loads(self.written())["engagements"])

    async def until(self, true: Callable[[Mapping[str, Any]], bool]) -> None:
        """Wait until that is true of the engagements in its state."""
        await self._until(lambda: true(self.engagements()))

    async def until_further(self, before: bytes) -> None:
        """Wait until its state is another one."""
        await self._until(lambda: self.written() != before)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(WITHIN):
            while not true():
                self.check()
                await asyncio.sleep(LOOK_EVERY)


@asynccontextmanager
async def ready(language: str, broker: str, folder: Path) -> AsyncIterator[Subscriber]:
    """Not started yet; killed at the end."""
    subscriber = Subscriber(language=language, broker=broker, folder=folder)
    try:
        yield subscriber
    finally:
        await subscriber.kill()


def command(language: str) -> tuple[str, ...]:
    if language == "python":
        return (sys.executable, "-m", "fairway_subscriber")
    return (node(), str(installed(ROOT / "examples/subscribers/node") / "subscriber.js"))
