"""The part of a recorded run in which engagements end: one goes live and is completed, one rests and is stopped."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from gateway.schema.ids import global_id, uuid_of
from shared.events.people import Role
from tests.acceptance.api.going_live import reported, said
from tests.acceptance.api.ready import RELEASE, ready_engagement
from tests.acceptance.api.recorded_measurement import (
    a_trigger_fires,
    observations_come_in,
    series_are_defined,
    triggers_are_defined,
)
from tests.acceptance.api.recorded_returns import case_is_made, return_is_told
from tests.acceptance.api.recording import Run
from tests.facts.delays import STAGE_DELAYED

NAMED = "query($name: String!) { pilots(first: 1, filter: {name: {eq: $name}}) { nodes { id } } }"


async def engagements_end(run: Run) -> None:
    await pilot_expires(run)
    first = run.ids["engagement"]
    run.ids["engagement"] = await ready_engagement(run.desk, run.day - timedelta(days=30))
    await engagement_is_completed(run)
    run.ids["engagement"] = first
    await engagement_rests_and_stops(run)


async def pilot_expires(run: Run) -> None:
    (letters,) = (await run.desk.ask(NAMED, name="Letters"))["pilots"]["nodes"]
    await run.do("expirePilot", by=Role.SPONSOR, pilotId=letters["id"], reason="OTHER", note="Nobody writes letters")


async def engagement_rests_and_stops(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    day = run.day
    late = replace(STAGE_DELAYED, engagement_id=uuid_of("Engagement", run.ids["engagement"]))
    await said(run.desk, late)
    await run.do("planGoLive", **of, plannedOn=(day + timedelta(days=2)).isoformat())
    sooner = {"plannedOn": (day + timedelta(days=1)).isoformat(), "reason": "The board asked for it"}
    await run.do("rescheduleGoLive", **of, **sooner)
    await run.do("parkEngagement", **of, reason="The move", until=(day + timedelta(days=9)).isoformat())
    await run.do("resumeEngagement", **of)
    await run.do("stopEngagement", by=Role.SPONSOR, **of, reason="FAILED_REVIEW")


async def engagement_is_completed(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    await series_are_defined(run)
    await triggers_are_defined(run)
    await case_is_made(run)
    await run.do("goLive", **of, releaseId=global_id("Release", RELEASE))
    await observations_come_in(run)
    await return_is_told(run)
    await a_trigger_fires(run)
    await run.do("acceptHandOver", by=Role.SYSTEM_OWNER, **of)
    await reported(run.desk, run.ids["engagement"])
    await run.do("completeEngagement", by=Role.SPONSOR, **of)
