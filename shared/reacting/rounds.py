"""Work in rounds, until it is cancelled: what fails is done again, after longer and longer pauses."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

import structlog

from shared.kernel.record import record
from shared.reacting.giving import AWAY
from shared.transport.lanes import finished

Sleep: TypeAlias = Callable[[float], Awaitable[None]]
Work: TypeAlias = Callable[[], Coroutine[Any, Any, None]]


@record
class Pace:
    """`poll` bounds how long anything stays unnoticed; `lanes` is how many tenants are worked for at a time.

    `batch` is how many events, or timers, of a tenant are looked at in one go. `rest` is how long a follower that has
    looked at news lets more of them gather.
    """

    poll: float = 0.5
    lanes: int = 2
    batch: int = 100
    rest: float = 0.25
    first_pause: float = 0.05
    longest_pause: float = 5.0


class Rounds:
    """`name` is how its pauses are told in the log."""

    def __init__(self, name: str, service: str, pace: Pace, sleep: Sleep = asyncio.sleep) -> None:
        self._name = name
        self._pace = pace
        self._sleep = sleep
        self._failures = 0
        self._report = structlog.get_logger().bind(service=service)

    async def one(self, work: Work) -> bool:
        """One round, to its end even if cancelled. False: it failed, and the pause after it is over."""
        try:
            await finished(work())
        except AWAY as error:
            self._report.warning(f"{self._name}_paused", seconds=self._seconds(), error=type(error).__name__)
        except Exception:  # noqa: BLE001 - nothing else would begin again what ends here
            self._report.exception(f"{self._name}_failed", seconds=self._seconds())
        else:
            self._failures = 0
            return True
        await self._sleep(self._seconds())
        self._failures += 1
        return False

    def _seconds(self) -> float:
        return float(min(self._pace.first_pause * 2**self._failures, self._pace.longest_pause))
