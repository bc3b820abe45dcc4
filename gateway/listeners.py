"""Who follows the log in this process: so many subscriptions for one person, and few that read it at a time."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from gateway.masking import Expected

MOST_SUBSCRIPTIONS = 100
MOST_READING = 4


class TooManySubscriptions(Expected):
    """You follow {allowed} subscriptions already: end one of them first."""


class Listeners:
    """`reading` is held while a page of the log is read: who catches up leaves room for everybody else.

    `away` are the services that could not be reached when they were last asked what they show.
    """

    def __init__(self, most: int = MOST_SUBSCRIPTIONS, reading: int = MOST_READING) -> None:
        self._most = most
        self._running: Counter[tuple[UUID, UUID]] = Counter()
        self.reading = asyncio.Semaphore(reading)
        self.away: set[str] = set()

    @contextmanager
    def one_more(self, tenant: UUID, person: UUID) -> Iterator[None]:
        who = (tenant, person)
        if self._running[who] >= self._most:
            raise TooManySubscriptions(allowed=self._most)
        self._running[who] += 1
        try:
            yield
        finally:
            self._running[who] -= 1
            if not self._running[who]:
                del self._running[who]
