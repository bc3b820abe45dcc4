"""A gap register in which no two gaps are alike: what tests of lists read."""

import asyncio
from collections.abc import Iterable
from typing import Any

from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, in_days, opened_gap, started_engagement

KINDS = ("DATA", "GOVERNANCE", "INFRASTRUCTURE", "PERFORMANCE")
CAUSES = ("DATA_NOT_REPRESENTATIVE", "GOVERNANCE_DEFERRED", "INFRASTRUCTURE_NOT_PRODUCTION_GRADE", "SUCCESS_UNDEFINED")
SEVERITIES = ("BLOCKING", "MAJOR", "MINOR")
DUES = (None, "2027-01-15", "2027-03-01", None, "2027-02-01")
TITLES = ("alpha", "Beta 100%", "beta_2", "Delta", "écart")
GAPS = """
query Register($filter: GapFilter, $orderBy: [GapOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  gaps(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount totalCountCapped
    edges { cursor node { id } }
    nodes { id title kind cause severity status due foundAfterClose changedAt dimension owner { id } engagement { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
Gap = dict[str, Any]


@record
class Register:
    """`gaps` as the API shows them, in the order in which they were opened; the last were found after the baseline."""

    desk: Desk
    engagements: tuple[str, str]
    gaps: list[Gap]

    async def page(self, **given: object) -> dict[str, Any]:
        variables: dict[str, Any] = given
        found: dict[str, Any] = (await self.desk.ask(GAPS, **variables))["gaps"]
        return found

    async def filtered(self, **wanted: object) -> list[str]:
        page = await self.page(filter=wanted, first=100)
        assert page["totalCount"] == len(page["nodes"])
        return titles(page["nodes"])


def titles(gaps: Iterable[Gap]) -> list[str]:
    return [gap["title"] for gap in gaps]


async def filled_register(desk: Desk) -> Register:
    """Fifteen gaps in one engagement and three in another."""
    one, other = await started_engagement(desk, "One"), await started_engagement(desk, "Other")
    opened = await numbered_gaps(desk, one, range(12))
    await desk.do("startGap", by=Role.DATA_OWNER, gapId=opened[0])
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=opened[1], evidence=EVIDENCE)
    await desk.do("deferGap", by=Role.SPONSOR, gapId=opened[2], until=in_days(90), reason="Later")
    await desk.do("cancelGap", by=Role.SPONSOR, gapId=opened[3], reason="It was none")
    await desk.do("baselineGapRegister", engagementId=one)
    await numbered_gaps(desk, one, range(12, 15))
    await desk.do("assignGapOwner", gapId=opened[4], owner=desk.person(Role.MODEL_LEAD))
    for number in range(15, 18):
        await opened_gap(desk, other, f"unowned {number}")
    found = await desk.ask(GAPS, first=100)
    return Register(desk=desk, engagements=(one, other), gaps=found["gaps"]["nodes"])


async def numbered_gaps(desk: Desk, engagement: str, numbers: range) -> list[str]:
    """Opened one after the other, and arranged all at once."""
    gaps = [await numbered_gap(desk, engagement, number) for number in numbers]
    owner = desk.person(Role.DATA_OWNER)
    await asyncio.gather(*(desk.do("assignGapOwner", gapId=gap, owner=owner) for gap in gaps))
    dues = {gap: DUES[number % 5] for gap, number in zip(gaps, numbers, strict=True)}
    await asyncio.gather(*(desk.do("setGapDueDate", gapId=gap, due=due) for gap, due in dues.items() if due))
    return gaps


async def numbered_gap(desk: Desk, engagement: str, number: int) -> str:
    return await opened_gap(
        desk,
        engagement,
        f"{TITLES[number % 5]} {number}",
        kind=KINDS[number % 4],
        cause=CAUSES[number % 4],
        severity=SEVERITIES[number % 3],
    )
