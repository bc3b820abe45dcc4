"""Infrastructure is hardened, points are tested, and only what was tested is proven."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.infrastructure import (
    LEVEL,
    PEAK,
    completed_item,
    declared_environment,
    declared_point,
    digests,
    expecting,
    integration,
    load_tested,
    pinned_release,
)
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement, unknown

HARDENING = """
query Hardening($id: ID!) {
  node(id: $id) {
    ... on Environment {
      name kind unproven declaredBy { id }
      hardening {
        kind label french: label(locale: FR) status reason evidence { digest } addedBy { id }
        completer { id } verifier { id }
      }
      deployment { deployedOn evidence { link } release { name } recordedBy { id } }
    }
  }
}
"""
INTEGRATION = """
query Integration($id: ID!, $filter: IntegrationPointFilter) {
  engagement(id: $id) {
    integrationCoverage { declared covered complete }
    integrationPoints(first: 9, filter: $filter) {
      totalCount
      nodes { system covered withdrawn testedOn tests(last: 5) { totalCount nodes { outcome release { name } } } }
    }
  }
}
"""
GOING_LIVE = """
query GoingLive($id: ID!) {
  engagement(id: $id) {
    releasePlan {
      version pinned { id name modelDigest pinnedBy { id } } proof { holds obstacles }
      expectedPeak { requestsPerSecond required basis author { id } } serviceLevel { percentile latencyMs errorShare }
      levelSetBy { id }
    }
    releases(first: 9) { nodes { name } }
    loadTests(first: 9) {
      totalCount
      nodes {
        meets whyNot held achieved expectedPeak serviceLevel { latencyMs }
        release { name } environment { kind } recordedBy { id }
      }
    }
  }
}
"""
ENVIRONMENTS = """
query Environments($id: ID!, $filter: EnvironmentFilter) {
  engagement(id: $id) { environments(first: 9, filter: $filter) { totalCount nodes { kind } } }
}
"""
Answer = dict[str, Any]


async def integrating(desk: Desk, engagement: str, **wanted: object) -> Answer:
    found: Answer = (await desk.ask(INTEGRATION, id=engagement, filter=wanted))["engagement"]
    return found


async def going_live(desk: Desk, engagement: str) -> Answer:
    found: Answer = (await desk.ask(GOING_LIVE, id=engagement))["engagement"]
    return found


async def obstacles(desk: Desk, engagement: str) -> list[str]:
    proof = (await going_live(desk, engagement))["releasePlan"]["proof"]
    assert proof["holds"] is (proof["obstacles"] == [])
    found: list[str] = proof["obstacles"]
    return found


async def shortfalls(desk: Desk, engagement: str) -> list[list[str]]:
    tests = (await going_live(desk, engagement))["loadTests"]["nodes"]
    assert all(test["meets"] is (test["whyNot"] == []) for test in tests)
    return [test["whyNot"] for test in tests]


@pytest.mark.req("RB4")
async def test_production_is_hardened_by_some_and_verified_by_others(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    item = await completed_item(desk, engagement)
    environment = item["environmentId"]
    before = (await desk.ask(HARDENING, id=environment))["node"]
    assert before["unproven"][0] == "PRIVATE_ENDPOINT"
    verified = await desk.do("verifyHardening", by=Role.GOVERNANCE_REVIEWER, **item)
    assert verified["unproven"] == ["NETWORK_SECURITY", "MONITORING", "SERVICE_LEVELS", "LOG_PIPELINE"]
    (shown,) = (await desk.ask(HARDENING, id=environment))["node"]["hardening"]
    assert (shown["status"], shown["evidence"]) == ("VERIFIED", {"digest": EVIDENCE["digest"]})
    assert (shown["label"], shown["french"]) == ("Private endpoint", "Point d'accès privé")
    assert shown["addedBy"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}
    assert shown["completer"] == {"id": desk.person(Role.INFRASTRUCTURE_LEAD)}
    assert shown["verifier"] == {"id": desk.person(Role.GOVERNANCE_REVIEWER)}
    await desk.do("reopenHardening", by=Role.GOVERNANCE_REVIEWER, **item, reason="The network was divided anew")
    (anew,) = (await desk.ask(HARDENING, id=environment))["node"]["hardening"]
    assert (anew["status"], anew["verifier"], anew["reason"]) == ("OPEN", None, "The network was divided anew")


@pytest.mark.req("RB8")
async def test_the_production_environment_shows_the_release_that_runs_there(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await declared_environment(desk, engagement, "SANDBOX")
    environment = await declared_environment(desk, engagement)
    deployed = {"environmentId": environment, "deployedOn": in_days(0), "evidence": EVIDENCE}
    for number in (1, 2):
        release = await pinned_release(desk, engagement, number)
        await desk.do("recordDeployment", by=Role.INFRASTRUCTURE_LEAD, **deployed, releaseId=release)
    found = (await desk.ask(HARDENING, id=environment))["node"]
    assert (found["kind"], found["declaredBy"]) == ("PRODUCTION", {"id": desk.person(Role.INFRASTRUCTURE_LEAD)})
    assert found["deployment"] == {
        "deployedOn": in_days(0),
        "evidence": {"link": EVIDENCE["link"]},
        "release": {"name": "Release 2"},
        "recordedBy": {"id": desk.person(Role.INFRASTRUCTURE_LEAD)},
    }
    one = await desk.ask(ENVIRONMENTS, id=engagement, filter={"kind": {"eq": "SANDBOX"}})
    assert one["engagement"]["environments"] == {"totalCount": 1, "nodes": [{"kind": "SANDBOX"}]}


@pytest.mark.req("RB9")
async def test_integration_is_complete_once_every_point_passed_against_production(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    release = await pinned_release(desk, engagement)
    assert (await integrating(desk, engagement))["integrationCoverage"]["complete"] is False
    claims, letters = [await declared_point(desk, engagement, name) for name in ("Claims", "Letters")]
    record = "recordIntegrationTest"
    await desk.do(record, **integration(claims, release))
    await desk.do(record, **integration(letters, release, target="TEST"))
    half = {"declared": 2, "covered": 1, "complete": False}
    assert (await integrating(desk, engagement))["integrationCoverage"] == half
    uncovered = await integrating(desk, engagement, covered=False, withdrawn=False)
    assert [point["system"] for point in uncovered["integrationPoints"]["nodes"]] == ["Letters"]
    await desk.do(record, **integration(letters, release))
    assert (await integrating(desk, engagement))["integrationCoverage"]["complete"] is True
    await desk.do(record, **integration(letters, release, outcome="FAILED", ranOn=in_days(0)))
    await desk.do(record, **integration(letters, release, ranOn=in_days(-9)))
    found = await integrating(desk, engagement)
    assert found["integrationCoverage"] == half
    (_, point) = found["integrationPoints"]["nodes"]
    assert (point["covered"], point["testedOn"], point["tests"]["totalCount"]) == (False, in_days(0), 4)
    assert point["tests"]["nodes"][0] == {"outcome": "PASSED", "release": {"name": "Release 1"}}
    await desk.do("withdrawIntegrationPoint", pointId=letters, reason="They are printed elsewhere")
    assert (await integrating(desk, engagement))["integrationCoverage"] == {**half, "declared": 1, "complete": True}


@pytest.mark.req("RH5")
async def test_a_load_test_tells_whether_it_meets_the_rule_and_why_not(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    release = await pinned_release(desk, engagement)
    production = await declared_environment(desk, engagement)
    await expecting(desk, engagement)
    met = await load_tested(desk, engagement, release, production)
    assert (met["meets"], met["whyNot"], met["held"]) == (True, [], True)
    short = await load_tested(desk, engagement, release, production, achieved="59.99", latencyMs=1_201)
    assert (short["whyNot"], short["held"]) == (["BELOW_REQUIRED_RATE", "LATENCY_EXCEEDED"], False)
    sandbox = await declared_environment(desk, engagement, "SANDBOX")
    tried = await load_tested(desk, engagement, release, sandbox, errorShare="0.1")
    assert tried["whyNot"] == ["NOT_LIKE_PRODUCTION", "ERRORS_EXCEEDED"]
    shown = await going_live(desk, engagement)
    plan, first = shown["releasePlan"], shown["loadTests"]["nodes"][0]
    assert plan["expectedPeak"] == {
        "requestsPerSecond": "40.00",
        "required": "60.00",
        "basis": PEAK["basis"],
        "author": {"id": desk.person(Role.SPONSOR)},
    }
    assert plan["serviceLevel"] == {"percentile": "95.000", "latencyMs": 1_200, "errorShare": "0.00500"}
    assert plan["levelSetBy"] == {"id": desk.person(Role.SYSTEM_OWNER)}
    assert (first["expectedPeak"], first["serviceLevel"]) == ("40.00", {"latencyMs": 1_200})
    assert (first["release"], first["environment"]) == ({"name": "Release 1"}, {"kind": "PRODUCTION"})
    assert first["recordedBy"] == {"id": desk.person(Role.INFRASTRUCTURE_LEAD)}


@pytest.mark.req("RH5", "RH6")
async def test_what_was_tested_is_proven_until_something_changes_that_it_rests_on(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement}
    production = await declared_environment(desk, engagement)
    await expecting(desk, engagement)
    assert await obstacles(desk, engagement) == ["NOTHING_PINNED"]
    first = await pinned_release(desk, engagement)
    assert await obstacles(desk, engagement) == ["LOAD_NOT_TESTED", "NO_INTEGRATION_POINT"]
    point = await declared_point(desk, engagement)
    await desk.do("recordIntegrationTest", **integration(point, first))
    await load_tested(desk, engagement, first, production)
    assert await obstacles(desk, engagement) == []
    await pinned_release(desk, engagement, 2)
    assert await obstacles(desk, engagement) == ["LOAD_NOT_TESTED", "INTEGRATION_NOT_TESTED"]
    assert await shortfalls(desk, engagement) == [["OTHER_RELEASE"]]
    await desk.do("restoreRelease", **of, releaseId=first)
    assert await obstacles(desk, engagement) == []
    await desk.do("expectPeakLoad", by=Role.SPONSOR, **of, **{**PEAK, "requestsPerSecond": "41"})
    assert await shortfalls(desk, engagement) == [["BELOW_REQUIRED_RATE"]]
    assert await obstacles(desk, engagement) == ["LOAD_TEST_FAILED"]
    await desk.do("expectPeakLoad", by=Role.SPONSOR, **of, **PEAK)
    await desk.do("setServiceLevel", by=Role.SYSTEM_OWNER, **of, **{**LEVEL, "latencyMs": 2_000})
    assert await shortfalls(desk, engagement) == [["SERVICE_LEVEL_CHANGED"]]
    await load_tested(desk, engagement, first, production)
    failed = integration(point, first, outcome="FAILED", ranOn=in_days(0))
    await desk.do("recordIntegrationTest", **failed)
    assert await obstacles(desk, engagement) == ["INTEGRATION_FAILED"]
    found = await going_live(desk, engagement)
    assert [release["name"] for release in found["releases"]["nodes"]] == ["Release 1", "Release 2"]
    assert found["releasePlan"]["pinned"]["modelDigest"] == digests(1)["modelDigest"]


async def test_an_engagement_in_which_nothing_was_pinned_expects_nothing_yet(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    found = await going_live(desk, engagement)
    assert found["loadTests"] == {"totalCount": 0, "nodes": []}
    assert found["releasePlan"] == {
        "version": 0,
        "pinned": None,
        "proof": {"holds": False, "obstacles": ["NOTHING_PINNED"]},
        "expectedPeak": None,
        "serviceLevel": None,
        "levelSetBy": None,
    }
    nothing = "query Plan($id: ID!) { engagement(id: $id) { releasePlan { version } } }"
    assert await desk.ask(nothing, id=unknown("Engagement")) == {"engagement": None}
