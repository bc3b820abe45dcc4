"""States that a handler keeps from one command to the next, so that a long stream is not folded anew for each."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any
from uuid import UUID

from shared.kernel.record import record

MOST_BYTES = 8_000_000
"""Of events that are folded into all states together: these take some five times as much."""


@record
class Kept:
    """What was folded of the events up to `position`, which had `size` bytes. `engagement`: the stream's, once told."""

    state: Any
    position: int = 0
    engagement: UUID | None = None
    size: int = 0


class KeptStates:
    """Those that were needed last."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def of(self, place: Hashable) -> Kept | None:
        return self._kept.get(place)

    def keep(self, place: Hashable, kept: Kept) -> None:
        self._forget(place)
        self._kept[place] = kept
        self._size += kept.size
        while self._size > self._most:
            self._forget(next(iter(self._kept)))

    def _forget(self, place: Hashable) -> None:
        if known := self._kept.pop(place, None):
            self._size -= known.size
