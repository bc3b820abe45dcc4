"""What an engagement costs, how long it takes and what it puts off, through the API."""

from typing import Any

import pytest

from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.numbers import CLUSTER, LEAD_TIME, live, planned, spent, worked_on
from tests.acceptance.api.stages import delivered, stages
from tests.acceptance.api.story import (
    baselined_engagement,
    closed_pilot,
    in_days,
    opened_gap,
    owned_gap,
    recorded_result,
    registered_pilot,
    resolved_gap,
    started_engagement,
)

MULTIPLE = "pilot { minor currency } scale { minor } multiple beside"
COSTS = f"""
query Costs($id: ID!) {{
  engagement(id: $id) {{
    costMultiple {{ {MULTIPLE} usual {{ lowest highest label french: label(locale: FR) version }} }}
    costForecast {{ basis spent {{ minor currency }} lower {{ minor }} upper {{ minor }} }}
    scaleCosts(first: 9) {{
      nodes {{ id kind amount {{ minor }} note corrections withdrawn reason recordedBy {{ id }} }}
    }}
    people: scaleCosts(first: 9, filter: {{kind: {{eq: PEOPLE}}, currency: {{in: ["USD"]}}}}) {{ totalCount }}
  }}
  costMultiple {{ engagements oneSided ofAll {{ {MULTIPLE} }} }}
}}
"""
GAPS = """
query Gaps($id: ID!, $has: String) {
  engagement(id: $id) {
    gaps(first: 50, filter: {workstreams: {has: $has}}) { totalCount nodes { id workstreams } }
    hardening: gaps(first: 50, filter: {stage: {eq: HARDENING}}) { nodes { id title severity stage template } }
    deferralDebt { gaps blocking effort { p80 } unestimated days extensions over pastGoLive }
    gapsFoundAfterClose { gaps late lateBlocking lateOpen share }
    waitingOn(role: SPONSOR) { matter roles }
    all: waitingOn { matter roles }
  }
  deferralDebt { gaps days }
  gapsFoundAfterClose { gaps late share }
  workstreams { name label french: label(locale: FR) deliverables version }
  gapTemplates(kind: PERFORMANCE) { name title french: title(locale: FR) detail severity cause workstreams version }
  none: gapTemplates(kind: DATA) { name }
}
"""


async def with_pilot_cost(desk: Desk, minor: int = 100_000, currency: str = "CAD") -> str:
    pilot = await registered_pilot(desk)
    amount = {"minor": minor, "currency": currency}
    await desk.do("recordPilotCost", by=Role.PILOT_LEAD, pilotId=pilot, amount=amount, purpose="Licences")
    await recorded_result(desk, pilot)
    await desk.do("closePilot", by=Role.PILOT_LEAD, pilotId=pilot, closedOn="2026-03-31", summary="It works")
    return str((await desk.do("startEngagement", pilotId=pilot, name="Claims triage"))["id"])


def money(minor: int, currency: str = "CAD") -> dict[str, Any]:
    return {"minor": minor, "currency": currency}


@pytest.mark.req("RF5", "RPF7")
async def test_what_scaling_costs_stands_beside_what_the_pilot_cost_in_each_currency(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await with_pilot_cost(desk)
    cluster = await spent(desk, engagement, 260_000)
    await spent(desk, engagement, 7_000, "USD", "PEOPLE")
    mistaken = await spent(desk, engagement, 99)
    of = {"engagementId": engagement}
    corrected: dict[str, Any] = {**CLUSTER, "amount": money(233_333), "reason": "A discount"}
    await desk.do("correctScaleCost", **of, costId=cluster, **corrected)
    await desk.do("withdrawScaleCost", by=Role.SPONSOR, **of, costId=mistaken, reason="Another project's")
    other = await with_pilot_cost(desk, 50_000)
    await spent(desk, other, 100_000)
    found = await desk.ask(COSTS, id=engagement)
    dollars, american = found["engagement"]["costMultiple"]
    usual = dollars.pop("usual")
    assert (usual["lowest"], usual["highest"], usual["version"], usual["label"] != usual["french"]) == (
        "2",
        "3",
        1,
        True,
    )
    assert dollars == {"pilot": money(100_000), "scale": {"minor": 233_333}, "multiple": "2.3333", "beside": "WITHIN"}
    assert (american["pilot"], american["scale"]["minor"], american["multiple"]) == (money(0, "USD"), 7_000, None)
    ends = {"lower": {"minor": 233_333}, "upper": {"minor": 300_000}}
    assert found["engagement"]["costForecast"] == [{"basis": "USUAL_MULTIPLE", "spent": money(233_333), **ends}]
    items = found["engagement"]["scaleCosts"]["nodes"]
    shown = [(item["amount"]["minor"], item["corrections"], item["withdrawn"], item["reason"]) for item in items]
    assert shown == [(233_333, 1, False, "A discount"), (7_000, 0, False, None), (99, 0, True, "Another project's")]
    assert found["engagement"]["people"]["totalCount"] == 1
    check_portfolio(found)


def check_portfolio(found: dict[str, Any]) -> None:
    in_all = {each["ofAll"]["pilot"]["currency"]: each for each in found["costMultiple"]}
    assert (in_all["CAD"]["ofAll"]["pilot"]["minor"], in_all["CAD"]["ofAll"]["scale"]["minor"]) == (150_000, 333_333)
    assert (in_all["CAD"]["ofAll"]["multiple"], in_all["CAD"]["engagements"], in_all["CAD"]["oneSided"]) == (
        "2.2222",
        2,
        0,
    )
    assert (in_all["USD"]["ofAll"]["multiple"], in_all["USD"]["oneSided"]) == (None, 1)


def added(parts: list[dict[str, Any]]) -> int:
    return sum(part["time"]["total"]["microseconds"] for part in parts)


@pytest.mark.req("RF6", "X12")
async def test_the_time_since_close_is_split_and_every_split_adds_up_to_the_whole(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await started_engagement(desk)
    gap = await resolved_gap(desk, engagement)
    await desk.do("startGap", gapId=await owned_gap(desk, engagement, "Another"))
    await delivered(desk, engagement, Stage.ASSESSMENT)
    found = await worked_on(desk, engagement)
    whole = found["total"]["total"]["microseconds"]
    assert found["total"]["work"]["microseconds"] + found["total"]["wait"]["microseconds"] == whole
    assert {added(found[way]) for way in ("byStage", "byMatter", "byHand", "byCriterion")} == {whole}
    assert added(found["longest"]) + found["rest"]["total"]["microseconds"] == whole
    assert [part["stage"] for part in found["byStage"]] == [None, "ASSESSMENT"]
    matters = {part["matter"]: part for part in found["byMatter"]}
    assert matters["GAP_WORK"]["kind"] == "WORK"
    assert (matters["START"]["hand"], matters["START"]["kind"]) == ("LEAD", "WAIT")
    assert matters["START"]["label"] != matters["START"]["french"]
    assert gap in [part["gap"]["id"] for part in found["longest"] if part["gap"]]
    waiting = {each["matter"]: each["number"] for each in found["waitingOn"]}
    assert waiting == {"GAP_WORK": 1, "VERIFICATION": 1, "GATE": 1}
    assert found["verifiers"] == [{"matter": "VERIFICATION", "number": 1}]
    assert (found["live"], found["policy"]) == (False, 1)


@pytest.mark.req("RF6")
async def test_lead_times_end_with_go_live_and_lie_side_by_side_in_the_portfolio(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagements = [await started_engagement(desk, f"Claims {number}") for number in range(4)]
    await closed_pilot(desk, "Never taken on")
    await desk.do("stopEngagement", by=Role.SPONSOR, engagementId=engagements[3], reason="COST")
    await live(desk, engagements[0], "2026-06-01")
    await live(desk, engagements[1], "2026-04-10")
    found = await desk.ask(LEAD_TIME, id=engagements[0])
    lead_time = found["engagement"]["leadTime"]
    assert (lead_time["live"], lead_time["total"]["total"]["days"]) == (True, "62.00")
    assert (lead_time["begunAt"], lead_time["endedAt"]) == ("2026-03-31T04:00:00+00:00", "2026-06-01T04:00:00+00:00")
    portfolio = found["leadTime"]
    assert (portfolio["live"], portfolio["underWay"], portfolio["usual"]["months"]) == (2, 1, 14)
    shown = [(each["percent"], each["duration"]["days"]) for each in portfolio["percentiles"]]
    assert shown == [(50, "10.00"), (80, "62.00"), (95, "62.00")]


@pytest.mark.req("RF8")
async def test_gaps_are_tagged_with_work_streams_and_listed_by_them(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    first, second = [await opened_gap(desk, engagement, title) for title in ("One", "Two")]
    for gap, stream in ((first, "adoption"), (first, "outcome"), (second, "outcome")):
        await desk.do("tagWorkstream", gapId=gap, workstream=stream)
    await desk.do("untagWorkstream", gapId=second, workstream="outcome")
    await desk.do("tagWorkstream", gapId=second, workstream="readiness")
    found = await desk.ask(GAPS, id=engagement, has="outcome")
    assert found["engagement"]["gaps"] == {
        "totalCount": 1,
        "nodes": [{"id": first, "workstreams": ["adoption", "outcome"]}],
    }
    assert [each["name"] for each in found["workstreams"]][-1] == "scale_architecture"
    assert found["workstreams"][1]["french"] == "Gouvernance"
    deliverables = (await stages(desk, engagement))["CLOSURE"]["deliverables"]
    assert [each["workstream"] for each in deliverables] == ["governance", "infrastructure", "scale_architecture"]


@pytest.mark.req("RP2", "RP3")
async def test_a_performance_gap_comes_from_a_template_blocks_and_belongs_to_hardening(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    made = await desk.do("openGap", engagementId=engagement, template="loose_grounding", locale="FR")
    own = await desk.do("openGap", engagementId=engagement, title="Slow", kind="PERFORMANCE", cause="SUCCESS_UNDEFINED")
    moved = await opened_gap(desk, engagement, "Curated")
    await desk.do("linkGapToStage", gapId=moved, stage="HARDENING")
    found = await desk.ask(GAPS, id=engagement)
    template = found["gapTemplates"][1]
    hardening = found["engagement"]["hardening"]["nodes"]
    assert [(gap["id"], gap["severity"], gap["template"]) for gap in hardening] == [
        (made["id"], "BLOCKING", "loose_grounding"),
        (own["id"], "BLOCKING", None),
        (moved, "BLOCKING", None),
    ]
    assert hardening[0]["title"] == template["french"] != template["title"]
    assert [each["name"] for each in found["gapTemplates"]] == ["data_quality_on_contact", "loose_grounding"]
    assert found["none"] == []


@pytest.mark.req("RF7")
async def test_what_is_put_off_is_counted_until_its_day_is_over_and_then_opens_again(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await started_engagement(desk)
    late, longer = [await opened_gap(desk, engagement, title) for title in ("Late", "Longer")]
    await desk.do("estimateGap", gapId=late, low="1", likely="2", high="3")
    approved = {"by": Role.SPONSOR, "reason": "After the move"}
    await desk.do("deferGap", gapId=longer, until=in_days(5), **approved)
    await desk.do("deferGap", gapId=longer, until=in_days(9), **approved)
    await planned(desk, engagement, in_days(7))
    debt = (await desk.ask(GAPS, id=engagement))["engagement"]["deferralDebt"]
    assert (debt["gaps"], debt["blocking"], debt["unestimated"], debt["extensions"]) == (1, 1, 1, 1)
    assert (debt["days"], debt["over"], debt["pastGoLive"]) == (9, 0, 1)


@pytest.mark.req("RF12")
async def test_gaps_found_after_close_are_counted_for_each_engagement_and_the_portfolio(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await baselined_engagement(desk)
    for title in ("Late", "Later"):
        await opened_gap(desk, engagement, title, severity="MINOR")
    await desk.do("cancelGap", gapId=await opened_gap(desk, engagement, "None", severity="MINOR"), reason="It was none")
    await resolved_gap(desk, engagement, "Latest")
    other = await started_engagement(desk, "Letters")
    await opened_gap(desk, other, "Before any baseline")
    found = await desk.ask(GAPS, id=engagement)
    late = {"gaps": 4, "late": 3, "lateBlocking": 1, "lateOpen": 2, "share": "0.7500"}
    assert found["engagement"]["gapsFoundAfterClose"] == late
    assert found["gapsFoundAfterClose"] == {"gaps": 5, "late": 3, "share": "0.6000"}
    nothing = (await desk.ask(GAPS, id=await started_engagement(desk, "Nothing")))["engagement"]
    assert nothing["gapsFoundAfterClose"]["share"] is None


@pytest.mark.req("RB6")
async def test_what_waits_for_a_role_is_told_apart(desk: Desk) -> None:
    found = (await desk.ask(GAPS, id=await started_engagement(desk)))["engagement"]
    assert found["waitingOn"] == [each for each in found["all"] if "SPONSOR" in each["roles"]]
    assert 0 < len(found["waitingOn"]) < len(found["all"])


@pytest.mark.req("RB6")
async def test_an_engagement_that_nobody_sponsors_waits_for_an_administrator_to_name_one(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    missing = {"matter": "SPONSOR", "roles": ["ADMINISTRATOR"]}
    assert missing not in (await desk.ask(GAPS, id=engagement))["engagement"]["all"]
    sponsor = {"person": desk.person(Role.SPONSOR), "role": "SPONSOR"}
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, **sponsor)
    assert missing in (await desk.ask(GAPS, id=engagement))["engagement"]["all"]
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **sponsor, engagementId=await started_engagement(desk, "Other"))
    assert missing in (await desk.ask(GAPS, id=engagement))["engagement"]["all"]
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **sponsor, engagementId=engagement)
    assert missing not in (await desk.ask(GAPS, id=engagement))["engagement"]["all"]
