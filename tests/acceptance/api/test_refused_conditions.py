"""Rules about what a decision owes: each is broken once, and told as data."""

from typing import Any
from uuid import UUID

import pytest

from gateway.schema.ids import uuid_of
from shared.events.gates import GateOutdated
from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.house import requested, said, signed
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import unknown
from tests.acceptance.api.test_refused_gates import BY, owed, unestimated


async def passed(desk: Desk) -> tuple[dict[str, Any], str, str]:
    """With a condition, by whose ids it is met."""
    at, _ = await unestimated(desk)
    await signed(desk, at)
    conditions = [owed(desk, criterion="house/estimated")]
    await desk.do("decideGate", **BY, **at, outcome="CONDITIONAL_GO", conditions=conditions)
    query = """query($id: ID!) { engagement(id: $id) { gate(stage: ASSESSMENT) {
      decisions { id conditions { id criterion } }
    } } }"""
    (decision,) = (await desk.ask(query, id=at["engagementId"]))["engagement"]["gate"]["decisions"]
    return at, decision["id"], decision["conditions"][0]["id"]


async def gate_decision_not_found(desk: Desk) -> Answer:
    ids = {"gateDecisionId": unknown("GateDecision"), "conditionId": unknown("GateCondition")}
    return await desk.refused("meetCondition", **await requested(desk), **ids)


async def condition_not_found(desk: Desk) -> Answer:
    at, decision, _ = await passed(desk)
    ids = {"gateDecisionId": decision, "conditionId": unknown("GateCondition")}
    return await desk.refused("meetCondition", **at, **ids)


async def not_your_condition(desk: Desk) -> Answer:
    at, decision, owing = await passed(desk)
    return await desk.refused("meetCondition", **BY, **at, gateDecisionId=decision, conditionId=owing)


async def condition_still_unmet(desk: Desk) -> Answer:
    at, decision, owing = await passed(desk)
    return await desk.refused("meetCondition", by=Role.MODEL_LEAD, **at, gateDecisionId=decision, conditionId=owing)


async def decision_stands_no_more(desk: Desk) -> Answer:
    at, decision, owing = await passed(desk)
    gone = GateOutdated(
        engagement_id=uuid_of("Engagement", at["engagementId"]),
        stage=Stage.ASSESSMENT,
        decision_id=uuid_of("GateDecision", decision),
        caused_by=UUID(int=5),
    )
    await said(desk, gone)
    return await desk.refused("meetCondition", by=Role.MODEL_LEAD, **at, gateDecisionId=decision, conditionId=owing)


ATTEMPTS: dict[Attempt, list[str]] = {
    gate_decision_not_found: ["input", "gateDecisionId"],
    condition_not_found: ["input", "conditionId"],
    not_your_condition: [],
    condition_still_unmet: [],
    decision_stands_no_more: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
