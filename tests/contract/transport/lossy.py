"""A transport as bad as one may be: it drops, repeats, delays and reorders, by chance that can be had again."""

from collections.abc import AsyncIterator, Iterator
from uuid import UUID

from shared.transport.hints import Hints
from tests.sample.chance import chances


class LossyHints:
    def __init__(self, hints: Hints, seed: int) -> None:
        self._hints = hints
        self._chance: Iterator[int] = chances(seed)
        self._held_back: list[tuple[UUID, int]] = []

    async def publish(self, tenant: UUID, seq: int) -> None:
        match next(self._chance) % 4:
            case 0:
                return
            case 1:
                self._held_back.append((tenant, seq))
            case 2:
                await self._hints.publish(tenant, seq)
                await self._hints.publish(tenant, seq)
            case _:
                await self._release()
                await self._hints.publish(tenant, seq)

    def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        return self._hints.listen()

    async def _release(self) -> None:
        """What was held back comes out last first."""
        while self._held_back:
            await self._hints.publish(*self._held_back.pop())
