"""Setting the scene for those who will run a system: its owner, and what a vendor leaves behind."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, in_days, recorded_result, started_engagement

MADE = """
query Made($id: ID!) {
  engagement(id: $id) {
    reviews(last: 1) { nodes { id } }
    provenance {
      components(last: 1) { nodes { id } } assumptions(last: 1) { nodes { id } }
      decisions(last: 1) { nodes { id } } transfers(last: 1) { nodes { id } }
    }
  }
}
"""
CYCLE = {"every": 3, "unit": "MONTH"}
DAILY = {"every": 1, "unit": "DAY"}
CLUSTER = {"name": "Cluster", "kind": "INFRASTRUCTURE", "builder": "Acme Analytics", "heldBy": "VENDOR"}
BROKEN = {"reason": "One in five is a scan", "title": "Scans cannot be read"}
AS_A_GAP = {"kind": "DATA", "cause": "DATA_NOT_REPRESENTATIVE", "severity": "BLOCKING"}


async def last_of(desk: Desk, engagement: str, things: str) -> str:
    """The id of what was recorded last."""
    found = (await desk.ask(MADE, id=engagement))["engagement"]
    of = found if things == "reviews" else found["provenance"]
    return str(of[things]["nodes"][0]["id"])


async def own_teams_engagement(desk: Desk) -> str:
    who = {"runBy": "OWN_TEAM", "startedOn": "2026-01-12"}
    pilot = str((await desk.do("registerPilot", name="Letters", purpose="Answer letters", **who))["id"])
    await recorded_result(desk, pilot)
    await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="It works")
    return str((await desk.do("startEngagement", pilotId=pilot, name="Letters"))["id"])


async def owned_system(desk: Desk) -> str:
    """Its owner is the system owner."""
    engagement = await started_engagement(desk)
    await desk.do("assignSystemOwner", engagementId=engagement, owner=desk.person(Role.SYSTEM_OWNER))
    return engagement


async def accepted(desk: Desk, engagement: str, **given: object) -> None:
    terms: dict[str, Any] = {"obligations": ["Answers stay right"], "reviewCycle": CYCLE, **given}
    await desk.do("acceptObligations", by=Role.SYSTEM_OWNER, engagementId=engagement, **terms)


async def with_path(desk: Desk, engagement: str) -> None:
    people = ((Role.SPONSOR, 24), (Role.BUSINESS_OWNER, 48))
    levels = [{"person": desk.person(role), "hours": hours} for role, hours in people]
    await desk.do("defineEscalationPath", engagementId=engagement, levels=levels)


async def reviewed_system(desk: Desk, **given: object) -> tuple[str, str]:
    """The engagement, and its first review."""
    engagement = await owned_system(desk)
    await accepted(desk, engagement, **given)
    await with_path(desk, engagement)
    await desk.do("scheduleReview", engagementId=engagement)
    return engagement, await last_of(desk, engagement, "reviews")


async def recorded_component(desk: Desk, engagement: str, **given: object) -> str:
    wanted: dict[str, Any] = {**CLUSTER, **given}
    await desk.do("recordComponent", by=Role.VENDOR, engagementId=engagement, **wanted)
    return await last_of(desk, engagement, "components")


async def recorded_assumption(desk: Desk, engagement: str) -> str:
    await desk.do("recordAssumption", by=Role.VENDOR, engagementId=engagement, statement="All policies are text")
    return await last_of(desk, engagement, "assumptions")


async def broken_assumption(desk: Desk, engagement: str) -> str:
    assumption = await recorded_assumption(desk, engagement)
    await desk.do("breakAssumption", engagementId=engagement, assumptionId=assumption, **BROKEN, **AS_A_GAP)
    return assumption


async def recorded_decision(desk: Desk, engagement: str) -> str:
    await desk.do("recordVendorDecision", engagementId=engagement, decision="Answers are kept for 30 days")
    return await last_of(desk, engagement, "decisions")


async def planned_transfer(desk: Desk, engagement: str) -> str:
    who = {"giver": desk.person(Role.VENDOR), "receiver": desk.person(Role.MODEL_LEAD)}
    plan = {"task": "Roll out new prompts", "due": in_days(30)}
    await desk.do("planKnowledgeTransfer", engagementId=engagement, **plan, **who)
    return await last_of(desk, engagement, "transfers")


async def taken_over(desk: Desk, engagement: str) -> None:
    """All that a vendor had."""
    of = {"engagementId": engagement}
    component = {**of, "componentId": await recorded_component(desk, engagement)}
    await desk.do("transferInfrastructure", by=Role.VENDOR, **component, receiver=desk.person(Role.SYSTEM_OWNER))
    await desk.do("acceptInfrastructure", by=Role.SYSTEM_OWNER, **component)
    decision = await recorded_decision(desk, engagement)
    await desk.do("ratifyVendorDecision", by=Role.SPONSOR, **of, decisionId=decision)
    transfer = {**of, "transferId": await planned_transfer(desk, engagement)}
    await desk.do("recordKnowledgeTransfer", by=Role.VENDOR, **transfer)
    await desk.do("verifyKnowledgeTransfer", by=Role.MODEL_LEAD, **transfer, evidence=EVIDENCE)
