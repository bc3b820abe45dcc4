"""Setting the scene of going live through the API: what a front end and other services did before the test begins."""

from datetime import date
from typing import Any
from uuid import UUID

from gateway.schema.ids import global_id, uuid_of
from services.engagement.domain.change_policy import LATEST_CHANGE_POLICY
from shared.events.go_live import WentLive
from shared.events.measurement import AdoptionReportPublished
from shared.events.people import Role
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.events.stages import Stage
from shared.projecting.positions import Reached
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.stages import ended, entered
from tests.acceptance.api.story import in_days, started_engagement

NO_RELEASE = str(global_id("Release", UUID(int=0x99)))
CYCLE = {"every": 3, "unit": "MONTH"}
BLOCKING = """
query Blocking($id: ID!) {
  engagement(id: $id) {
    openBlockers { code label french: label(locale: FR) subject stage until }
    goLive {
      planned earliestPossible rescheduled reason wentLiveOn releaseId decisionId takenOverOn reportedDay version
      takenOverBy { id } leadTimeViolation { plannedOn launchedOn earliest } blockers { code subject stage until }
    }
    outcome { outcome reason note until }
  }
}
"""


async def shown(desk: Desk, engagement: str) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.ask(BLOCKING, id=engagement))["engagement"]
    return found


async def blocking(desk: Desk, engagement: str) -> list[str]:
    """The codes of what blocks, in their order."""
    return [each["code"] for each in (await shown(desk, engagement))["openBlockers"]]


async def said(desk: Desk, *facts: object, engagement: UUID | None = None) -> None:
    """What another service or slice says, known to the views when this ends."""
    position = await desk.fairway.others.record(desk.tenant, *facts, engagement=engagement)
    assert await desk.fairway.service.reached(desk.tenant, position, 10) is Reached.REACHED


async def launched(desk: Desk, engagement: str, days: int = -28) -> None:
    """The change programme, so many days from today."""
    of, on = uuid_of("Engagement", engagement), date.fromisoformat(in_days(days))
    await said(desk, *programme(of, on))


def programme(of: UUID, launched_on: date) -> tuple[ChangeProgramCreated, ChangeProgramLaunched]:
    policy = LATEST_CHANGE_POLICY.version
    created = ChangeProgramCreated(engagement_id=of, name="Taken along", policy=policy)
    return created, ChangeProgramLaunched(engagement_id=of, launched_on=launched_on)


async def reported(desk: Desk, engagement: str) -> None:
    report = AdoptionReportPublished(
        engagement_id=uuid_of("Engagement", engagement), day=90, position=await desk.head(), digest="7a" * 32
    )
    await said(desk, report)


async def owned(desk: Desk, engagement: str) -> None:
    """With its obligations accepted."""
    of = {"engagementId": engagement}
    await desk.do("assignSystemOwner", **of, owner=desk.person(Role.SYSTEM_OWNER))
    accepted = {"obligations": ["Answers stay right"], "reviewCycle": CYCLE}
    await desk.do("acceptObligations", by=Role.SYSTEM_OWNER, **of, **accepted)


async def gone_through(desk: Desk, engagement: str) -> None:
    """The four stages before the launch, with a go at each of their gates."""
    for stage in (Stage.CLOSURE, Stage.HARDENING, Stage.ADOPTION):
        await entered(desk, engagement, stage)
    await ended(desk, engagement, Stage.ADOPTION)


def gone_live(engagement: str) -> WentLive:
    """Today."""
    return WentLive(
        engagement_id=uuid_of("Engagement", engagement),
        release_id=UUID(int=0x91),
        decision_id=UUID(int=0x92),
        went_live_on=date.fromisoformat(in_days(0)),
    )


async def live_engagement(desk: Desk) -> str:
    """Started, owned, and live since today: the way there is left out."""
    engagement = await started_engagement(desk)
    await owned(desk, engagement)
    await said(desk, gone_live(engagement))
    return engagement
