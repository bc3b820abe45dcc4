"""The pilot assessment, requirement by requirement: what was found, why, and where production asks for more."""

import pytest

from services.engagement.contract import LATEST
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import (
    EVIDENCE,
    closed_pilot,
    in_days,
    opened_gap,
    owned_gap,
    recorded_finding,
    recorded_result,
    registered_pilot,
    started_engagement,
)

MATRIX = """
query Matrix($id: ID!) {
  engagement(id: $id) {
    dimensions {
      dimension version
      aspects { name pilot required current gap { id } proposal(locale: FR) { title kind cause severity } }
    }
  }
}
"""
PLAN = """
query Plan($id: ID!) {
  engagement(id: $id) {
    effort { p50 p80 }
    criticalPath { length gaps { title } unknown { title } order { slack critical gap { title } } }
    burndown { opened closed remaining resolved verified }
    costByDiscovery { atClose { gaps effort { p50 } } afterClose { gaps effort { p50 } } }
  }
}
"""


@pytest.mark.req("RA2", "RA3", "RA4", "RA5")
@pytest.mark.parametrize("kind", ["DATA", "GOVERNANCE", "INFRASTRUCTURE", "ADOPTION"])
async def test_what_the_review_finds_becomes_a_gap_or_is_dismissed_with_a_reason(desk: Desk, kind: str) -> None:
    pilot = await registered_pilot(desk)
    await recorded_result(desk, pilot)
    accepted = await recorded_finding(desk, pilot, "Accepted", kind)
    dismissed = await recorded_finding(desk, pilot, "Dismissed", kind)
    await recorded_finding(desk, pilot, "Of another kind", "MEASUREMENT")
    await desk.do("dismissFinding", pilotId=pilot, findingId=dismissed, reason="Known from the start")
    await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="Done")
    engagement = (await desk.do("startEngagement", pilotId=pilot, name="Claims"))["id"]
    gap = await opened_gap(desk, engagement, "Accepted", kind=kind, findingId=accepted)
    query = """
    query Findings($id: ID!, $kind: FindingKind) {
      pilot(id: $id) { findings(kind: $kind) { title kind dismissed gap { id finding { title } } } }
    }
    """
    found = (await desk.ask(query, id=pilot, kind=kind))["pilot"]["findings"]
    assert found == [
        {"title": "Accepted", "kind": kind, "dismissed": None, "gap": {"id": gap, "finding": {"title": "Accepted"}}},
        {"title": "Dismissed", "kind": kind, "dismissed": "Known from the start", "gap": None},
    ]


@pytest.mark.req("RC1", "RC2", "RC3", "RC4", "RC5", "RC6")
@pytest.mark.parametrize("cause", Cause)
async def test_each_reason_why_pilots_stall_is_counted_and_found(desk: Desk, cause: Cause) -> None:
    engagement = await started_engagement(desk)
    await opened_gap(desk, engagement, "one", cause=cause.name)
    await opened_gap(desk, engagement, "two", cause=cause.name, severity="MINOR")
    other = next(each for each in Cause if each is not cause)
    await opened_gap(desk, engagement, "three", cause=other.name)
    query = """
    query Causes($id: ID!, $cause: Cause!) {
      engagement(id: $id) {
        causeProfile { cause gaps blocking closed }
        gaps(first: 5, filter: {cause: {eq: $cause}}) { nodes { title } }
      }
      causeProfile { cause gaps }
    }
    """
    found = await desk.ask(query, id=engagement, cause=cause.name)
    assert found["engagement"]["causeProfile"][0] == {"cause": cause.name, "gaps": 2, "blocking": 1, "closed": 0}
    assert [gap["title"] for gap in found["engagement"]["gaps"]["nodes"]] == ["one", "two"]
    assert {each["cause"]: each["gaps"] for each in found["causeProfile"]}[cause.name] >= 2


@pytest.mark.req("RD1", "RD2", "RD3", "RD4", "RD5", "RD6", "RD7")
@pytest.mark.parametrize("dimension", Dimension)
async def test_each_dimension_proposes_a_gap_that_closes_the_difference_once_it_is_verified(
    desk: Desk, dimension: Dimension
) -> None:
    choice = next(aspect for aspect in LATEST.dimensions[dimension].aspects if not aspect.is_count)
    lowest, highest = choice.level_names[0], choice.level_names[-1]
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement, "dimension": dimension.name}
    await desk.do("recordPilotState", **of, aspects=[{"name": choice.name, "level": lowest}])
    await desk.do("recordProductionState", **of, aspects=[{"name": choice.name, "level": highest}])
    (aspect,) = await aspects(desk, engagement, dimension)
    assert aspect["proposal"] == {
        "title": choice.gap.title.fr,
        "kind": choice.gap.kind.name,
        "cause": choice.gap.cause.name,
        "severity": choice.gap.severity.name,
    }
    wanted = {"dimension": dimension.name, "aspect": choice.name}
    gap = await owned_gap(desk, engagement, choice.gap.title.en, proposal=wanted)
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
    assert [each["current"] for each in await aspects(desk, engagement, dimension)] == [lowest]
    await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=gap)
    (aspect,) = await aspects(desk, engagement, dimension)
    assert (aspect["gap"], aspect["required"], aspect["current"]) == ({"id": gap}, highest, highest)


async def aspects(desk: Desk, engagement: str, dimension: Dimension) -> list[dict[str, object]]:
    found = (await desk.ask(MATRIX, id=engagement))["engagement"]["dimensions"]
    assert [each["dimension"] for each in found] == [each.name for each in Dimension]
    (mine,) = [each["aspects"] for each in found if each["dimension"] == dimension.name]
    return list(mine)


@pytest.mark.req("RA7", "RA8", "RA9", "RP4", "RF12")
async def test_the_plan_counts_what_is_left_along_the_longest_chain(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    first, second, other = [await owned_gap(desk, engagement, title) for title in ("first", "second", "other")]
    for gap, likely in ((first, "4"), (second, "6"), (other, "3")):
        await desk.do("estimateGap", gapId=gap, low=likely, likely=likely, high=likely)
    await desk.do("linkGaps", engagementId=engagement, gapId=second, needs=first)
    await desk.do("baselineGapRegister", engagementId=engagement)
    await owned_gap(desk, engagement, "late, without an estimate")
    plan = (await desk.ask(PLAN, id=engagement))["engagement"]
    assert plan["effort"] == {"p50": "13.00", "p80": "13.00"}
    assert plan["criticalPath"]["length"] == "10.00"
    assert [gap["title"] for gap in plan["criticalPath"]["gaps"]] == ["first", "second"]
    assert [gap["title"] for gap in plan["criticalPath"]["unknown"]] == ["late, without an estimate"]
    slack = {each["gap"]["title"]: (each["slack"], each["critical"]) for each in plan["criticalPath"]["order"]}
    assert slack["other"] == ("7.00", False)
    assert slack["first"] == slack["second"] == ("0.00", True)
    assert plan["costByDiscovery"]["atClose"] == {"gaps": 3, "effort": {"p50": "13.00"}}
    assert plan["costByDiscovery"]["afterClose"] == {"gaps": 1, "effort": {"p50": "0.00"}}
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=second, evidence=EVIDENCE)
    await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=second)
    today = (await desk.ask(PLAN, id=engagement))["engagement"]
    assert today["criticalPath"]["length"] == "4.00"
    moves = {name: sum(day[name] for day in today["burndown"]) for name in ("opened", "closed")}
    last = {name: today["burndown"][-1][name] for name in ("remaining", "resolved", "verified")}
    assert moves | last == {"opened": 4, "closed": 1, "remaining": 3, "resolved": 0, "verified": 1}


@pytest.mark.req("RF7")
async def test_a_deferral_is_dated_approved_by_another_and_bounded(desk: Desk) -> None:
    gap = await owned_gap(desk, await started_engagement(desk))
    by_owner = await desk.refused("deferGap", by=Role.DATA_OWNER, gapId=gap, until=in_days(30), reason="Later")
    assert by_owner["code"] == "NOT_PERMITTED"
    for days in (0, 401):
        out = await desk.refused("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(days), reason="Later")
        assert out["code"] == "DEFERRAL_OUT_OF_BOUNDS"
    deferred = await desk.do("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(30), reason="Later")
    assert (deferred["status"], deferred["deferredUntil"], deferred["reason"]) == ("DEFERRED", in_days(30), "Later")


@pytest.mark.req("RA1", "RC5")
async def test_a_result_without_a_target_is_neither_met_nor_missed(desk: Desk) -> None:
    pilot = await registered_pilot(desk)
    result = {"pilotId": pilot, "unit": "minutes", "better": "LOWER"}
    await desk.do("recordPilotResult", **result, criterion="a", target="10", actual="9.5")
    await desk.do("recordPilotResult", **result, criterion="b", target="10", actual="10.5")
    await desk.do("recordPilotResult", **result, criterion="c", actual="9")
    query = "query($id: ID!) { pilot(id: $id) { results { criterion target met } } }"
    assert (await desk.ask(query, id=pilot))["pilot"]["results"] == [
        {"criterion": "a", "target": "10", "met": True},
        {"criterion": "b", "target": "10", "met": False},
        {"criterion": "c", "target": None, "met": None},
    ]


@pytest.mark.req("RF5")
async def test_costs_are_whole_cents_of_one_currency(desk: Desk) -> None:
    pilot = await registered_pilot(desk)
    largest = {"minor": 2**53 - 1, "currency": "CAD"}
    await desk.do("recordPilotCost", pilotId=pilot, amount=largest, purpose="Everything")
    found = await desk.ask("query($id: ID!) { pilot(id: $id) { costs { amount { minor currency } } } }", id=pilot)
    assert found["pilot"]["costs"] == [{"amount": largest}]


@pytest.mark.req("RF9")
async def test_a_tenant_says_how_it_counts_days_and_money(fresh_desk: Desk) -> None:
    given = {"locale": "FR", "timeZone": "America/Vancouver", "currency": "USD", "dataRegion": "UNITED_STATES"}
    tenant = await fresh_desk.do("configureTenant", by=Role.ADMINISTRATOR, **given)
    assert {name: tenant[name] for name in given} == given
    assert tenant["version"] == 3
    pilot = await closed_pilot(fresh_desk)
    await fresh_desk.do("startEngagement", pilotId=pilot, name="Réclamations")
    found = await fresh_desk.ask("{ tenant { name locale } engagements(first: 5) { nodes { name } } }")
    assert found["tenant"] == {"name": "Northern Benefits", "locale": "FR"}
