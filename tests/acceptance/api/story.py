"""Setting the scene through the API, in business words: what a front end did before the test begins."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from deploy.clock import now
from gateway.schema.ids import global_id
from shared.events.people import Role
from tests.acceptance.api.desk import Desk

ZONE = ZoneInfo("America/Toronto")
EVIDENCE = {"digest": "ab" * 32, "link": "https://ci.example/runs/7", "note": "Full volume run, 41 of 41 checks"}
DATA_GAP = {"kind": "DATA", "cause": "DATA_NOT_REPRESENTATIVE", "severity": "BLOCKING"}


def unknown(noun: str) -> str:
    """The well-formed id of something that never was."""
    return str(global_id(noun, UUID(int=7)))


def in_days(days: int) -> str:
    """The day that is so many days from the tenants' today."""
    return (now().astimezone(ZONE).date() + timedelta(days=days)).isoformat()


async def registered_pilot(desk: Desk, name: str = "Claims triage") -> str:
    pilot = await desk.do(
        "registerPilot",
        by=Role.PILOT_LEAD,
        name=name,
        purpose="Sort incoming claims by urgency",
        runBy="VENDOR",
        vendor="Acme Analytics",
        startedOn="2026-01-12",
    )
    return str(pilot["id"])


async def recorded_result(desk: Desk, pilot: str, criterion: str = "Correct urgency") -> None:
    await desk.do(
        "recordPilotResult",
        by=Role.PILOT_LEAD,
        pilotId=pilot,
        criterion=criterion,
        unit="%",
        better="HIGHER",
        target="90",
        actual="93.5",
    )


async def recorded_finding(desk: Desk, pilot: str, title: str, kind: str = "DATA") -> str:
    """The finding's id: findings come in the order in which they were recorded."""
    await desk.do("recordFinding", by=Role.PILOT_LEAD, pilotId=pilot, kind=kind, title=title, detail="")
    found = await desk.ask("query Findings($id: ID!) { pilot(id: $id) { findings { id } } }", id=pilot)
    return str(found["pilot"]["findings"][-1]["id"])


async def closed_pilot(desk: Desk, name: str = "Claims triage") -> str:
    pilot = await registered_pilot(desk, name)
    await recorded_result(desk, pilot)
    await desk.do(
        "closePilot", by=Role.PILOT_LEAD, pilotId=pilot, closedOn="2026-03-31", summary="It works on the sample"
    )
    return pilot


async def started_engagement(desk: Desk, name: str = "Claims triage") -> str:
    pilot = await closed_pilot(desk, name)
    engagement = await desk.do("startEngagement", pilotId=pilot, name=name)
    return str(engagement["id"])


async def opened_gap(desk: Desk, engagement: str, title: str = "Sample was curated", **given: object) -> str:
    wanted: dict[str, Any] = {**DATA_GAP, **given}
    gap = await desk.do("openGap", engagementId=engagement, title=title, **wanted)
    return str(gap["id"])


async def owned_gap(
    desk: Desk, engagement: str, title: str = "Sample was curated", *, owner: Role = Role.DATA_OWNER, **given: object
) -> str:
    gap = await opened_gap(desk, engagement, title, **given)
    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(owner))
    return gap


async def resolved_gap(desk: Desk, engagement: str, title: str = "Sample was curated") -> str:
    gap = await owned_gap(desk, engagement, title)
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
    return gap


async def baselined_engagement(desk: Desk) -> str:
    """With one gap in its register."""
    engagement = await started_engagement(desk)
    await owned_gap(desk, engagement)
    await desk.do("baselineGapRegister", engagementId=engagement)
    return engagement
