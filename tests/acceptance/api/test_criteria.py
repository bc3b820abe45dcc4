"""What an engagement is held to, what is shown for it, and what people say of it, through the API."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.criteria import (
    CLAIMS,
    FAIRWAY,
    adopted_engagement,
    artefact,
    published_claims,
    sent,
    submitted_evidence,
)
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import in_days, started_engagement
from tests.facts.frameworks import DELIVERY_RULES

RESULTS = Path("tests/sample/results")
LOAD = {"criterion": "fairway/load_test", "kind": "load_test_report", "format": "k6-summary"}
WITHOUT = """
query Without($beyond: Boolean!) {
  engagementsWithoutCriteria(first: 50, beyondAssessment: $beyond) {
    totalCount nodes { id stage engagement { id } }
  }
}
"""
SET = """
query Held($id: ID!) {
  engagement(id: $id) {
    criteriaSet {
      reason version adoptedBy { id } frameworks { name version digest ships title(locale: FR) publishedBy { id } }
      criteria {
        criterion code number domain framework waivable statement(locale: FR)
        holds { code rule label(locale: FR) } attestationNeed { roles days } evidenceNeeds { kind days }
        statements { version }
        evidence { id }
      }
    }
  }
}
"""
SHOWN = """
query Shown($id: ID!, $filter: EvidenceFilter) {
  engagement(id: $id) {
    evidence(first: 9, filter: $filter, orderBy: [{field: SUBMITTED, direction: DESC}]) {
      totalCount
      nodes {
        id criterion kind title state revision digest size mediaType source format validUntil link
        values { name value } revisions { revision digest reason by { id } } withdrawn { reason by { id } }
        submitter { id } engagement { id }
      }
    }
  }
}
"""
SAID = """
query Said($id: ID!, $name: String!) {
  engagement(id: $id) {
    criterion(name: $name) {
      statements {
        attestations { role statement validUntil attester { id } evidence { id } }
        block { party until } notApplicable { approver { id } } notApplicableRequest { reason }
        waiver { until reason requester { id } approver { id } } waiverRequest { until } waiverExtensions
        history { kind by { id } reason until }
      }
    }
  }
}
"""


async def shown(desk: Desk, engagement: str, **wanted: object) -> list[Answer]:
    found = (await desk.ask(SHOWN, id=engagement, filter=wanted))["engagement"]["evidence"]
    assert found["totalCount"] == len(found["nodes"])
    nodes: list[Answer] = found["nodes"]
    return nodes


async def said(desk: Desk, engagement: str, name: str) -> Answer:
    found: Answer = (await desk.ask(SAID, id=engagement, name=name))["engagement"]["criterion"]["statements"]
    return found


@pytest.mark.req("RF4", "RA12")
async def test_an_engagement_is_held_to_nothing_until_it_adopts_a_set_that_then_only_grows(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await published_claims(desk)
    without = (await desk.ask(WITHOUT, beyond=False))["engagementsWithoutCriteria"]["nodes"]
    assert {"id": engagement, "stage": "ASSESSMENT", "engagement": {"id": engagement}} in without
    assert (await desk.ask(WITHOUT, beyond=True))["engagementsWithoutCriteria"]["totalCount"] == 0
    both: dict[str, Any] = {
        "engagementId": engagement,
        "frameworks": [FAIRWAY, CLAIMS],
        "reason": "Claims are about people",
    }
    assert (await desk.do("adoptCriteriaSet", **both))["version"] == 1
    held = (await desk.ask(SET, id=engagement))["engagement"]["criteriaSet"]
    ours = {"name": "claims", "title": "Indemnisation équitable", "ships": False, "version": 1}
    reviewer = {"id": desk.person(Role.GOVERNANCE_REVIEWER)}
    assert [each["name"] for each in held["frameworks"]] == ["fairway", "claims"]
    assert held["frameworks"][1].items() >= {**ours, "publishedBy": reviewer}.items()
    assert held["adoptedBy"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}
    assert len(held["criteria"]) == 21
    appeals = held["criteria"][-1]
    assert (appeals["criterion"], appeals["statement"]) == ("claims/appeals", "Peu de recours sont accueillis.")
    assert appeals["holds"][0]["rule"] == "evidence_appeal_sample.upheld_share <= 50000"
    assert (appeals["evidenceNeeds"], appeals["statements"]) == ([{"kind": "appeal_sample", "days": 90}], None)
    without = (await desk.ask(WITHOUT, beyond=False))["engagementsWithoutCriteria"]["nodes"]
    assert engagement not in {each["id"] for each in without}
    fewer: dict[str, Any] = {"engagementId": engagement, "frameworks": [FAIRWAY], "reason": "Less to do"}
    assert "claims" in (await desk.refused("adoptCriteriaSet", **fewer))["message"]


async def test_evidence_is_shown_revised_and_withdrawn(desk: Desk) -> None:
    engagement = await adopted_engagement(desk)
    first = await submitted_evidence(desk, engagement)
    other = await submitted_evidence(desk, engagement, by=Role.DATA_OWNER, title="Playbook, French edition")
    assert [each["id"] for each in await shown(desk, engagement)] == [other, first]
    again = artefact(digest="cd" * 32, lasts=120)
    revised = await desk.do("reviseEvidence", evidenceId=first, artefact=again, reason="Edition 4")
    assert (revised["revision"], revised["validUntil"], revised["version"]) == (2, in_days(120), 2)
    gone = await desk.do("withdrawEvidence", by=Role.DATA_OWNER, evidenceId=other, reason="Out of date")
    assert gone["state"] == "WITHDRAWN"
    (piece,) = await shown(desk, engagement, state={"eq": "SUBMITTED"}, criterion={"eq": "fairway/incident_playbook"})
    assert [(each["revision"], each["reason"]) for each in piece["revisions"]] == [(1, None), (2, "Edition 4")]
    assert (piece["digest"], piece["size"], piece["link"], piece["format"]) == ("cd" * 32, 4_096, None, None)
    (lost,) = await shown(desk, engagement, kind={"eq": "incident_playbook"}, state={"eq": "WITHDRAWN"})
    assert lost["withdrawn"] == {"reason": "Out of date", "by": {"id": desk.person(Role.DATA_OWNER)}}


async def test_what_people_say_of_a_criterion_stands_as_they_said_it_last(desk: Desk) -> None:
    engagement = await adopted_engagement(desk)
    shown_by_lead = await submitted_evidence(
        desk, engagement, criterion="fairway/obligations", kind="compliance_confirmation"
    )
    of: dict[str, Any] = {"engagementId": engagement, "criterion": "fairway/obligations"}
    word = {"statement": "I read the mapping", "validUntil": in_days(200), "evidence": [shown_by_lead]}
    await desk.do("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **of, **word)
    waived = {**of, "until": in_days(30)}
    await desk.do("requestWaiver", **waived, reason="The counsel is away")
    await desk.do("grantWaiver", by=Role.SPONSOR, **{**waived, "until": in_days(20)})
    await desk.do("blockCriterion", **of, party="Regulator", reason="Guidance is due in autumn")
    found = await said(desk, engagement, "fairway/obligations")
    (attested,) = found["attestations"]
    assert (attested["role"], attested["evidence"]) == ("governance_reviewer", [{"id": shown_by_lead}])
    assert found["waiver"] == {
        "until": in_days(20),
        "reason": "The counsel is away",
        "requester": {"id": desk.person(Role.ENGAGEMENT_LEAD)},
        "approver": {"id": desk.person(Role.SPONSOR)},
    }
    assert (found["block"], found["waiverRequest"]) == ({"party": "Regulator", "until": None}, None)
    kinds = [each["kind"] for each in found["history"]]
    assert kinds == ["ATTESTED", "WAIVER_REQUESTED", "WAIVER_GRANTED", "BLOCKED"]


@pytest.mark.req("X15")
async def test_files_of_machines_go_in_unedited_and_tell_what_rules_ask_for(desk: Desk) -> None:
    await desk.do("publishFramework", by=Role.ADMINISTRATOR, name="delivery", document=DELIVERY_RULES)
    engagement = await adopted_engagement(desk, {"name": "delivery", "version": 1})
    load = (RESULTS / "k6/summary_export.json").read_bytes()
    answer = await sent(desk, engagement, load, {**LOAD, "value": "load.environment=production"})
    assert answer.status_code == 201, answer.text
    junit = (RESULTS / "pytest/junit.xml").read_bytes()
    about = {"criterion": "delivery/tests_pass", "kind": "test_run", "format": "junit-xml"}
    ran = await sent(desk, engagement, junit, about, media_type="application/xml")
    assert ran.status_code == 201, ran.text
    token = {"fairway-consistency": ran.headers["fairway-consistency"]}
    found = await desk.post(SHOWN, {"id": engagement}, headers=token)
    tests, loaded = found.json()["data"]["engagement"]["evidence"]["nodes"]
    assert {each["name"]: each["value"] for each in tests["values"]} == {"tests.total": "7", "tests.failed": "1"}
    told = {each["name"]: each["value"] for each in loaded["values"]}
    assert told["load.achieved_rps"] == "60.17412809895"
    assert told["load.environment"] == "production"
    assert (loaded["format"], loaded["digest"], loaded["id"]) == (
        "k6-summary",
        sha256(load).hexdigest(),
        answer.json()["evidence"],
    )
    kept = await desk.http.get(loaded["link"])
    assert kept.content == load
    assert kept.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"format": "k7"}, 422, "NO_SUCH_FORMAT"),
        ({"format": "locust-stats"}, 422, "NOT_OF_THIS_FORMAT"),
        ({"value": "load.achieved_rps=900"}, 422, "NOT_WELL_FORMED"),
        ({"digest": "ab" * 32}, 422, "DIGEST_DIFFERS"),
        ({"kind": "praise"}, 422, "KIND_NOT_OF_THE_FRAMEWORK"),
        ({"criterion": "fairway/praise"}, 422, "CRITERION_NOT_FOUND"),
        ({"validUntil": "2019-01-01"}, 422, "LAST_DAY_OUT_OF_BOUNDS"),
    ],
)
async def test_a_file_that_does_not_fit_is_refused_by_a_code(
    desk: Desk, changed: dict[str, str], status: int, code: str
) -> None:
    found = (await desk.ask("{ engagements(last: 1) { nodes { id } } }"))["engagements"]["nodes"]
    engagement = str(found[0]["id"]) if found else await adopted_engagement(desk)
    before = await desk.head()
    load = (RESULTS / "k6/summary_export.json").read_bytes()
    answer = await sent(desk, engagement, load, {**LOAD, **changed})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)
    assert await desk.head() == before


async def test_a_file_of_nobody_or_of_a_stranger_is_refused(running: Running, desk: Desk) -> None:
    engagement = await adopted_engagement(desk)
    stranger = await running.tenancy()
    load = (RESULTS / "k6/summary_export.json").read_bytes()
    foreign = await sent(stranger, engagement, load, LOAD)
    assert (foreign.status_code, foreign.json()["errors"][0]["extensions"]["code"]) == (404, "ENGAGEMENT_NOT_FOUND")
    nobody = await desk.http.put("/evidence", params={"engagement": engagement}, content=b"{}")
    assert nobody.status_code == 401
    assert await shown(desk, engagement) == []


async def test_a_file_that_is_announced_as_too_large_is_refused_before_it_is_read(running: Running, desk: Desk) -> None:
    if running.port is not None:
        pytest.skip("over a connection nobody announces more than they send")
    engagement = await adopted_engagement(desk)
    headers = {**desk.headers(Role.INTEGRATOR), "content-type": "application/json", "content-length": "100000001"}
    days = {"validFrom": in_days(0), "validUntil": in_days(9), "source": "ci", "title": "Large"}
    large = await desk.http.put("/evidence", params={"engagement": engagement, **LOAD, **days}, headers=headers)
    assert (large.status_code, large.json()["errors"][0]["extensions"]["code"]) == (413, "ARTEFACT_TOO_LARGE")
