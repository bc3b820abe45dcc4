"""What a transport must do: wake its listeners, sooner or later, after the log of some tenant has grown.

A transport may lose, repeat, reorder or delay: a listener reads the log from where it stands.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol
from uuid import UUID

from shared.eventstore.log import Log
from shared.kernel.record import record


class Hints(Protocol):
    async def publish(self, tenant: UUID, seq: int) -> None:
        """Tell that the tenant's log reaches at least to `seq`. Never waits for a listener."""

    def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        """Yield the tenants whose logs may have grown; None says: look at all of them."""


def unchanged(log: Log) -> Log:
    return log


@record
class Transport:
    """How a process hears of the log, and reads it then: `through` what came in already. `waiting` says who is away."""

    hints: Hints
    through: Callable[[Log], Log] = unchanged
    waiting: Callable[[], Sequence[str]] = tuple
