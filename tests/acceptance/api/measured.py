"""Setting the scene of measuring through the API."""

from datetime import date, timedelta
from typing import Any

from gateway.schema.ids import uuid_of
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed
from shared.events.people import Role
from shared.events.series import Cadence
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


def months_over(engagement: str) -> list[object]:
    """As Fairway itself would say so after ninety days."""
    of, first = uuid_of("Engagement", engagement), date.fromisoformat(in_days(0))
    starts = [first + timedelta(days=30 * number) for number in range(3)]
    closed = [
        MeasurementWindowClosed(
            engagement_id=of,
            cadence=Cadence.MONTHLY,
            number=number,
            starts_on=start,
            ends_on=start + timedelta(days=29),
        )
        for number, start in enumerate(starts, start=1)
    ]
    return [MeasurementStarted(engagement_id=of, went_live_on=first, policy=1), *closed]
