"""Rules about costs, groups and deferrals: each is broken once, and told as data."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.numbers import CLUSTER, planned, spent
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import in_days, opened_gap, started_engagement, unknown

DEFERRED: dict[str, Any] = {"by": Role.SPONSOR, "reason": "After the move"}


async def scale_cost_not_found(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk), "costId": unknown("ScaleCost")}
    return await desk.refused("withdrawScaleCost", **of, reason="Wrong engagement")


async def scale_cost_gone(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement, "costId": await spent(desk, engagement, 100)}
    await desk.do("withdrawScaleCost", **of, reason="Wrong engagement")
    return await desk.refused("correctScaleCost", **of, **CLUSTER, reason="A discount")


async def unknown_workstream(desk: Desk) -> Answer:
    gap = await opened_gap(desk, await started_engagement(desk))
    return await desk.refused("tagWorkstream", gapId=gap, workstream="cooking")


async def unknown_gap_template(desk: Desk) -> Answer:
    return await desk.refused("openGap", engagementId=await started_engagement(desk), template="magic")


async def deferral_past_go_live(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement)
    await planned(desk, engagement, in_days(10))
    return await desk.refused("deferGap", gapId=gap, until=in_days(11), **DEFERRED)


async def gap_not_deferred(desk: Desk) -> Answer:
    return await desk.refused("expireGapDeferral", gapId=await opened_gap(desk, await started_engagement(desk)))


async def deferral_not_over(desk: Desk) -> Answer:
    gap = await opened_gap(desk, await started_engagement(desk))
    await desk.do("deferGap", gapId=gap, until=in_days(1), **DEFERRED)
    return await desk.refused("expireGapDeferral", gapId=gap)


ATTEMPTS: dict[Attempt, list[str]] = {
    scale_cost_not_found: ["input", "costId"],
    scale_cost_gone: ["input", "costId"],
    unknown_workstream: ["input", "workstream"],
    unknown_gap_template: ["input", "template"],
    deferral_past_go_live: ["input", "until"],
    gap_not_deferred: [],
    deferral_not_over: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
