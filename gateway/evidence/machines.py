"""Files of machines, read in a thread while others are served."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from services.gates.contracts import files
from shared.events.evidence import EvidenceValue

AT_ONCE = 2
"""To read one takes the processor and nothing else."""


class Machines:
    def __init__(self) -> None:
        self._reading = asyncio.Semaphore(AT_ONCE)

    async def values_of(self, chunks: AsyncIterator[bytes], format_: str) -> tuple[EvidenceValue, ...]:
        """What the file measured. Raises Refused."""
        loop = asyncio.get_running_loop()

        def pulled() -> Iterator[bytes]:
            while chunk := asyncio.run_coroutine_threadsafe(following(chunks), loop).result():
                yield chunk

        async with self._reading:
            found = await asyncio.to_thread(lambda: files.read(pulled(), format=format_))
        return tuple(EvidenceValue(name=each.name, value=files.worded(each.value)) for each in found.values)


async def following(chunks: AsyncIterator[bytes]) -> bytes:
    return await anext(chunks, b"")
