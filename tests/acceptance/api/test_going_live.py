"""Going live and the ends of engagements, through the API."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.change import LETTERS, POPULATION, WRITER, defined_cohort
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import (
    NO_RELEASE,
    blocking,
    gone_through,
    launched,
    live_engagement,
    owned,
    reported,
    shown,
)
from tests.acceptance.api.infrastructure import pinned_release, proven
from tests.acceptance.api.sdl import document
from tests.acceptance.api.stages import SCOPE
from tests.acceptance.api.story import (
    EVIDENCE,
    closed_pilot,
    in_days,
    owned_gap,
    registered_pilot,
    started_engagement,
)
from tests.acceptance.api.taking_over import CLUSTER, last_of

SCOPED = """
query Scoped($id: ID!) {
  engagement(id: $id) { scope { inScope outOfScope targetUsers sites definedAt version definedBy { id } } }
}
"""
PORTFOLIO = """
query Portfolio {
  portfolioOutcomes {
    pilots reached ended rate byOutcome { outcome pilots } byReason { reason pilots label(locale: FR) }
  }
}
"""
BLOCKED = document("goLive").replace("rejection { code", "rejection { blockers { code subject stage until } code")


async def refused_with(desk: Desk, engagement: str) -> list[dict[str, Any]]:
    """What an attempt to go live is told."""
    given = {"engagementId": engagement, "releaseId": NO_RELEASE}
    rejection = (await desk.ask(BLOCKED, input=given))["goLive"]["rejection"]
    assert rejection["code"] == "NOT_READY_TO_GO_LIVE"
    found: list[dict[str, Any]] = rejection["blockers"]
    return found


@pytest.mark.req("RSG6", "RL1", "RL11", "RSG5")
async def test_a_system_goes_live_once_nothing_blocks_and_is_done_after_its_90_days(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    gap = await owned_gap(desk, engagement)
    component = await vendor_holds(desk, engagement)
    everything = ["BLOCKING_GAP_OPEN", *["STAGE_NOT_COMPLETED"] * 4, "GATE_NOT_PASSED"]
    everything += ["INFRASTRUCTURE_NOT_TRANSFERRED", "VENDOR_DECISION_NOT_RATIFIED"]
    everything += ["OBLIGATIONS_NOT_ACCEPTED", "PROGRAMME_NOT_LAUNCHED", "RELEASE_NOT_PINNED"]
    assert await blocking(desk, engagement) == everything
    found = await refused_with(desk, engagement)
    assert found == (await shown(desk, engagement))["goLive"]["blockers"]
    assert (found[0]["subject"], found[1]["stage"]) == (gap, "ASSESSMENT")

    await owned(desk, engagement)
    await gone_through(desk, engagement)
    await taken_from_vendor(desk, engagement, component)
    release = await pinned_release(desk, engagement)
    assert [each for each in await blocking(desk, engagement) if "RELEASE" in each] == ["RELEASE_NOT_PROVEN"]
    await proven(desk, engagement, release)
    await launched(desk, engagement, days=-27)
    assert await blocking(desk, engagement) == ["BLOCKING_GAP_OPEN", "LEAD_TIME_NOT_REACHED"]
    assert (await refused_with(desk, engagement))[1]["until"] == in_days(1)
    await launched(desk, engagement)
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
    assert await blocking(desk, engagement) == ["BLOCKING_GAP_NOT_VERIFIED"]
    await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=gap)
    await grown_and_covered(desk, engagement)

    await lives_its_90_days(desk, engagement, release)


async def grown_and_covered(desk: Desk, engagement: str) -> None:
    """Only when everybody is in a cohort again, nothing blocks."""
    await desk.do("definePopulation", by=Role.CHANGE_LEAD, engagementId=engagement, **POPULATION)
    assert await blocking(desk, engagement) == ["POPULATION_NOT_COVERED"]
    await defined_cohort(desk, engagement, headcount=40)
    await defined_cohort(desk, engagement, department=LETTERS, role=WRITER)
    assert await blocking(desk, engagement) == []


async def lives_its_90_days(desk: Desk, engagement: str, release: str) -> None:
    of = {"engagementId": engagement}
    await desk.do("goLive", **of, releaseId=release)
    live = await shown(desk, engagement)
    assert (live["goLive"]["wentLiveOn"], live["goLive"]["releaseId"]) == (in_days(0), release)
    assert (live["goLive"]["decisionId"] is not None, live["outcome"]["outcome"]) == (True, "LIVE")
    await desk.do("acceptHandOver", by=Role.SYSTEM_OWNER, **of)
    await reported(desk, engagement)
    await desk.do("completeEngagement", by=Role.SPONSOR, **of)
    done = await shown(desk, engagement)
    assert (done["goLive"]["takenOverBy"], done["goLive"]["reportedDay"]) == (
        {"id": desk.person(Role.SYSTEM_OWNER)},
        90,
    )
    assert done["outcome"]["outcome"] == "COMPLETED"


async def vendor_holds(desk: Desk, engagement: str) -> str:
    """A component, whose id this is, and a decision that nobody ratified."""
    of = {"engagementId": engagement}
    await desk.do("recordComponent", by=Role.VENDOR, **of, **CLUSTER)
    await desk.do("recordVendorDecision", by=Role.VENDOR, **of, decision="Answers are kept for 30 days")
    return await last_of(desk, engagement, "components")


async def taken_from_vendor(desk: Desk, engagement: str, component: str) -> None:
    of = {"engagementId": engagement}
    handed = {**of, "componentId": component}
    await desk.do("transferInfrastructure", by=Role.VENDOR, **handed, receiver=desk.person(Role.SYSTEM_OWNER))
    await desk.do("acceptInfrastructure", by=Role.SYSTEM_OWNER, **handed)
    decision = await last_of(desk, engagement, "decisions")
    await desk.do("ratifyVendorDecision", by=Role.SPONSOR, **of, decisionId=decision, note="As we would")


@pytest.mark.req("RSG5")
async def test_the_day_moves_and_a_lead_time_that_it_breaks_stays_in_sight(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement}
    await desk.do("planGoLive", **of, plannedOn=in_days(60))
    await launched(desk, engagement, days=0)
    await desk.do("rescheduleGoLive", **of, plannedOn=in_days(20), reason="The board asked for it")
    moved = (await shown(desk, engagement))["goLive"]
    assert (moved["planned"], moved["rescheduled"], moved["earliestPossible"]) == (in_days(20), 1, in_days(28))
    assert moved["leadTimeViolation"] == {
        "plannedOn": in_days(20),
        "launchedOn": in_days(0),
        "earliest": in_days(28),
    }
    await desk.do("rescheduleGoLive", **of, plannedOn=in_days(28), reason="The programme needs its time")
    back = (await shown(desk, engagement))["goLive"]
    assert (back["planned"], back["leadTimeViolation"]) == (in_days(28), None)


@pytest.mark.req("RF2")
async def test_an_engagement_shows_its_scope(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    assert (await desk.ask(SCOPED, id=engagement))["engagement"]["scope"] is None
    await desk.do("defineScope", engagementId=engagement, **SCOPE)
    scope = (await desk.ask(SCOPED, id=engagement))["engagement"]["scope"]
    assert {name: scope[name] for name in SCOPE} == SCOPE
    assert scope["definedBy"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}


@pytest.mark.req("RF3")
async def test_what_became_of_all_pilots_adds_up(fresh_desk: Desk) -> None:
    desk = fresh_desk
    await registered_pilot(desk)
    expired = await closed_pilot(desk, "Letters")
    await desk.do("expirePilot", by=Role.SPONSOR, pilotId=expired, reason="DEPRIORITISED")
    stopped = await started_engagement(desk, "Voice")
    stop = {"engagementId": stopped, "reason": "FAILED_REVIEW", "note": "Privacy"}
    await desk.do("stopEngagement", by=Role.SPONSOR, **stop)
    parked = await started_engagement(desk, "Mail")
    await desk.do("parkEngagement", engagementId=parked, reason="The move", until=in_days(30))
    await live_engagement(desk)
    found = (await desk.ask(PORTFOLIO))["portfolioOutcomes"]
    counts = {each["outcome"]: each["pilots"] for each in found["byOutcome"]}
    once = ("RUNNING", "EXPIRED", "STOPPED", "PARKED", "LIVE")
    assert counts == {**dict.fromkeys(counts, 0), **dict.fromkeys(once, 1)}
    assert (found["pilots"], found["reached"], found["ended"], found["rate"]) == (5, 1, 2, "0.3333")
    assert found["byReason"] == [
        {"reason": "DEPRIORITISED", "pilots": 1, "label": "D'autres priorités ont prévalu"},
        {"reason": "FAILED_REVIEW", "pilots": 1, "label": "Il a échoué à un examen"},
    ]
    ended = (await shown(desk, stopped))["outcome"]
    assert ended == {"outcome": "STOPPED", "reason": "FAILED_REVIEW", "note": "Privacy", "until": None}
    await desk.do("resumeEngagement", engagementId=parked)
    assert (await shown(desk, parked))["outcome"]["outcome"] == "ENGAGED"
