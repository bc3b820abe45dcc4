"""Setting the scene of measuring through the API."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import gone_live, said
from tests.acceptance.api.story import in_days, started_engagement


async def defined_series(desk: Desk, engagement: str, template: str = "help_requests") -> str:
    owned = {"source": "Help desk", "owner": desk.person(Role.CHANGE_LEAD)}
    return str((await desk.do("defineSeries", engagementId=engagement, template=template, **owned))["id"])


def business_case(desk: Desk, series: str) -> dict[str, Any]:
    """What a minute is worth, as a command takes it."""
    line = {"seriesId": series, "valuePerUnit": {"minor": 85, "currency": "CAD"}, "volumePerMonth": "4200"}
    return {
        "owner": desk.person(Role.BUSINESS_OWNER),
        "lines": [{**line, "target": "9.5"}],
        "runCostPerMonth": {"minor": 1_800_000, "currency": "CAD"},
        "assumptions": ["As many claims come in as last year"],
    }


async def cased_engagement(desk: Desk, *, live: bool = False) -> tuple[str, str]:
    """With a business case on one key figure, whose id comes second; `live`: since today."""
    engagement = await started_engagement(desk)
    series = await defined_series(desk, engagement, "cycle_time")
    months = {"measuredFrom": in_days(-60), "measuredUntil": in_days(-1)}
    await desk.do("setBaseline", seriesId=series, value="40", **months)
    await desk.do("registerBusinessCase", engagementId=engagement, **business_case(desk, series))
    if live:
        await said(desk, gone_live(engagement))
    return engagement, series


async def run_cost(desk: Desk, engagement: str) -> str:
    amount = {"minor": 100, "currency": "CAD"}
    spent: dict[str, Any] = {"kind": "SOFTWARE", "amount": amount, "spentOn": in_days(-1)}
    return str((await desk.do("recordRunCost", engagementId=engagement, **spent))["id"])
