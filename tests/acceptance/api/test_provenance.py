"""What is taken over from a vendor who ran the pilot, requirement by requirement."""

from typing import Any
from uuid import uuid5

import pytest

from deploy.tenancy import request
from gateway.schema.ids import uuid_of
from services.engagement.contracts.provenance import BreakAssumption
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, started_engagement
from tests.acceptance.api.taking_over import (
    AS_A_GAP,
    BROKEN,
    CLUSTER,
    broken_assumption,
    last_of,
    own_teams_engagement,
    planned_transfer,
    recorded_assumption,
    recorded_component,
    recorded_decision,
    taken_over,
)

PROVENANCE = """
query Provenance($id: ID!) {
  engagement(id: $id) {
    gaps(first: 10) { nodes { id title detail kind cause severity status } }
    provenance {
      runBy version blockers { blocker count }
      components(first: 10) { nodes { id name kind builder heldBy acceptedAt receiver { id } } }
      assumptions(first: 10) {
        nodes { id statement status note component { name } gap { id title detail kind severity } testedBy { id } }
      }
      decisions(first: 10) { nodes { id decision status note judgedBy { id } } }
      transfers(first: 10) { nodes { id task status giver { id } receiver { id } evidence { digest } } }
    }
  }
}
"""
UNRATIFIED = "{ unratifiedDecisions(first: 100) { nodes { id decision engagement { id } } } }"
NOTHING_KNOWN = {"NO_COMPONENTS_RECORDED": 1, "NO_KNOWLEDGE_TRANSFER_PLANNED": 1}


async def engagement_of(desk: Desk, engagement: str) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.ask(PROVENANCE, id=engagement))["engagement"]
    return found


async def provenance(desk: Desk, engagement: str) -> dict[str, Any]:
    found: dict[str, Any] = (await engagement_of(desk, engagement))["provenance"]
    return found


async def blockers(desk: Desk, engagement: str) -> dict[str, int]:
    return {each["blocker"]: each["count"] for each in (await provenance(desk, engagement))["blockers"]}


@pytest.mark.req("RV1")
async def test_a_pilot_that_a_vendor_ran_is_taken_over_and_an_own_teams_pilot_is_not(desk: Desk) -> None:
    assert await blockers(desk, await started_engagement(desk)) == NOTHING_KNOWN
    own = await own_teams_engagement(desk)
    assert (await provenance(desk, own))["runBy"] == "OWN_TEAM"
    assert await blockers(desk, own) == {}


@pytest.mark.req("RV2", "RV3", "RV4", "RV5")
async def test_once_all_is_taken_over_nothing_of_the_vendors_stands_in_the_way(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await taken_over(desk, engagement)
    assert await blockers(desk, engagement) == {}


@pytest.mark.req("RV2")
async def test_what_was_built_by_whom_and_on_which_assumptions_is_on_record(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    component = await recorded_component(desk, engagement)
    stated = {"statement": "Load stays low", "componentId": component}
    await desk.do("recordAssumption", engagementId=engagement, **stated)
    assumption = await last_of(desk, engagement, "assumptions")
    await desk.do("confirmAssumption", engagementId=engagement, assumptionId=assumption, note="Loaded to 150 %")
    found = await provenance(desk, engagement)
    assert found["components"]["nodes"] == [{"id": component, **CLUSTER, "acceptedAt": None, "receiver": None}]
    assert found["assumptions"]["nodes"] == [
        {
            "id": assumption,
            "statement": "Load stays low",
            "status": "CONFIRMED",
            "note": "Loaded to 150 %",
            "component": {"name": "Cluster"},
            "gap": None,
            "testedBy": {"id": desk.person(Role.ENGAGEMENT_LEAD)},
        }
    ]


@pytest.mark.req("RV2")
async def test_a_broken_assumption_opens_a_gap_once_however_often_it_is_told(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    assumption = await recorded_assumption(desk, engagement)
    breaking = {"engagementId": engagement, "assumptionId": assumption, **BROKEN, **AS_A_GAP}
    first = await desk.send("breakAssumption", **breaking, idempotencyKey="broken")
    again = await desk.send("breakAssumption", **breaking, idempotencyKey="broken")
    assert (first["rejection"], again["rejection"]) == (None, None)
    assert (first["consistency"]["repeated"], again["consistency"]["repeated"]) == (False, True)
    await desk.do("breakAssumption", by=Role.MODEL_LEAD, **breaking)
    found = await engagement_of(desk, engagement)
    (gap,) = found["gaps"]["nodes"]
    told = {"title": BROKEN["title"], "detail": BROKEN["reason"], **AS_A_GAP, "status": "OPEN"}
    assert gap == {"id": gap["id"], **told}
    (broken,) = found["provenance"]["assumptions"]["nodes"]
    assert (broken["status"], broken["note"], broken["gap"]["id"]) == ("BROKEN", BROKEN["reason"], gap["id"])
    assert "BROKEN_ASSUMPTION_WITHOUT_GAP" not in await blockers(desk, engagement)


@pytest.mark.req("RV2")
async def test_an_assumption_whose_gap_got_lost_on_the_way_blocks_until_it_is_told_again(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    assumption = await recorded_assumption(desk, engagement)
    which = uuid_of("Assumption", assumption)
    command = BreakAssumption(
        engagement_id=uuid_of("Engagement", engagement), assumption_id=which, gap_id=uuid5(which, "gap"), **BROKEN
    )
    await desk.fairway.service.send(request(desk.tenant, desk.tenancy.person(Role.ENGAGEMENT_LEAD), command))
    breaking = {"engagementId": engagement, "assumptionId": assumption, **BROKEN, **AS_A_GAP}
    await recorded_decision(desk, engagement)
    assert (await blockers(desk, engagement))["BROKEN_ASSUMPTION_WITHOUT_GAP"] == 1
    (broken,) = (await provenance(desk, engagement))["assumptions"]["nodes"]
    assert (broken["status"], broken["gap"]) == ("BROKEN", None)
    await desk.do("breakAssumption", **breaking)
    assert "BROKEN_ASSUMPTION_WITHOUT_GAP" not in await blockers(desk, engagement)


@pytest.mark.req("RV2")
async def test_an_assumption_that_breaks_otherwise_opens_no_second_gap(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    assumption = await broken_assumption(desk, engagement)
    of = {"engagementId": engagement, "assumptionId": assumption}
    refused = await desk.refused("breakAssumption", **of, **{**BROKEN, "reason": "Worse"}, **AS_A_GAP)
    assert refused["code"] == "ASSUMPTION_ALREADY_BROKEN"
    refused = await desk.refused("breakAssumption", **of, **BROKEN, **{**AS_A_GAP, "severity": "MINOR"})
    assert refused["code"] == "GAP_ALREADY_OPEN"


@pytest.mark.req("RV3")
async def test_what_the_vendor_decided_is_listed_until_the_client_ratifies_or_overturns_it(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement}
    ratified, overturned, waiting = [await recorded_decision(desk, engagement) for _ in range(3)]
    assert (await blockers(desk, engagement))["DECISION_NOT_RATIFIED"] == 3
    await desk.do("ratifyVendorDecision", by=Role.GOVERNANCE_REVIEWER, **of, decisionId=ratified, note="As we would")
    await desk.do("overturnVendorDecision", by=Role.BUSINESS_OWNER, **of, decisionId=overturned, reason="Too long")
    found = (await provenance(desk, engagement))["decisions"]["nodes"]
    assert [(each["status"], each["note"]) for each in found] == [
        ("RATIFIED", "As we would"),
        ("OVERTURNED", "Too long"),
        ("UNRATIFIED", None),
    ]
    assert found[0]["judgedBy"] == {"id": desk.person(Role.GOVERNANCE_REVIEWER)}
    listed = (await desk.ask(UNRATIFIED))["unratifiedDecisions"]["nodes"]
    assert [each["id"] for each in listed if each["engagement"]["id"] == engagement] == [waiting]
    assert (await blockers(desk, engagement))["DECISION_NOT_RATIFIED"] == 1


@pytest.mark.req("RV4")
async def test_what_the_vendor_holds_is_handed_over_and_counts_once_it_is_accepted(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    component = {"engagementId": engagement, "componentId": await recorded_component(desk, engagement)}
    await recorded_component(desk, engagement, name="Index", heldBy="CLIENT")
    receiver = desk.person(Role.INFRASTRUCTURE_LEAD)
    await desk.do("transferInfrastructure", by=Role.VENDOR, **component, receiver=receiver)
    assert (await blockers(desk, engagement))["INFRASTRUCTURE_NOT_ACCEPTED"] == 1
    refused = await desk.refused("acceptInfrastructure", **component)
    assert refused["code"] == "NOT_THE_RECEIVER"
    await desk.do("acceptInfrastructure", by=Role.INFRASTRUCTURE_LEAD, **component)
    first, _ = (await provenance(desk, engagement))["components"]["nodes"]
    assert (first["heldBy"], first["receiver"]["id"]) == ("CLIENT", receiver)
    assert "INFRASTRUCTURE_NOT_ACCEPTED" not in await blockers(desk, engagement)


@pytest.mark.req("RV5")
async def test_knowledge_has_arrived_once_its_receiver_did_the_task_alone(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    transfer = {"engagementId": engagement, "transferId": await planned_transfer(desk, engagement)}
    await desk.do("recordKnowledgeTransfer", by=Role.VENDOR, **transfer, note="Two afternoons")
    assert (await blockers(desk, engagement))["KNOWLEDGE_NOT_VERIFIED"] == 1
    await desk.do("verifyKnowledgeTransfer", by=Role.MODEL_LEAD, **transfer, evidence=EVIDENCE)
    (found,) = (await provenance(desk, engagement))["transfers"]["nodes"]
    assert (found["status"], found["evidence"]["digest"]) == ("VERIFIED", EVIDENCE["digest"])
    assert found["receiver"]["id"] == desk.person(Role.MODEL_LEAD)
    assert "KNOWLEDGE_NOT_VERIFIED" not in await blockers(desk, engagement)
