"""Up to where all services show the log: one that is away keeps nobody waiting, and counts again once it is back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from gateway.following import shown_by_all
from gateway.listeners import Listeners
from shared.projecting.positions import Reached
from shared.web.unavailable import ServiceUnavailable

TENANT = UUID("1" * 32)


@dataclass(slots=True)
class Shows:
    """A service whose views show the log up to an event, while it is there. `waits` are what it was waited for."""

    name: str
    seq: int
    there: bool = True
    waits: list[int] = field(default_factory=list)

    async def reached(self, _: UUID, seq: int, _seconds: float) -> Reached:
        self.waits.append(seq)
        if not self.there:
            raise ServiceUnavailable(self.name)
        return Reached.REACHED if self.seq >= seq else Reached.TIMED_OUT

    def shown(self, _: UUID) -> int:
        return self.seq

    async def waiting(self) -> Sequence[str]:
        return () if self.there else (self.name,)


def backends(engagement: Shows, gates: Shows) -> Any:  # noqa: ANN401 - what following needs of them
    return SimpleNamespace(
        engagement=engagement, gates=gates, services=(engagement, gates), patience=1.0, listeners=Listeners()
    )


async def test_the_log_is_shown_as_far_as_every_service_shows_it() -> None:
    both = backends(Shows("engagement", 7), Shows("gates", 5))
    assert await shown_by_all(both, TENANT, 5) == 5
    assert await shown_by_all(both, TENANT, 6) is None


async def test_a_service_that_is_away_is_called_once_and_waited_for_again_when_it_is_back() -> None:
    gates = Shows("gates", 5, there=False)
    both = backends(Shows("engagement", 7), gates)
    assert [await shown_by_all(both, TENANT, 6) for _ in range(3)] == [7, 7, 7]
    assert gates.waits == [6]
    gates.there = True
    assert await shown_by_all(both, TENANT, 6) is None
    gates.seq = 6
    assert await shown_by_all(both, TENANT, 6) == 6


async def test_without_the_engagement_service_its_absence_is_told() -> None:
    both = backends(Shows("engagement", 7, there=False), Shows("gates", 7))
    with pytest.raises(ServiceUnavailable):
        await shown_by_all(both, TENANT, 6)
