"""A gate through the API: requested, signed for by four people, decided by a fifth, and overtaken by what changed."""

from typing import Any

import pytest

from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.house import SECOND, gate, housed, published, said, signed
from tests.acceptance.api.stages import delivered, led, stages
from tests.acceptance.api.story import in_days, opened_gap


@pytest.mark.req("RSG4", "RSG2")
async def test_a_stage_is_left_once_four_have_signed_and_a_fifth_has_decided(desk: Desk) -> None:
    engagement, _ = await housed(desk)
    at = {"engagementId": engagement, "stage": "ASSESSMENT"}
    await delivered(desk, engagement, Stage.ASSESSMENT)
    assert (await desk.do("requestGate", **at))["version"] == 1
    asked = await desk.head()
    await signed(desk, at)
    standing = await gate(desk, at)
    assert (standing["verdict"]["outcome"], standing["verdict"]["recommended"]) == ("PASS", "GO")
    assert {each["signOffStands"] for each in standing["verdict"]["domains"]} == {True}
    assert {each["signedBy"]["id"] for each in standing["verdict"]["domains"]} == {
        desk.person(role)
        for role in (Role.GOVERNANCE_REVIEWER, Role.INFRASTRUCTURE_LEAD, Role.DATA_OWNER, Role.CHANGE_LEAD)
    }
    await desk.do("decideGate", by=Role.SPONSOR, **at, outcome="GO")
    assert [each["outcome"] for each in (await gate(desk, at))["decisions"]] == ["GO"]
    before = await gate(desk, at, asked)
    assert (before["signOffs"], before["decisions"], before["request"] is None) == ([], [], False)
    await led(desk, engagement, Stage.CLOSURE)
    await desk.do("enterStage", engagementId=engagement, stage="CLOSURE")
    assert (await stages(desk, engagement))["CLOSURE"]["enteredAt"] is not None


@pytest.mark.req("RSG4")
async def test_what_was_signed_stands_no_longer_once_the_domain_reads_otherwise(desk: Desk) -> None:
    engagement, _ = await housed(desk)
    at = {"engagementId": engagement, "stage": "ASSESSMENT"}
    await desk.do("requestGate", **at)
    await signed(desk, at)
    late = await opened_gap(desk, engagement, "It came back", severity="BLOCKING")
    await desk.do("assignGapOwner", gapId=late, owner=desk.person(Role.DATA_OWNER))
    await desk.do("estimateGap", gapId=late, low="1", likely="2", high="3")
    standing = await gate(desk, at)
    blocked = next(each for each in standing["verdict"]["criteria"] if each["code"] == "house/unblocked")
    assert (blocked["state"], blocked["statement"], blocked["french"]) == (
        "NOT_MET",
        "Nothing blocks.",
        "Rien ne bloque.",
    )
    assert blocked["broken"] == [{"code": "none", "words": "No gap blocks."}]
    assert [(each["name"], each["value"]) for each in blocked["facts"]] == [("gaps.blocking", "1")]
    assert blocked["facts"][0]["events"]
    assert (standing["verdict"]["outcome"], standing["verdict"]["recommended"]) == ("FAIL", "CONDITIONAL_GO")
    stands = {each["name"]: (each["signOffStands"], each["met"], each["of"]) for each in standing["verdict"]["domains"]}
    assert stands["house/technical"] == (False, 0, 1)
    assert stands["house/organisation"] == (True, 1, 1)
    refused = await desk.refused("decideGate", by=Role.SPONSOR, **at, outcome="GO")
    assert refused["code"] == "VERDICT_DOES_NOT_PASS"


READINESS = """query Readiness($id: ID!) { engagement(id: $id) { readiness {
  now { outcome } baseline { id evaluatedAt verdict { outcome } evaluatedBy { id } } goNoGo { verdict { outcome } }
  delta { code before after letPass letsPass }
} } }"""


@pytest.mark.req("RSG7")
async def test_the_framework_is_applied_twice_and_the_difference_can_be_read(desk: Desk) -> None:
    engagement, _ = await housed(desk)
    of = {"engagementId": engagement}
    late = await opened_gap(desk, engagement, "Not owned yet", severity="BLOCKING")
    await desk.do("evaluateReadiness", **of, purpose="BASELINE")
    first = (await desk.ask(READINESS, id=engagement))["engagement"]["readiness"]
    assert (first["baseline"]["verdict"]["outcome"], first["goNoGo"], first["delta"]) == ("FAIL", None, None)
    await desk.do("assignGapOwner", gapId=late, owner=desk.person(Role.DATA_OWNER))
    await desk.do("estimateGap", gapId=late, low="1", likely="2", high="3")
    await desk.do("evaluateReadiness", by=Role.SPONSOR, **of, purpose="GO_NO_GO")
    second = (await desk.ask(READINESS, id=engagement))["engagement"]["readiness"]
    assert second["baseline"] == first["baseline"]
    turned = {"before": "not_met", "after": "met", "letPass": False, "letsPass": True}
    assert second["delta"] == [{"code": f"house/{code}", **turned} for code in ("owned", "estimated")]
    assert second["now"] == second["goNoGo"]["verdict"] == {"outcome": "FAIL"}


PROSPECTS = """
query Prospects($id: ID!, $until: Date!, $version: Int!, $from: Long!, $to: Long!) { engagement(id: $id) {
  assumed: whatIf(stage: ASSESSMENT, facts: [{name: "gaps.without_owner", value: "2"}]) {
    verdict { outcome recommended } changes { code before after }
  }
  other: whatIf(framework: {name: "house", version: $version}) {
    verdict { outcome frameworks { version } } changes { code }
  }
  readinessDecay(until: $until) { criteria { criterion state turnsOn } earliestAllGreen }
  readinessWaterfall(fromSeq: $from, toSeq: $to) {
    seq event { type actor { id } } changes { code before after }
  }
} }
"""


@pytest.mark.req("X6", "X7", "X9")
async def test_what_would_be_what_will_be_and_how_it_came_about_is_told_and_nothing_is_recorded(desk: Desk) -> None:
    engagement, gap = await housed(desk)
    await said(desk, published(SECOND))
    start = await desk.head()
    await desk.do("changeGapSeverity", gapId=gap, severity="BLOCKING", reason="It blocks")
    blocked = await desk.head()
    late = await opened_gap(desk, engagement, "Another", severity="MINOR")
    await desk.do("assignGapOwner", gapId=late, owner=desk.person(Role.DATA_OWNER))
    head = await desk.head()
    asked: dict[str, Any] = {"id": engagement, "until": in_days(90), "version": 2, "from": start, "to": head}
    shown = (await desk.ask(PROSPECTS, **asked))["engagement"]
    assert shown["assumed"] == {
        "verdict": {"outcome": "FAIL", "recommended": "NO_GO"},
        "changes": [{"code": "house/owned", "before": "met", "after": "not_met"}],
    }
    assert shown["other"]["verdict"]["frameworks"] == [{"version": 2}]
    assert shown["other"]["changes"] == [{"code": "house/unblocked"}]
    assert {each["criterion"]: each["state"] for each in shown["readinessDecay"]["criteria"]} == {
        "house/owned": "met",
        "house/unblocked": "not_met",
        "house/estimated": "not_met",
        "house/scoped": "met",
    }
    assert shown["readinessDecay"]["earliestAllGreen"] is None
    steps = shown["readinessWaterfall"]
    assert (steps[0]["seq"], steps[0]["event"]["actor"]["id"]) == (blocked, desk.person(Role.ENGAGEMENT_LEAD))
    assert steps[0]["changes"] == [{"code": "house/unblocked", "before": "met", "after": "not_met"}]
    turned = [(change["code"], change["after"]) for step in steps[1:] for change in step["changes"]]
    assert turned == [("house/owned", "not_met"), ("house/estimated", "not_met"), ("house/owned", "met")]
    assert await desk.head() == head


async def test_what_cannot_be_assumed_or_reached_is_told_by_a_code(desk: Desk) -> None:
    engagement, _ = await housed(desk)
    head = await desk.head()

    async def codes(field: str) -> list[str]:
        return await desk.codes(f"query($id: ID!) {{ engagement(id: $id) {{ {field} }} }}", id=engagement)

    nothing = "{ verdict { outcome } }"
    assert await codes(f'whatIf(facts: [{{name: "gaps.colour", value: "red"}}]) {nothing}') == ["FACT_NOT_ASSUMABLE"]
    assert await codes(f'whatIf(framework: {{name: "house", version: 9}}) {nothing}') == ["FRAMEWORK_UNKNOWN"]
    many = ", ".join(['{name: "gaps.open", value: "1"}'] * 101)
    assert await codes(f"whatIf(facts: [{many}]) {nothing}") == ["TOO_MANY_ASSUMPTIONS"]
    assert await codes(f'readinessDecay(until: "{in_days(-2)}") {{ earliestAllGreen }}') == ["DAY_OUT_OF_REACH"]
    assert await codes("readinessWaterfall(fromSeq: 2, toSeq: 1) { seq }") == ["SPAN_OUT_OF_REACH"]
    assert await codes(f"readinessWaterfall(fromSeq: 2, toSeq: {head + 9}) {{ seq }}") == ["AS_OF_IN_THE_FUTURE"]
