"""Rules about stages: each is broken once, and told as data."""

import pytest

from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.stages import entered
from tests.acceptance.api.story import EVIDENCE, started_engagement

REGISTER = {"stage": "ASSESSMENT", "deliverable": "gap_register"}


async def submitted(desk: Desk) -> dict[str, str]:
    which = {"engagementId": await started_engagement(desk), **REGISTER}
    await desk.do("submitDeliverable", **which, evidence=EVIDENCE)
    return which


async def entry_criteria_not_met(desk: Desk) -> Answer:
    return await desk.refused("enterStage", engagementId=await started_engagement(desk), stage="CLOSURE")


async def stage_not_entered(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    return await desk.refused("reopenStage", engagementId=engagement, stage="CLOSURE", reason="An incident")


async def stage_passed(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await entered(desk, engagement, Stage.CLOSURE)
    return await desk.refused("returnDeliverable", engagementId=engagement, **REGISTER, reason="Too late")


async def unknown_deliverable(desk: Desk) -> Answer:
    which = {"engagementId": await started_engagement(desk), "stage": "ASSESSMENT", "deliverable": "a cake"}
    return await desk.refused("submitDeliverable", **which, evidence=EVIDENCE)


async def nothing_submitted(desk: Desk) -> Answer:
    return await desk.refused("acceptDeliverable", engagementId=await started_engagement(desk), **REGISTER)


async def deliverable_already_accepted(desk: Desk) -> Answer:
    which = await submitted(desk)
    await desk.do("acceptDeliverable", by=Role.SPONSOR, **which)
    return await desk.refused("submitDeliverable", **which, evidence={**EVIDENCE, "note": "Better"})


async def self_acceptance(desk: Desk) -> Answer:
    return await desk.refused("acceptDeliverable", **await submitted(desk))


ATTEMPTS: dict[Attempt, list[str]] = {
    entry_criteria_not_met: ["input", "stage"],
    stage_not_entered: ["input", "stage"],
    stage_passed: [],
    unknown_deliverable: ["input", "deliverable"],
    nothing_submitted: ["input", "deliverable"],
    deliverable_already_accepted: ["input", "deliverable"],
    self_acceptance: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
