"""Who answers for a system once it runs, requirement by requirement."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.clock import now
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import in_days, opened_gap, started_engagement
from tests.acceptance.api.taking_over import DAILY, accepted, last_of, owned_system, reviewed_system, with_path

OWNERSHIP = """
query Ownership($id: ID!) {
  engagement(id: $id) {
    ownership {
      systemOwner { id } formerOwner { id } vacatedReason blockers
      obligations { items inForce reviewCycle { every unit } acceptedBy { id } }
      escalationPath { hours person { id } }
    }
  }
}
"""
RESPONSIBILITIES = """
query Raci($id: ID!) {
  engagement(id: $id) {
    responsibilities {
      activities { activity label party role usual assignedBy { id } }
      open: gaps(first: 5, filter: {party: {missing: true}}) { totalCount nodes { gap { id } } }
      assigned: gaps(first: 5, filter: {party: {missing: false}}) { totalCount nodes { party role gap { id } } }
    }
  }
}
"""
REVIEWS = """
query Reviews($id: ID!) {
  engagement(id: $id) {
    reviews(first: 10) { nodes { id due heldOn summary status missedAt escalatedTo { person { id } } } }
  }
}
"""
OWNERLESS = "{ ownerlessSystems(first: 100) { totalCount nodes { id } } }"


async def ownership(desk: Desk, engagement: str) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.ask(OWNERSHIP, id=engagement))["engagement"]["ownership"]
    return found


async def reviews(desk: Desk, engagement: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await desk.ask(REVIEWS, id=engagement))["engagement"]["reviews"]["nodes"]
    return found


@pytest.mark.req("RO2", "RO3")
async def test_a_system_is_answered_for_once_its_owner_accepted_and_a_path_is_defined(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    nothing = await ownership(desk, engagement)
    assert nothing["blockers"] == ["NO_SYSTEM_OWNER", "OBLIGATIONS_NOT_ACCEPTED", "NO_ESCALATION_PATH"]
    assert nothing["obligations"] is None
    owner = desk.person(Role.SYSTEM_OWNER)
    await desk.do("assignSystemOwner", engagementId=engagement, owner=owner)
    await accepted(desk, engagement, obligations=["Answers stay right", "Outages are answered"])
    await with_path(desk, engagement)
    found = await ownership(desk, engagement)
    assert found["blockers"] == []
    assert found["obligations"] == {
        "items": ["Answers stay right", "Outages are answered"],
        "inForce": True,
        "reviewCycle": {"every": 3, "unit": "MONTH"},
        "acceptedBy": {"id": owner},
    }
    assert found["escalationPath"] == [
        {"hours": 24, "person": {"id": desk.person(Role.SPONSOR)}},
        {"hours": 48, "person": {"id": desk.person(Role.BUSINESS_OWNER)}},
    ]


@pytest.mark.req("RO4", "RC6")
async def test_a_vacated_owner_blocks_at_once_and_is_found_among_systems_that_nobody_owns(desk: Desk) -> None:
    engagement = await owned_system(desk)
    await accepted(desk, engagement)
    await with_path(desk, engagement)
    assert engagement not in await ownerless(desk)
    await desk.do("vacateSystemOwner", by=Role.SYSTEM_OWNER, engagementId=engagement, reason="Moved on")
    assert engagement in await ownerless(desk)
    vacated = await ownership(desk, engagement)
    assert vacated["blockers"] == ["SYSTEM_OWNER_VACATED", "OBLIGATIONS_NOT_ACCEPTED"]
    assert (vacated["formerOwner"]["id"], vacated["vacatedReason"]) == (desk.person(Role.SYSTEM_OWNER), "Moved on")
    assert vacated["obligations"]["inForce"] is False
    await desk.do("assignSystemOwner", engagementId=engagement, owner=desk.person(Role.MANAGER))
    followed = await ownership(desk, engagement)
    assert (followed["blockers"], followed["formerOwner"]) == (["OBLIGATIONS_NOT_ACCEPTED"], None)
    terms = {"obligations": ["The same"], "reviewCycle": DAILY}
    await desk.do("acceptObligations", by=Role.MANAGER, engagementId=engagement, **terms)
    assert (await ownership(desk, engagement))["blockers"] == []


async def ownerless(desk: Desk) -> set[str]:
    found = (await desk.ask(OWNERLESS))["ownerlessSystems"]
    return {node["id"] for node in found["nodes"]}


@pytest.mark.req("RF10")
async def test_every_output_and_every_gap_has_at_most_one_accountable_party_and_what_has_none_is_shown(
    desk: Desk,
) -> None:
    engagement = await started_engagement(desk)
    gap, other, cancelled = [await opened_gap(desk, engagement, title) for title in ("One", "Other", "None")]
    await desk.do("cancelGap", by=Role.SPONSOR, gapId=cancelled, reason="It was none")
    of = {"engagementId": engagement}
    for party, role in (("ADVISER", "CHANGE_LEAD"), ("CLIENT", "INFRASTRUCTURE_LEAD")):
        await desk.do("assignResponsibility", **of, activity="technical_deployment", party=party, role=role)
    await desk.do("assignResponsibility", **of, gapId=gap, party="VENDOR", role="VENDOR")
    found = (await desk.ask(RESPONSIBILITIES, id=engagement))["engagement"]["responsibilities"]
    held = {each["activity"]: each for each in found["activities"]}
    assert len(held) == len(found["activities"]) == 18
    assert held["technical_deployment"] == {
        "activity": "technical_deployment",
        "label": "Technical deployment",
        "party": "CLIENT",
        "role": "INFRASTRUCTURE_LEAD",
        "usual": "CLIENT",
        "assignedBy": {"id": desk.person(Role.ENGAGEMENT_LEAD)},
    }
    assert (held["change_programme"]["party"], held["change_programme"]["usual"]) == (None, "ADVISER")
    assert found["open"] == {"totalCount": 1, "nodes": [{"gap": {"id": other}}]}
    assert found["assigned"]["nodes"] == [{"party": "VENDOR", "role": "VENDOR", "gap": {"id": gap}}]


async def test_a_gap_of_another_engagement_has_nobody_here(desk: Desk) -> None:
    gap = await opened_gap(desk, await started_engagement(desk))
    who = {"party": "CLIENT", "role": "MANAGER"}
    refused = await desk.refused("assignResponsibility", engagementId=await started_engagement(desk), gapId=gap, **who)
    assert (refused["code"], refused["where"]) == ("GAP_NOT_FOUND", ["input", "gapId"])


@pytest.mark.req("RL12")
async def test_reviews_follow_each_other_by_the_accepted_cycle(desk: Desk) -> None:
    engagement, review = await reviewed_system(desk, reviewCycle={"every": 2, "unit": "WEEK"})
    of = {"engagementId": engagement}
    held = {"reviewId": review, "heldOn": in_days(0), "summary": "All is well"}
    await desk.do("holdReview", by=Role.SYSTEM_OWNER, **of, **held)
    await desk.do("scheduleReview", by=Role.SYSTEM_OWNER, **of)
    first, second = await reviews(desk, engagement)
    assert (first["due"], first["status"], first["summary"]) == (in_days(14), "HELD", "All is well")
    assert (second["due"], second["status"], second["escalatedTo"]) == (in_days(28), "DUE", None)


@pytest.mark.req("RL12", "RO3")
async def test_a_review_that_is_missed_climbs_the_escalation_path_until_it_is_held(running: Running) -> None:
    desk = await running.tenancy()
    begin = now()
    engagement, review = await reviewed_system(desk, reviewCycle=DAILY)
    of = {"engagementId": engagement, "reviewId": review}
    try:
        await running.set_clock(begin + timedelta(days=3))
        (overdue,) = await reviews(desk, engagement)
        assert (overdue["status"], overdue["missedAt"], overdue["escalatedTo"]) == ("OVERDUE", None, None)
        await desk.do("recordMissedReview", by=Role.MANAGER, **of)
        for later, asked in ((3, Role.SPONSOR), (5, Role.BUSINESS_OWNER), (30, Role.BUSINESS_OWNER)):
            await running.set_clock(begin + timedelta(days=later))
            (missed,) = await reviews(desk, engagement)
            assert (missed["status"], missed["escalatedTo"]["person"]["id"]) == ("MISSED", desk.person(asked))
        await desk.do("holdReview", by=Role.SYSTEM_OWNER, **of, heldOn=in_days(1), summary="Late")
        (held,) = await reviews(desk, engagement)
        assert (held["status"], held["escalatedTo"]) == ("HELD", None)
        assert held["missedAt"] is not None
        await desk.do("scheduleReview", by=Role.SYSTEM_OWNER, engagementId=engagement)
        assert await last_of(desk, engagement, "reviews") != review
    finally:
        await running.set_clock(None)
