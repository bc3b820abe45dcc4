"""Timers whose command came to nothing, and that stand nevertheless: given again, less and less often."""

from datetime import datetime, timedelta
from uuid import UUID

from shared.kernel.record import record
from shared.reacting.standing import Place

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)


@record
class Rest:
    pause: timedelta
    until: datetime


class Rests:
    """By the store's clock. Kept in memory alone: another process tries once more, and no harm is done."""

    def __init__(self) -> None:
        self._rests: dict[UUID, dict[Place, Rest]] = {}

    def begin(self, tenant: UUID, place: Place, now: datetime) -> None:
        """Twice as long as the last time."""
        of_tenant = self._rests.setdefault(tenant, {})
        before = of_tenant.get(place)
        pause = SHORTEST if before is None else min(2 * before.pause, LONGEST)
        of_tenant[place] = Rest(pause=pause, until=now + pause)

    def resting(self, tenant: UUID, now: datetime) -> list[Place]:
        """Those that are not to be given yet. Whatever could have been given again and was not stands no longer."""
        of_tenant = self._rests.get(tenant, {})
        for place in [place for place, rest in of_tenant.items() if rest.until + LONGEST < now]:
            del of_tenant[place]
        return [place for place, rest in of_tenant.items() if rest.until > now]

    def next_end(self, tenant: UUID, now: datetime) -> datetime | None:
        ends = (rest.until for rest in self._rests.get(tenant, {}).values() if rest.until > now)
        return min(ends, default=None)
