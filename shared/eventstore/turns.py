"""Turns within a process: what would collide in the log waits here instead, in the order in which it came."""

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary


class Turns:
    """One at a time per place. A place is known only while somebody is at it or waits for it."""

    def __init__(self) -> None:
        self._places: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def at(self, place: Hashable) -> asyncio.Lock:
        """To be entered with `async with`."""
        return self._places.setdefault(place, asyncio.Lock())

    def awaited(self, place: Hashable) -> bool:
        """Whether somebody is at the place or waits for it."""
        return place in self._places
