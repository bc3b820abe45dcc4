"""How far each reaction is with each tenant: the row whose lock lets one process at a time go on with it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

from shared.kernel.reaction import Reaction
from shared.kernel.record import record


@record
class ParkedEvent:
    """An event that a reaction failed on; `error` says where and by which kind of error, never what it holds."""

    reaction: str
    tenant: UUID
    seq: int
    error: str


class Turn(Protocol):
    """Held by one process at a time. What is done in it counts from its end on, and not if it breaks off."""

    @property
    def seq(self) -> int:
        """The last event that was looked at."""

    async def move(self, seq: int) -> None: ...

    async def park(self, seq: int, error: str) -> None:
        """Go on without this event; it stays in sight."""


class Checkpoints(Protocol):
    async def begin(self, reactions: Sequence[Reaction]) -> None:
        """Let those that are new begin: where the log of each tenant ends now or, with `past`, at its first event."""

    def turn(self, reaction: str, tenant: UUID) -> AbstractAsyncContextManager[Turn | None]:
        """None: another process is at it."""

    async def parked(self) -> Sequence[ParkedEvent]:
        """Of all tenants, in order."""
