"""The part of a recorded run in which a gate is decided, and what it owed is met."""

from collections.abc import Iterator
from dataclasses import field
from datetime import timedelta
from itertools import count
from typing import Any

from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.house import SIGNERS, housed
from tests.acceptance.api.recording import Run
from tests.acceptance.api.story import opened_gap

DECIDED = """query($id: ID!) { engagement(id: $id) { gate(stage: ASSESSMENT) {
  decisions { id conditions { id } }
} } }"""


@record
class Keyed(Desk):
    """Ids come of the keys of what is sent, so that they are the same each time."""

    numbers: Iterator[int] = field(default_factory=count)

    async def send(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        return await Desk.send(self, mutation, by=by, idempotencyKey=f"beside {next(self.numbers)}", **given)


async def gate_is_decided(run: Run) -> None:
    before = run.ids["engagement"]
    await run.running.set_clock(run.now)
    desk = Keyed(fairway=run.desk.fairway, tenancy=run.desk.tenancy, http=run.desk.http)
    run.ids["engagement"], _ = await housed(desk)
    gap = await opened_gap(desk, run.ids["engagement"], "Another", severity="MINOR")
    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
    run.ids["gate"] = run.ids["engagement"]
    await decided_with_a_condition(run)
    await run.do("estimateGap", gapId=gap, low="1", likely="2", high="3")
    await owing_is_met(run)
    await run.do("evaluateReadiness", by=Role.SPONSOR, engagementId=run.ids["engagement"], purpose="GO_NO_GO")
    await run.do("assemblePackage", engagementId=run.ids["engagement"])
    run.ids["engagement"] = before


async def decided_with_a_condition(run: Run) -> None:
    at: dict[str, Any] = {"engagementId": run.ids["engagement"], "stage": "ASSESSMENT"}
    await run.do("evaluateReadiness", engagementId=run.ids["engagement"], purpose="BASELINE")
    await run.do("requestGate", **at)
    early = {"by": Role.DATA_OWNER, **at, "domain": "house/data"}
    await run.do("recordSignOff", **early)
    await run.do("withdrawSignOff", **early, reason="I looked at another list")
    for domain, role in SIGNERS.items():
        await run.do("recordSignOff", by=role, **at, domain=domain)
    condition = {
        "what": "Estimate the rest",
        "owner": run.desk.person(Role.MODEL_LEAD),
        "due": (run.day + timedelta(days=20)).isoformat(),
        "criterion": "house/estimated",
    }
    await run.do("decideGate", by=Role.SPONSOR, **at, outcome="CONDITIONAL_GO", conditions=[condition])


async def owing_is_met(run: Run) -> None:
    shown = await run.desk.ask(DECIDED, id=run.ids["engagement"])
    (decision,) = shown["engagement"]["gate"]["decisions"]
    which = {"gateDecisionId": decision["id"], "conditionId": decision["conditions"][0]["id"]}
    at = {"engagementId": run.ids["engagement"], "stage": "ASSESSMENT"}
    await run.do("meetCondition", by=Role.MODEL_LEAD, **at, **which)
