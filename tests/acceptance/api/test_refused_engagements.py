"""Rules about engagements, dimensions and what gaps come of: each is broken once, and told as data."""

import pytest

from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import (
    DATA_GAP,
    opened_gap,
    recorded_finding,
    recorded_result,
    registered_pilot,
    started_engagement,
    unknown,
)

DATA = {"dimension": "DATA"}
SAMPLE = {**DATA, "aspect": "sample"}
GAP = {"title": "Sample", **DATA_GAP}


async def pilot_not_closed(desk: Desk) -> Answer:
    return await desk.refused("startEngagement", pilotId=await registered_pilot(desk), name="Claims")


async def engagement_not_found(desk: Desk) -> Answer:
    return await desk.refused("openGap", engagementId=unknown("Engagement"), **GAP)


async def engagement_already_started(desk: Desk) -> Answer:
    pilot = await desk.ask(
        "query($id: ID!) { engagement(id: $id) { pilot { id } } }", id=await started_engagement(desk)
    )
    return await desk.refused("startEngagement", pilotId=pilot["engagement"]["pilot"]["id"], name="Another name")


async def register_not_baselined(desk: Desk) -> Answer:
    return await desk.refused("publishCloseOutReport", engagementId=await started_engagement(desk))


async def empty_register(desk: Desk) -> Answer:
    return await desk.refused("baselineGapRegister", engagementId=await started_engagement(desk))


async def gaps_without_owner(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await opened_gap(desk, engagement)
    return await desk.refused("baselineGapRegister", engagementId=engagement)


async def unknown_aspect(desk: Desk) -> Answer:
    state = {"engagementId": await started_engagement(desk), **DATA}
    return await desk.refused("recordPilotState", **state, aspects=[{"name": "colour", "level": "red"}])


async def unknown_level(desk: Desk) -> Answer:
    state = {"engagementId": await started_engagement(desk), **DATA}
    return await desk.refused("recordPilotState", **state, aspects=[{"name": "sample", "level": "red"}])


async def aspect_named_twice(desk: Desk) -> Answer:
    state = {"engagementId": await started_engagement(desk), **DATA}
    return await desk.refused("recordPilotState", **state, aspects=[{"name": "sample", "level": "curated"}] * 2)


async def proposed(desk: Desk) -> str:
    engagement = await started_engagement(desk)
    full = [{"name": "sample", "level": "full_volume"}]
    await desk.do("recordProductionState", engagementId=engagement, **DATA, aspects=full)
    return engagement


async def proposal_not_found(desk: Desk) -> Answer:
    return await desk.refused("dismissProposal", engagementId=await started_engagement(desk), **SAMPLE, reason="Known")


async def proposal_has_gap(desk: Desk) -> Answer:
    engagement = await proposed(desk)
    await opened_gap(desk, engagement, proposal=SAMPLE)
    return await desk.refused("dismissProposal", engagementId=engagement, **SAMPLE, reason="Known")


async def proposal_already_taken(desk: Desk) -> Answer:
    engagement = await proposed(desk)
    await opened_gap(desk, engagement, proposal=SAMPLE)
    return await desk.refused("openGap", engagementId=engagement, **GAP, proposal=SAMPLE)


async def proposal_already_dismissed(desk: Desk) -> Answer:
    engagement = await proposed(desk)
    await desk.do("dismissProposal", engagementId=engagement, **SAMPLE, reason="Known")
    return await desk.refused("openGap", engagementId=engagement, **GAP, proposal=SAMPLE)


async def finding_already_dismissed(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await recorded_result(desk, pilot)
    finding = await recorded_finding(desk, pilot, "Known")
    await desk.do("dismissFinding", pilotId=pilot, findingId=finding, reason="Known")
    await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="Done")
    engagement = (await desk.do("startEngagement", pilotId=pilot, name="Claims"))["id"]
    return await desk.refused("openGap", engagementId=engagement, **GAP, findingId=finding)


ATTEMPTS: dict[Attempt, list[str]] = {
    pilot_not_closed: [],
    engagement_not_found: ["input", "engagementId"],
    engagement_already_started: [],
    register_not_baselined: [],
    empty_register: [],
    gaps_without_owner: [],
    unknown_aspect: ["input", "aspects", "0", "name"],
    unknown_level: ["input", "aspects", "0", "level"],
    aspect_named_twice: ["input", "aspects", "1", "name"],
    proposal_not_found: ["input", "aspect"],
    proposal_has_gap: ["input", "aspect"],
    proposal_already_taken: ["input", "proposal"],
    proposal_already_dismissed: ["input", "proposal"],
    finding_already_dismissed: ["input", "findingId"],
}


async def test_no_gap_comes_of_a_difference_that_does_not_stand(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    refused = await desk.refused("openGap", engagementId=engagement, **GAP, proposal=SAMPLE)
    assert (refused["code"], refused["where"]) == ("PROPOSAL_NOT_FOUND", ["input", "proposal"])


async def test_a_gap_does_not_come_back_to_a_place_that_another_one_took(desk: Desk) -> None:
    engagement = await proposed(desk)
    gap = await opened_gap(desk, engagement, proposal=SAMPLE, severity="MAJOR")
    await desk.do("cancelGap", gapId=gap, reason="It was none")
    other = await opened_gap(desk, engagement, "The same again", proposal=SAMPLE, severity="MAJOR")
    refused = await desk.refused("reopenGap", gapId=gap, reason="It was one")
    assert (refused["code"], refused["where"]) == ("PROPOSAL_ALREADY_TAKEN", [])
    assert "The same again" in refused["message"]
    await desk.do("cancelGap", gapId=other, reason="It was none")
    again = {"gapId": gap, "reason": "It was one", "idempotencyKey": "back again"}
    reopened = await desk.send("reopenGap", **again)
    assert reopened["gap"]["status"] == "OPEN"
    assert (await desk.send("reopenGap", **again))["consistency"]["repeated"] is True


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
