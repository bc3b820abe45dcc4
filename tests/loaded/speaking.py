"""A copy whose words are read as they come; it is used as a subprocess with pipes is."""

import asyncio
import os
from asyncio import StreamReader
from dataclasses import dataclass

from tests.loaded.copies import Copy, started
from tests.loaded.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    process: Copy
    stdout: StreamReader
    stderr: StreamReader

    @property
    def returncode(self) -> int | None:
        return self.process.returncode

    def send_signal(self, number: int) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        self.process.kill()

    async def wait(self) -> int:
        return await self.process.wait()

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that is left to read, after its end."""
        out, errors, _ = await asyncio.gather(self.stdout.read(), self.stderr.read(), self.wait())
        return out, errors


async def speaking(order: Order) -> Speaking:
    (out, heard), (errors, warned) = await piped(), await piped()
    try:
        process = await started(order, out, errors)
    finally:
        os.close(out)
        os.close(errors)
    return Speaking(process=process, stdout=heard, stderr=warned)


async def piped() -> tuple[int, StreamReader]:
    """Where it is written, and where it is read."""
    read, write = os.pipe()
    reader = StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb", buffering=0)
    )
    return write, reader
