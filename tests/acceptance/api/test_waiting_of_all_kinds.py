"""Whatever waits is listed for those who may do it, with the mutation that does it, until it is done."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from gateway.schema.ids import uuid_of
from shared.events.gates import GateCondition, Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.criteria import artefact, held_to, submitted_evidence
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.governance import access_to, classified_source, registered_source
from tests.acceptance.api.stages import decided
from tests.acceptance.api.story import EVIDENCE, in_days
from tests.acceptance.api.taking_over import (
    accepted,
    owned_system,
    planned_transfer,
    recorded_component,
    recorded_decision,
    with_path,
)

WAITING = """query Waiting($kinds: [WaitingKind!]) { waitingForMe(first: 100, kinds: $kinds) { nodes {
  kind command due subject about stage criterion engagement { id } can { allowed code }
} } }"""
FOR: Mapping[str, Role] = {
    "WAIVER_TO_GRANT": Role.SPONSOR,
    "NOT_APPLICABLE_TO_APPROVE": Role.SPONSOR,
    "CONDITION_TO_MEET": Role.INFRASTRUCTURE_LEAD,
    "EVIDENCE_TO_RENEW": Role.INTEGRATOR,
    "DATA_ACCESS_TO_APPROVE": Role.DATA_OWNER,
    "DATA_TO_CLASSIFY": Role.BUSINESS_OWNER,
    "DELIVERABLE_TO_ACCEPT": Role.SPONSOR,
    "ACCOUNTABILITY_TO_ACCEPT": Role.BUSINESS_OWNER,
    "OBLIGATIONS_TO_ACCEPT": Role.SYSTEM_OWNER,
    "INFRASTRUCTURE_TO_ACCEPT": Role.SYSTEM_OWNER,
    "KNOWLEDGE_TRANSFER_TO_VERIFY": Role.MODEL_LEAD,
    "VENDOR_DECISION_TO_RATIFY": Role.SPONSOR,
}


async def much_waits(desk: Desk) -> dict[str, Any]:
    engagement = await owned_system(desk)
    of = {"engagementId": engagement}
    await held_to(desk, engagement)
    for asks, code, given in (
        ("requestWaiver", "network_security", {"reason": "It moves", "until": in_days(30)}),
        ("requestNotApplicable", "change_programme", {"justification": "Nobody works with it"}),
    ):
        await desk.do(asks, **of, criterion=f"fairway/{code}", **given)
    await owing(desk, engagement)
    for lasts in (20, 80):
        await submitted_evidence(desk, engagement, by=Role.INTEGRATOR, artefact=artefact(lasts=lasts))
    await access_to(desk, await classified_source(desk, engagement))
    await registered_source(desk, engagement, "Letters")
    register = {**of, "stage": "ASSESSMENT", "deliverable": "gap_register"}
    await desk.do("submitDeliverable", by=Role.DATA_OWNER, **register, evidence=EVIDENCE)
    answers = {"person": desk.person(Role.BUSINESS_OWNER), "role": "BUSINESS_OWNER"}
    await desk.do("assignModelAccountability", **of, **answers)
    component = {**of, "componentId": await recorded_component(desk, engagement)}
    await desk.do("transferInfrastructure", by=Role.VENDOR, **component, receiver=desk.person(Role.SYSTEM_OWNER))
    transfer = {**of, "transferId": await planned_transfer(desk, engagement)}
    await desk.do("recordKnowledgeTransfer", by=Role.VENDOR, **transfer)
    return {**of, "decisionId": await recorded_decision(desk, engagement)}


async def owing(desk: Desk, engagement: str) -> None:
    """A condition that carries what is still unmet."""
    owner = uuid_of("Person", desk.person(Role.INFRASTRUCTURE_LEAD))
    owed = GateCondition(
        condition_id=UUID(int=9),
        what="Agree on it",
        owner=owner,
        due=date.fromisoformat(in_days(9)),
        criterion="fairway/network_security",
    )
    await decided(desk, engagement, Stage.ASSESSMENT, Outcome.CONDITIONAL_GO, (owed,))


async def waiting(desk: Desk, engagement: str, by: Role) -> list[Answer]:
    nodes = (await desk.ask(WAITING, by=by, kinds=[*FOR, "REVIEW_TO_HOLD"]))["waitingForMe"]["nodes"]
    return [each for each in nodes if each["engagement"]["id"] == engagement]


@pytest.mark.req("RSG4")
async def test_whatever_waits_is_listed_for_whoever_may_do_it(desk: Desk) -> None:
    at = await much_waits(desk)
    engagement = at["engagementId"]
    listed = {role: await waiting(desk, engagement, role) for role in {*FOR.values(), Role.AUDITOR, Role.CHANGE_LEAD}}
    for kind, role in FOR.items():
        assert [each["kind"] for each in listed[role]].count(kind) == 1, (kind, listed[role])
    assert listed[Role.AUDITOR] == []
    personal = {"CONDITION_TO_MEET", "EVIDENCE_TO_RENEW", "OBLIGATIONS_TO_ACCEPT", "ACCOUNTABILITY_TO_ACCEPT"}
    assert personal.isdisjoint(each["kind"] for each in listed[Role.CHANGE_LEAD])
    unmet = [each for some in listed.values() for each in some if not each["can"]["allowed"]]
    (condition,) = unmet
    assert (condition["command"], condition["can"]["code"]) == ("meetCondition", "CONDITION_STILL_UNMET")
    assert condition in listed[Role.INFRASTRUCTURE_LEAD]
    assert (condition["due"], condition["stage"], condition["subject"]) == (in_days(9), "ASSESSMENT", "Agree on it")
    (piece,) = [each for each in listed[Role.INTEGRATOR] if each["kind"] == "EVIDENCE_TO_RENEW"]
    assert (piece["due"], piece["criterion"]) == (in_days(20), "fairway/incident_playbook")
    await desk.do("ratifyVendorDecision", by=Role.SPONSOR, **at)
    await accepted(desk, engagement, reviewCycle={"every": 1, "unit": "WEEK"})
    await with_path(desk, engagement)
    await desk.do("scheduleReview", engagementId=engagement)
    assert "VENDOR_DECISION_TO_RATIFY" not in {each["kind"] for each in await waiting(desk, engagement, Role.SPONSOR)}
    owner = {each["kind"]: each for each in await waiting(desk, engagement, Role.SYSTEM_OWNER)}
    assert "OBLIGATIONS_TO_ACCEPT" not in owner
    assert owner["REVIEW_TO_HOLD"]["due"] == in_days(7)
