"""Six weeks of a system that is live, as they pass by themselves: what is told of each, and what comes of it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from deploy.clock import now
from shared.kernel.record import record
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import in_days
from tests.acceptance.api.watching import planned_series, watched_engagement, went_live

SECONDS = 30
STANDING = """
query ($id: ID!) { engagement(id: $id) {
  measurement { startedOn windows(cadence: WEEKLY) { number closedAt status missed { id } late { id } } }
  triggers(first: 2) { nodes { firing crossedIn fired } }
  interventions(first: 5) { nodes {
    id firedIn dueOn open effective valueBefore valueAfter measuredIn outcome seen { name value } trigger { id }
    owner { id } acknowledgedBy { id } completedBy { id }
  } }
} }
"""


@record
class Weeks:
    """An engagement that went live today, its series that is watched, and one of which hardly anything is told."""

    acting: Running
    desk: Desk
    begun: datetime
    engagement: str
    trigger: str
    series: str
    silent: str

    async def standing(self) -> Answer:
        found: Answer = (await self.desk.ask(STANDING, id=self.engagement))["engagement"]
        return found

    async def until(self, holds: Callable[[Answer], Any]) -> Answer:
        """Look until it is so: nobody does it."""
        async with asyncio.timeout(SECONDS):
            while not holds(found := await self.standing()):
                pass
        return found

    async def day(self, number: int) -> None:
        """Let it be this day, counted from that of going live as 0."""
        await self.acting.set_clock(self.begun + timedelta(days=number))

    async def told(self, day: int, value: str, *, series: str | None = None, key: str = "share") -> None:
        of: dict[str, Any] = {"engagementId": self.engagement, "seriesId": series or self.series}
        row = {"key": key, "value": value, "of": "10"}
        await self.desk.do("recordObservations", **of, day=in_days(day), source="Sign-ins", observations=[row])

    async def closed(self, number: int) -> Answer:
        """And looked back on: the other series is never measured in time."""
        return await self.until(lambda it: windows(it)[number - 1]["missed"])


def windows(standing: Answer) -> list[Answer]:
    found: list[Answer] = standing["measurement"]["windows"]
    return found


async def begun(acting: Running) -> Weeks:
    desk, moment = await acting.tenancy(), now()
    await acting.set_clock(moment)
    ids = await watched_engagement(desk)
    silent = await planned_series(desk, ids["engagement"])
    await said(desk, went_live(ids["engagement"]))
    return Weeks(
        acting=acting,
        desk=desk,
        begun=moment,
        engagement=ids["engagement"],
        trigger=ids["trigger"],
        series=ids["series"],
        silent=silent,
    )
