"""Hints within one process."""

from collections.abc import AsyncIterator
from uuid import UUID

from shared.transport.gathered import Gathered


class MemoryHints:
    def __init__(self) -> None:
        self._listeners: set[Gathered] = set()

    async def publish(self, tenant: UUID, seq: int) -> None:  # noqa: ARG002 - a listener reads from where it stands
        for gathered in self._listeners:
            gathered.add([tenant])

    async def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        gathered = Gathered()
        self._listeners.add(gathered)
        try:
            while True:
                yield await gathered.taken()
        finally:
            self._listeners.discard(gathered)
