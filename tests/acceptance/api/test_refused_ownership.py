"""Rules about who answers for a system and what is taken over from a vendor: each is broken once, and told as data."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement, unknown
from tests.acceptance.api.taking_over import (
    AS_A_GAP,
    BROKEN,
    CLUSTER,
    CYCLE,
    accepted,
    broken_assumption,
    own_teams_engagement,
    owned_system,
    planned_transfer,
    recorded_component,
    recorded_decision,
    reviewed_system,
    with_path,
)

ACCEPTANCE: dict[str, Any] = {"obligations": ["Answers stay right"], "reviewCycle": CYCLE}


async def system_has_no_owner(desk: Desk) -> Answer:
    return await desk.refused("acceptObligations", engagementId=await started_engagement(desk), **ACCEPTANCE)


async def not_the_system_owner(desk: Desk) -> Answer:
    return await desk.refused("acceptObligations", engagementId=await owned_system(desk), **ACCEPTANCE)


async def unknown_activity(desk: Desk) -> Answer:
    tea = {"activity": "tea", "party": "CLIENT", "role": "MANAGER"}
    return await desk.refused("assignResponsibility", engagementId=await started_engagement(desk), **tea)


async def obligations_not_accepted(desk: Desk) -> Answer:
    return await desk.refused("scheduleReview", engagementId=await owned_system(desk))


async def escalation_path_not_defined(desk: Desk) -> Answer:
    engagement = await owned_system(desk)
    await accepted(desk, engagement)
    return await desk.refused("scheduleReview", engagementId=engagement)


async def review_still_due(desk: Desk) -> Answer:
    engagement, _ = await reviewed_system(desk)
    return await desk.refused("scheduleReview", engagementId=engagement)


async def review_not_found(desk: Desk) -> Answer:
    review = {"engagementId": await owned_system(desk), "reviewId": unknown("Review")}
    return await desk.refused("recordMissedReview", **review)


async def review_already_held(desk: Desk) -> Answer:
    engagement, review = await reviewed_system(desk)
    which = {"engagementId": engagement, "reviewId": review}
    await desk.do("holdReview", **which, heldOn=in_days(0), summary="All is well")
    return await desk.refused("recordMissedReview", **which)


async def review_not_overdue(desk: Desk) -> Answer:
    engagement, review = await reviewed_system(desk)
    return await desk.refused("recordMissedReview", engagementId=engagement, reviewId=review)


async def pilot_not_run_by_vendor(desk: Desk) -> Answer:
    return await desk.refused("recordComponent", engagementId=await own_teams_engagement(desk), **CLUSTER)


async def only_the_client(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    component = {"engagementId": engagement, "componentId": await recorded_component(desk, engagement)}
    await desk.do("transferInfrastructure", **component, receiver=desk.person(Role.VENDOR))
    return await desk.refused("acceptInfrastructure", by=Role.VENDOR, **component)


async def component_not_found(desk: Desk) -> Answer:
    component = {"engagementId": await started_engagement(desk), "componentId": unknown("Component")}
    return await desk.refused("acceptInfrastructure", **component)


async def not_held_by_vendor(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    component = await recorded_component(desk, engagement, heldBy="CLIENT")
    return await desk.refused("acceptInfrastructure", engagementId=engagement, componentId=component)


async def infrastructure_not_transferred(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    component = await recorded_component(desk, engagement)
    return await desk.refused("acceptInfrastructure", engagementId=engagement, componentId=component)


async def infrastructure_already_accepted(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    component = {"engagementId": engagement, "componentId": await recorded_component(desk, engagement)}
    await desk.do("transferInfrastructure", **component, receiver=desk.person(Role.SYSTEM_OWNER))
    await desk.do("acceptInfrastructure", by=Role.SYSTEM_OWNER, **component)
    return await desk.refused("transferInfrastructure", **component, receiver=desk.person(Role.MANAGER))


async def assumption_not_found(desk: Desk) -> Answer:
    assumption = {"engagementId": await started_engagement(desk), "assumptionId": unknown("Assumption")}
    return await desk.refused("breakAssumption", **assumption, **BROKEN, **AS_A_GAP)


async def assumption_already_broken(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    assumption = await broken_assumption(desk, engagement)
    return await desk.refused("confirmAssumption", engagementId=engagement, assumptionId=assumption, note="It holds")


async def vendor_decision_not_found(desk: Desk) -> Answer:
    decision = {"engagementId": await started_engagement(desk), "decisionId": unknown("VendorDecision")}
    return await desk.refused("ratifyVendorDecision", by=Role.SPONSOR, **decision)


async def decision_overturned(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    decision = {"engagementId": engagement, "decisionId": await recorded_decision(desk, engagement)}
    await desk.do("overturnVendorDecision", by=Role.SPONSOR, **decision, reason="The law asks for more")
    return await desk.refused("ratifyVendorDecision", by=Role.SPONSOR, **decision)


async def giver_is_receiver(desk: Desk) -> Answer:
    plan = {"engagementId": await started_engagement(desk), "task": "Roll out", "due": in_days(3)}
    both = {"giver": desk.person(Role.MANAGER), "receiver": desk.person(Role.MANAGER)}
    return await desk.refused("planKnowledgeTransfer", **plan, **both)


async def knowledge_transfer_not_found(desk: Desk) -> Answer:
    transfer = {"engagementId": await started_engagement(desk), "transferId": unknown("KnowledgeTransfer")}
    return await desk.refused("recordKnowledgeTransfer", **transfer)


async def knowledge_not_passed_on(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    transfer = {"engagementId": engagement, "transferId": await planned_transfer(desk, engagement)}
    return await desk.refused("verifyKnowledgeTransfer", by=Role.MODEL_LEAD, **transfer, evidence=EVIDENCE)


async def not_the_receiver(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    transfer = {"engagementId": engagement, "transferId": await planned_transfer(desk, engagement)}
    await desk.do("recordKnowledgeTransfer", by=Role.VENDOR, **transfer)
    return await desk.refused("verifyKnowledgeTransfer", by=Role.VENDOR, **transfer, evidence=EVIDENCE)


ATTEMPTS: dict[Attempt, list[str]] = {
    system_has_no_owner: [],
    not_the_system_owner: [],
    unknown_activity: ["input", "activity"],
    obligations_not_accepted: [],
    escalation_path_not_defined: [],
    review_still_due: [],
    review_not_found: ["input", "reviewId"],
    review_already_held: [],
    review_not_overdue: [],
    pilot_not_run_by_vendor: [],
    only_the_client: [],
    component_not_found: ["input", "componentId"],
    not_held_by_vendor: ["input", "componentId"],
    infrastructure_not_transferred: [],
    infrastructure_already_accepted: [],
    assumption_not_found: ["input", "assumptionId"],
    assumption_already_broken: [],
    vendor_decision_not_found: ["input", "decisionId"],
    decision_overturned: [],
    giver_is_receiver: ["input", "receiver"],
    knowledge_transfer_not_found: ["input", "transferId"],
    knowledge_not_passed_on: [],
    not_the_receiver: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


async def test_a_level_that_is_nobody_is_blamed_on_the_path(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await with_path(desk, engagement)
    for person, code in ((unknown("Person"), "PERSON_NOT_FOUND"), (unknown("Gap"), "NOT_WELL_FORMED")):
        levels = [{"person": person, "hours": 1}]
        refused = await desk.refused("defineEscalationPath", engagementId=engagement, levels=levels)
        assert refused["code"] == code
