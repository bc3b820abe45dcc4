"""Going through the stages by way of the API: what a front end did before the test begins."""

from typing import Any

from shared.events.gates import DecisionEvent, GateCondition, GateDecided, Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from shared.projecting.positions import Reached
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.gates import decision
from tests.acceptance.api.story import EVIDENCE

SCOPE: dict[str, Any] = {
    "inScope": ["Claims by letter"],
    "outOfScope": ["Claims by telephone"],
    "targetUsers": ["Claims handlers"],
    "sites": ["Toronto", "Montréal"],
}
STAGES = """
query Stages($id: ID!) {
  engagement(id: $id) {
    stages {
      stage number status enteredAt version label french: label(locale: FR) lead { id }
      deliverables {
        name status label workstream reason
        submittedAt acceptedAt submitter { id } accepter { id } evidence { digest link note }
      }
      tracks { track completedAt label }
      entryCheck { met { name } unmet { name label french: label(locale: FR) } }
      lastRecordedCheck { checkedAt checkedBy { id } met { name } unmet { name } }
      gate { outcome standing decidedAt }
      decisions {
        outcome framework revoked { reason } outdated { causedBy } conditions { what due metOn owner { id } }
      }
      history { move at reason by { id } }
    }
  }
}
"""


async def stages(desk: Desk, engagement: str) -> dict[str, dict[str, Any]]:
    """As the API shows them, by name."""
    found = (await desk.ask(STAGES, id=engagement))["engagement"]["stages"]
    return {stage["stage"]: stage for stage in found}


async def delivered(desk: Desk, engagement: str, stage: Stage) -> None:
    """All three, handed in and accepted."""
    shown = (await stages(desk, engagement))[stage.name]
    for deliverable in shown["deliverables"]:
        which = {"engagementId": engagement, "stage": stage.name, "deliverable": deliverable["name"]}
        await desk.do("submitDeliverable", by=Role.DATA_OWNER, **which, evidence=EVIDENCE)
        await desk.do("acceptDeliverable", by=Role.SPONSOR, **which)


async def recorded(desk: Desk, fact: DecisionEvent) -> None:
    """What the service of the gates says, known to all views when this ends."""
    position = await desk.fairway.gates.record(desk.tenant, fact)
    for service in (desk.fairway.service, desk.fairway.gates.service):
        assert await service.reached(desk.tenant, position, 10) is Reached.REACHED


async def decided(
    desk: Desk,
    engagement: str,
    stage: Stage,
    outcome: Outcome = Outcome.GO,
    conditions: tuple[GateCondition, ...] = (),
) -> GateDecided:
    fact = decision(engagement, stage, await desk.head(), outcome, conditions)
    await recorded(desk, fact)
    return fact


async def led(desk: Desk, engagement: str, stage: Stage, lead: Role = Role.MODEL_LEAD) -> None:
    await desk.do("nameStageLead", engagementId=engagement, stage=stage.name, lead=desk.person(lead))


async def scoped(desk: Desk, engagement: str) -> None:
    await desk.do("defineScope", engagementId=engagement, **SCOPE)


async def ended(desk: Desk, engagement: str, stage: Stage) -> None:
    """All that the stage has to give, tracks included, and a go at its gate."""
    await delivered(desk, engagement, stage)
    if stage is Stage.CLOSURE:
        await desk.do("completeTrack", by=Role.GOVERNANCE_REVIEWER, engagementId=engagement, track="GOVERNANCE")
        await desk.do("completeTrack", by=Role.INFRASTRUCTURE_LEAD, engagementId=engagement, track="INFRASTRUCTURE")
    await decided(desk, engagement, stage)


async def entered(desk: Desk, engagement: str, stage: Stage) -> None:
    """From the stage before it, which is entered, on."""
    if stage is Stage.CLOSURE:
        await scoped(desk, engagement)
    await ended(desk, engagement, tuple(Stage)[stage.number - 2])
    await led(desk, engagement, stage)
    await desk.do("enterStage", engagementId=engagement, stage=stage.name)
