"""Rules about business cases, the costs of running and the return: each is broken once, and told as data."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.measured import business_case, cased_engagement, defined_series
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import in_days, started_engagement, unknown

REGISTER, REVISE = "registerBusinessCase", "reviseBusinessCase"
COST: dict[str, Any] = {"kind": "SOFTWARE", "amount": {"minor": 100, "currency": "CAD"}, "spentOn": in_days(-1)}


async def series_is_no_kpi(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    series = await defined_series(desk, engagement)
    return await desk.refused(REGISTER, engagementId=engagement, **business_case(desk, series))


async def business_case_after_go_live(desk: Desk) -> Answer:
    engagement = await live_engagement(desk)
    series = await defined_series(desk, engagement, "cycle_time")
    return await desk.refused(REGISTER, engagementId=engagement, **business_case(desk, series))


async def business_case_already_registered(desk: Desk) -> Answer:
    engagement, series = await cased_engagement(desk)
    terms = business_case(desk, series) | {"assumptions": ["Twice as many claims come in"]}
    return await desk.refused(REGISTER, engagementId=engagement, **terms)


async def business_case_not_found(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    series = await defined_series(desk, engagement, "cycle_time")
    return await desk.refused(REVISE, engagementId=engagement, **business_case(desk, series), reason="Fewer claims")


async def currency_differs(desk: Desk) -> Answer:
    spent = COST | {"amount": {"minor": 100, "currency": "EUR"}}
    return await desk.refused("recordRunCost", engagementId=await started_engagement(desk), **spent)


async def run_cost_not_found(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk), "runCostId": unknown("RunCost")}
    return await desk.refused("withdrawRunCost", **of, reason="It was none")


async def run_cost_gone(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    cost = {"runCostId": str((await desk.do("recordRunCost", **of, **COST))["id"])}
    await desk.do("withdrawRunCost", by=Role.SPONSOR, **of, **cost, reason="It was none")
    return await desk.refused("correctRunCost", **of, **cost, **COST, reason="It was one")


async def roi_report_too_early(desk: Desk) -> Answer:
    engagement, _ = await cased_engagement(desk, live=True)
    return await desk.refused("publishRoi", by=Role.BUSINESS_OWNER, engagementId=engagement)


async def measurement_not_started(desk: Desk) -> Answer:
    engagement, _ = await cased_engagement(desk)
    return await desk.refused("computeRoi", engagementId=engagement)


ATTEMPTS: dict[Attempt, list[str]] = {
    series_is_no_kpi: ["input", "lines"],
    business_case_after_go_live: [],
    business_case_already_registered: [],
    business_case_not_found: [],
    currency_differs: ["input", "amount", "currency"],
    run_cost_not_found: ["input", "runCostId"],
    run_cost_gone: ["input", "runCostId"],
    roi_report_too_early: [],
    measurement_not_started: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
