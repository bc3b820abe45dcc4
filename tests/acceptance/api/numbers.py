"""An engagement's numbers by way of the API: what a front end did before the test begins."""

import asyncio
from datetime import date
from typing import Any
from uuid import uuid5

from gateway.schema.ids import uuid_of
from shared.events.go_live import GoLiveEvent, GoLivePlanned, WentLive
from shared.projecting.positions import Reached
from tests.acceptance.api.desk import Desk

SPLIT = "total { microseconds days } work { microseconds } wait { microseconds }"
LEAD_TIME = f"""
query LeadTime($id: ID!) {{
  engagement(id: $id) {{
    leadTime {{
      begunAt endedAt live policy total {{ {SPLIT} }} rest {{ {SPLIT} }}
      byStage {{ stage time {{ {SPLIT} }} }}
      byMatter {{ matter kind hand label french: label(locale: FR) time {{ {SPLIT} }} }}
      byHand {{ hand time {{ {SPLIT} }} }}
      byCriterion {{ criterion time {{ {SPLIT} }} }}
      longest {{ gap {{ id }} access {{ id }} stage deliverable time {{ {SPLIT} }} }}
      waitingOn {{ matter hand number since }}
      verifiers: waitingOn(hand: VERIFIER) {{ matter number }}
    }}
  }}
  leadTime {{ live underWay percentiles {{ percent duration {{ days }} }} usual {{ months label }} }}
}}
"""
CLUSTER: dict[str, Any] = {
    "kind": "INFRASTRUCTURE",
    "amount": {"minor": 250_000, "currency": "CAD"},
    "spentOn": "2026-04-02",
    "note": "Cluster",
}


async def spent(desk: Desk, engagement: str, minor: int, currency: str = "CAD", kind: str = "INFRASTRUCTURE") -> str:
    """The cost's id."""
    amount = {"minor": minor, "currency": currency}
    given: dict[str, Any] = {**CLUSTER, "kind": kind, "amount": amount}
    return str((await desk.do("recordScaleCost", engagementId=engagement, **given))["id"])


async def planned(desk: Desk, engagement: str, day: str) -> None:
    of = uuid_of("Engagement", engagement)
    await recorded(desk, GoLivePlanned(engagement_id=of, planned_on=date.fromisoformat(day)))


async def live(desk: Desk, engagement: str, day: str) -> None:
    of = uuid_of("Engagement", engagement)
    release, decision = uuid5(of, "release"), uuid5(of, "decision")
    on = date.fromisoformat(day)
    await recorded(desk, WentLive(engagement_id=of, release_id=release, decision_id=decision, went_live_on=on))


async def recorded(desk: Desk, fact: GoLiveEvent) -> None:
    """Known to the views when this ends."""
    position = await desk.fairway.others.record(desk.tenant, fact)
    assert await desk.fairway.service.reached(desk.tenant, position, 10) is Reached.REACHED


async def worked_on(desk: Desk, engagement: str) -> dict[str, Any]:
    """As soon as a second of it was work: what goes on is told to the second."""
    async with asyncio.timeout(10):
        while True:
            found: dict[str, Any] = (await desk.ask(LEAD_TIME, id=engagement))["engagement"]["leadTime"]
            if found["total"]["work"]["microseconds"]:
                return found
