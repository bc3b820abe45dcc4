"""The timers that are set, as the service's read model shows them."""

from collections.abc import Collection
from typing import Protocol, TypeAlias
from uuid import UUID

from shared.kernel.record import record
from shared.reacting.timers import TimerEntry

Place: TypeAlias = tuple[str, str, int]
"""A timer's kind and key, and the event that set it so."""


@record
class Soonest:
    """Those that share the first instant, and those that share the first day, as of event `seq` at least."""

    seq: int
    rows: tuple[TimerEntry, ...]


class Standing(Protocol):
    async def soonest(self, tenant: UUID, without: Collection[Place], limit: int) -> Soonest | None:
        """Which are due first, those in `without` left out. None: the read model is still being filled."""


def place(row: TimerEntry) -> Place:
    return row.kind, row.key, row.set_seq
