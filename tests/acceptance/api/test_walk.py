"""One walk through everything: from the pilot to the close-out report, and to a gap that was found after it."""

from hashlib import sha256
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, in_days, owned_gap, recorded_finding

PILOT = """
query Pilot($id: ID!) {
  pilot(id: $id) {
    name purpose runBy vendor startedOn closedOn summary deferrals deferredUntil deferralReason
    results { criterion unit better target actual met }
    costs { amount { minor currency } purpose }
    findings { title kind dismissed recordedBy { id } }
    adoption: findings(kind: ADOPTION) { title }
    engagement { id }
  }
}
"""
MATRIX = """
query Matrix($id: ID!) {
  engagement(id: $id) {
    dimensions {
      dimension pilotNote productionNote
      aspects { name pilot required current dismissed gap { id } proposal { title kind cause severity } }
    }
  }
}
"""
GAP = """
query Gap($id: ID!) {
  gap(id: $id) {
    status severity due reason reopened deferredUntil foundAfterClose dimension aspect
    estimate { low likely high } evidence { digest link note }
    owner { id name } openedBy { id } resolver { id } verifier { id } approver { id }
    finding { title } needs { title } neededBy { title } engagement { name }
  }
}
"""
REPORT = """
query Report($id: ID!) {
  engagement(id: $id) { closeOutReport { position digest publishedDigest intact canonical data html } }
}
"""
Answer = dict[str, Any]


@pytest.mark.req("RF1", "RA1", "RA2", "RA5", "RA6", "RA7", "RA8", "RA9", "RA10", "RA11", "RD1", "RP4", "RF12")
async def test_a_pilot_goes_all_the_way_to_its_close_out_report_and_beyond(desk: Desk) -> None:
    pilot = await pilot_is_tried(desk)
    await pilot_is_closed(desk, pilot)
    engagement = await engagement_is_started(desk, pilot)
    await dimension_is_compared(desk, engagement)
    accepted = await proposals_are_answered(desk, engagement)
    gaps = [accepted, *await gaps_are_planned(desk, engagement)]
    await gap_is_worked_off(desk, gaps[0])
    await gap_waits(desk, gaps[1])
    await gap_is_cancelled(desk, gaps[2])
    await register_is_baselined(desk, engagement)
    await report_is_published(desk, engagement)
    await gap_is_found_late(desk, engagement)


async def pilot_is_tried(desk: Desk) -> str:
    given = {"name": "Claims triage", "purpose": "Sort claims", "runBy": "VENDOR", "vendor": "Acme Analytics"}
    pilot = str((await desk.do("registerPilot", by=Role.PILOT_LEAD, **given, startedOn="2026-01-12"))["id"])
    criterion = {"criterion": "Correct urgency", "unit": "%", "better": "HIGHER", "target": "90"}
    await desk.do("recordPilotResult", by=Role.VENDOR, pilotId=pilot, **criterion, actual="88.25")
    await desk.do("recordPilotResult", by=Role.PILOT_LEAD, pilotId=pilot, **criterion, actual="93.5")
    await recorded_finding(desk, pilot, "Claims in French were left out")
    finding = await recorded_finding(desk, pilot, "Only volunteers took part", kind="ADOPTION")
    await desk.do("dismissFinding", by=Role.SPONSOR, pilotId=pilot, findingId=finding, reason="Known from the start")
    amount = {"minor": 4_200_000, "currency": "CAD"}
    await desk.do("recordPilotCost", pilotId=pilot, amount=amount, purpose="Licences of the vendor")
    until = in_days(30)
    await desk.do("deferDecision", by=Role.SPONSOR, pilotId=pilot, until=until, reason="Budget round")
    found = (await desk.ask(PILOT, id=pilot))["pilot"]
    assert {name: found[name] for name in given} == given
    assert found["results"] == [{**criterion, "actual": "93.5", "met": True}]
    assert found["costs"] == [{"amount": amount, "purpose": "Licences of the vendor"}]
    assert [finding["dismissed"] for finding in found["findings"]] == [None, "Known from the start"]
    assert found["findings"][0]["recordedBy"] == {"id": desk.person(Role.PILOT_LEAD)}
    assert found["adoption"] == [{"title": "Only volunteers took part"}]
    assert (found["deferrals"], found["deferredUntil"], found["deferralReason"]) == (1, until, "Budget round")
    return pilot


async def pilot_is_closed(desk: Desk, pilot: str) -> None:
    early = await desk.refused("startEngagement", pilotId=pilot, name="Claims triage")
    assert early["code"] == "PILOT_NOT_CLOSED"
    closed = await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="It works on the sample")
    assert (closed["closedOn"], closed["summary"]) == ("2026-03-31", "It works on the sample")


async def engagement_is_started(desk: Desk, pilot: str) -> str:
    engagement = await desk.do("startEngagement", pilotId=pilot, name="Claims triage to production")
    await desk.do("assignSystemOwner", engagementId=engagement["id"], owner=desk.person(Role.MANAGER))
    found = await desk.ask(
        "query($id: ID!) { engagement(id: $id) { name pilot { id engagement { id } } systemOwner { id name } } }",
        id=engagement["id"],
    )
    assert found["engagement"]["pilot"] == {"id": pilot, "engagement": {"id": engagement["id"]}}
    assert found["engagement"]["systemOwner"] == {"id": desk.person(Role.MANAGER), "name": "Sample manager"}
    return str(engagement["id"])


async def dimension_is_compared(desk: Desk, engagement: str) -> None:
    pilot = [{"name": "sample", "level": "curated"}, {"name": "cleaning", "level": "by_hand"}]
    production = [{"name": "sample", "level": "full_volume"}, {"name": "cleaning", "level": "validated_automatically"}]
    of = {"engagementId": engagement, "dimension": "DATA"}
    await desk.do("recordPilotState", by=Role.DATA_OWNER, **of, aspects=pilot, note="Picked by the pilot team")
    await desk.do("recordProductionState", by=Role.DATA_OWNER, **of, aspects=production)
    found = (await desk.ask(MATRIX, id=engagement))["engagement"]["dimensions"]
    assert len(found) == 7
    assert (found[0]["dimension"], found[0]["pilotNote"]) == ("DATA", "Picked by the pilot team")
    assert [aspect["proposal"]["severity"] for aspect in found[0]["aspects"]] == ["BLOCKING", "MAJOR"]


async def proposals_are_answered(desk: Desk, engagement: str) -> str:
    proposal = await aspect_of(desk, engagement, "sample")
    wanted = {"dimension": "DATA", "aspect": "sample"}
    gap = await desk.do("openGap", engagementId=engagement, **proposal["proposal"], proposal=wanted)
    cleaning = {"engagementId": engagement, "dimension": "DATA", "aspect": "cleaning"}
    await desk.do("dismissProposal", by=Role.SPONSOR, **cleaning, reason="The source is clean by now")
    assert (await aspect_of(desk, engagement, "sample"))["gap"] == {"id": gap["id"]}
    assert (await aspect_of(desk, engagement, "cleaning"))["dismissed"] == "The source is clean by now"
    assert (gap["dimension"], gap["aspect"]) == ("DATA", "sample")
    return str(gap["id"])


async def aspect_of(desk: Desk, engagement: str, name: str) -> Answer:
    found = (await desk.ask(MATRIX, id=engagement))["engagement"]["dimensions"][0]["aspects"]
    (aspect,) = [aspect for aspect in found if aspect["name"] == name]
    return dict(aspect)


async def gaps_are_planned(desk: Desk, engagement: str) -> tuple[str, str]:
    network = await owned_gap(
        desk, engagement, "No private endpoint", kind="INFRASTRUCTURE", owner=Role.INFRASTRUCTURE_LEAD
    )
    review = await owned_gap(desk, engagement, "No privacy review", kind="GOVERNANCE", severity="MINOR")
    await desk.do("setGapDueDate", gapId=network, due="2027-05-01")
    await desk.do("estimateGap", by=Role.INFRASTRUCTURE_LEAD, gapId=network, low="2", likely="5.5", high="12")
    await desk.do("linkGaps", gapId=network, needs=review, engagementId=engagement)
    linked = (await desk.ask(GAP, id=network))["gap"]
    assert linked["needs"] == [{"title": "No privacy review"}]
    assert linked["estimate"] == {"low": "2.00", "likely": "5.50", "high": "12.00"}
    assert linked["due"] == "2027-05-01"
    await desk.do("unlinkGaps", gapId=network, needs=review, engagementId=engagement)
    assert (await desk.ask(GAP, id=network))["gap"]["needs"] == []
    await desk.do("linkGaps", gapId=review, needs=network, engagementId=engagement)
    assert (await desk.ask(GAP, id=network))["gap"]["neededBy"] == [{"title": "No privacy review"}]
    return network, review


async def gap_is_worked_off(desk: Desk, gap: str) -> None:
    """Resolved, verified by somebody else, reopened, and closed for good."""
    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
    await desk.do("startGap", by=Role.DATA_OWNER, gapId=gap)
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
    by_oneself = await desk.refused("verifyGap", by=Role.DATA_OWNER, gapId=gap)
    assert by_oneself["code"] == "SELF_VERIFICATION"
    assert (await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=gap))["status"] == "VERIFIED"
    reopened = await desk.do("reopenGap", gapId=gap, reason="The volume doubled")
    assert (reopened["status"], reopened["reopened"], reopened["verifiedAt"]) == ("OPEN", 1, None)
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=gap, evidence=EVIDENCE)
    await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=gap)
    found = (await desk.ask(GAP, id=gap))["gap"]
    assert found["evidence"] == EVIDENCE
    assert found["resolver"] == {"id": desk.person(Role.DATA_OWNER)}
    assert found["verifier"] == {"id": desk.person(Role.MODEL_LEAD)}


async def gap_waits(desk: Desk, gap: str) -> None:
    until = in_days(60)
    await desk.do("changeGapSeverity", by=Role.SPONSOR, gapId=gap, severity="MAJOR", reason="A tunnel stands in")
    deferred = await desk.do("deferGap", by=Role.BUSINESS_OWNER, gapId=gap, until=until, reason="After the move")
    assert (deferred["status"], deferred["severity"], deferred["deferredUntil"]) == ("DEFERRED", "MAJOR", until)
    assert (await desk.ask(GAP, id=gap))["gap"]["approver"] == {"id": desk.person(Role.BUSINESS_OWNER)}


async def gap_is_cancelled(desk: Desk, gap: str) -> None:
    cancelled = await desk.do("cancelGap", gapId=gap, reason="The review of the other system covers it")
    assert (cancelled["status"], cancelled["reason"]) == ("CANCELLED", "The review of the other system covers it")


async def register_is_baselined(desk: Desk, engagement: str) -> None:
    baselined = await desk.do("baselineGapRegister", engagementId=engagement)
    assert baselined["baselineGaps"] == 2
    assert baselined["baselineAt"] is not None


async def report_is_published(desk: Desk, engagement: str) -> None:
    assert (await desk.ask(REPORT, id=engagement))["engagement"]["closeOutReport"] is None
    await desk.do("publishCloseOutReport", engagementId=engagement)
    report = (await desk.ask(REPORT, id=engagement))["engagement"]["closeOutReport"]
    assert report["intact"] is True
    assert report["digest"] == report["publishedDigest"] == sha256(report["canonical"].encode()).hexdigest()
    assert report["html"].startswith("<!doctype html>")
    assert "Claims triage" in report["html"]


async def gap_is_found_late(desk: Desk, engagement: str) -> None:
    late = await owned_gap(desk, engagement, "Nobody watches the answers", kind="PERFORMANCE")
    assert (await desk.ask(GAP, id=late))["gap"]["foundAfterClose"] is True
    report = (await desk.ask(REPORT, id=engagement))["engagement"]["closeOutReport"]
    assert report["intact"] is True
    assert "Nobody watches the answers" not in report["canonical"]
