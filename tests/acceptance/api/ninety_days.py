"""Ninety days of a system that is live, as they pass by themselves, to the reports that then stand."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from deploy.clock import now
from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import gone_live, said
from tests.acceptance.api.measured import cased_engagement, defined_series
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import ZONE, in_days

SECONDS = 30
STANDING = """
query ($id: ID!) { engagement(id: $id) {
  measurement { startedOn windows { cadence number startsOn endsOn closedAt status missed { id } } }
  adoptionReport { asReported { day intact } }
  roi { published asReported { day intact digest } asKnown { days digest case { benefit { minor } } } }
} }
"""
BY_ITSELF = """query { events(first: 100, types: [
  "MeasurementStarted", "MeasurementWindowClosed", "WindowMissed", "AdoptionReportPublished", "RoiComputed",
  "RoiReportPublished",
]) { nodes { type actor { id } } } }"""


@record
class Ninety:
    """An engagement with a business case on a key figure that went live today; nothing is told of the other series."""

    acting: Running
    desk: Desk
    begun: datetime
    engagement: str
    series: str
    silent: str

    async def until(self, holds: Callable[[Answer], Any]) -> Answer:
        """Look until it is so: nobody does it."""
        async with asyncio.timeout(SECONDS):
            while not holds(found := (await self.desk.ask(STANDING, id=self.engagement))["engagement"]):
                pass
        standing: Answer = found
        return standing

    async def day(self, number: int) -> None:
        """Let it be this day, counted from that of going live as 0."""
        await self.acting.set_clock(self.begun + timedelta(days=number))

    async def told(self, day: int, value: str) -> None:
        """On that day, and of it."""
        await self.day(day)
        of = {"engagementId": self.engagement, "seriesId": self.series, "source": "Claims system", "day": in_days(day)}
        rows = [{"key": f"case {day}", "value": value}]
        await self.desk.do("recordObservations", by=Role.INTEGRATOR, **of, observations=rows)

    async def recorded(self) -> list[Answer]:
        found: list[Answer] = (await self.desk.ask(BY_ITSELF, by=Role.AUDITOR))["events"]["nodes"]
        return found

    def stand_whole(self, standing: Answer) -> None:
        """All windows, from the day of going live on, without a gap; the last ones closed with the ninetieth day."""
        windows = closed(standing)
        weeks = [each for each in windows if each["cadence"] == "WEEKLY"]
        months = [each for each in windows if each["cadence"] == "MONTHLY"]
        assert (len(weeks), len(months)) == (13, 3)
        for several in (weeks, months):
            assert (several[0]["startsOn"], several[-1]["endsOn"]) == (in_days(0), in_days(89))
            last = datetime.fromisoformat(several[-1]["closedAt"]).astimezone(ZONE)
            assert last.date().isoformat() == in_days(90)
        assert {each["id"] for week in weeks for each in week["missed"]} == {self.silent}
        assert {each["status"] for each in months} == {"CLOSED"}


def closed(standing: Answer) -> list[Answer]:
    return [each for each in standing["measurement"]["windows"] if each["closedAt"]]


async def began(acting: Running) -> Ninety:
    desk, moment = await acting.tenancy(), now()
    await acting.set_clock(moment)
    engagement, series = await cased_engagement(desk)
    silent = await defined_series(desk, engagement)
    await said(desk, gone_live(engagement))
    found = Ninety(acting=acting, desk=desk, begun=moment, engagement=engagement, series=series, silent=silent)
    await found.until(lambda it: it["measurement"])
    return found
