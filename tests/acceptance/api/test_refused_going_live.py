"""Rules about scope, going live and ends: each is broken once, and told as data."""

from datetime import date

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import NO_RELEASE, live_engagement, reported
from tests.acceptance.api.ready import ready_engagement
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import closed_pilot, in_days, registered_pilot, started_engagement
from tests.acceptance.api.test_refused_measurement import defined


async def planned(desk: Desk) -> dict[str, str]:
    of = {"engagementId": await started_engagement(desk)}
    await desk.do("planGoLive", **of, plannedOn=in_days(60))
    return of


async def go_live_already_planned(desk: Desk) -> Answer:
    return await desk.refused("planGoLive", **await planned(desk), plannedOn=in_days(61))


async def go_live_not_planned(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    return await desk.refused("rescheduleGoLive", engagementId=engagement, plannedOn=in_days(60), reason="Later")


async def go_live_out_of_bounds(desk: Desk) -> Answer:
    return await desk.refused("planGoLive", engagementId=await started_engagement(desk), plannedOn=in_days(-1))


async def not_ready_to_go_live(desk: Desk) -> Answer:
    return await desk.refused("goLive", engagementId=await started_engagement(desk), releaseId=NO_RELEASE)


async def other_release_pinned(desk: Desk) -> Answer:
    """The answer names what blocks first: another release is only told of where nothing else does."""
    engagement = await ready_engagement(desk, date.fromisoformat(in_days(-28)))
    return await desk.refused("goLive", engagementId=engagement, releaseId=NO_RELEASE)


async def happens_at_once(desk: Desk) -> Answer:
    """Else who goes live could choose the day on which the gate is judged."""
    engagement = await ready_engagement(desk, date.fromisoformat(in_days(-28)))
    then = f"{in_days(-1)}T12:00:00Z"
    return await desk.refused("goLive", engagementId=engagement, releaseId=NO_RELEASE, occurredAt=then)


async def already_live(desk: Desk) -> Answer:
    return await desk.refused("planGoLive", engagementId=await live_engagement(desk), plannedOn=in_days(60))


async def not_live_yet(desk: Desk) -> Answer:
    return await desk.refused("completeEngagement", engagementId=await started_engagement(desk))


async def hand_over_not_yours(desk: Desk) -> Answer:
    return await desk.refused("acceptHandOver", engagementId=await live_engagement(desk))


async def adoption_not_reported(desk: Desk) -> Answer:
    return await desk.refused("completeEngagement", engagementId=await live_engagement(desk))


async def hand_over_not_accepted(desk: Desk) -> Answer:
    engagement = await live_engagement(desk)
    await reported(desk, engagement)
    return await desk.refused("completeEngagement", engagementId=engagement)


async def engagement_is_live(desk: Desk) -> Answer:
    engagement = await live_engagement(desk)
    return await desk.refused("parkEngagement", engagementId=engagement, reason="The move")


async def parked_into_the_past(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    return await desk.refused("parkEngagement", engagementId=engagement, reason="The move", until=in_days(0))


async def engagement_is_parked(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    await desk.do("parkEngagement", **of, reason="The move")
    return await desk.refused("planGoLive", **of, plannedOn=in_days(60))


async def engagement_stopped_for_good(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    series = (await defined(desk, of["engagementId"]))["seriesId"]
    await desk.do("stopEngagement", by=Role.SPONSOR, **of, reason="COST")
    answer = await desk.refused("baselineGapRegister", **of)
    assert await desk.refused("setTarget", seriesId=series, value="1", why="All of them") == answer
    return answer


async def pilot_expired_already(desk: Desk) -> Answer:
    pilot = await closed_pilot(desk)
    await desk.do("expirePilot", pilotId=pilot, reason="EXPIRED")
    return await desk.refused("startEngagement", pilotId=pilot, name="Too late")


async def engagement_on_its_way(desk: Desk) -> Answer:
    pilot = await registered_and_engaged(desk)
    return await desk.refused("expirePilot", pilotId=pilot, reason="EXPIRED")


async def registered_and_engaged(desk: Desk) -> str:
    pilot = await closed_pilot(desk)
    await desk.do("startEngagement", pilotId=pilot, name="On its way")
    return pilot


ATTEMPTS: dict[Attempt, list[str]] = {
    go_live_already_planned: ["input", "plannedOn"],
    go_live_not_planned: [],
    go_live_out_of_bounds: ["input", "plannedOn"],
    not_ready_to_go_live: [],
    other_release_pinned: ["input", "releaseId"],
    happens_at_once: ["input", "occurredAt"],
    already_live: [],
    not_live_yet: [],
    hand_over_not_yours: [],
    adoption_not_reported: [],
    hand_over_not_accepted: [],
    engagement_is_live: [],
    parked_into_the_past: ["input", "until"],
    engagement_is_parked: [],
    engagement_stopped_for_good: [],
    pilot_expired_already: [],
    engagement_on_its_way: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


async def test_an_end_for_another_reason_says_which(desk: Desk) -> None:
    pilot = await registered_pilot(desk)
    refused = await desk.refused("expirePilot", pilotId=pilot, reason="OTHER")
    assert (refused["code"], refused["where"]) == ("NOT_WELL_FORMED", ["input", "note"])
