"""Data and model are hardened: measured on data that mirror production, with answers that rest on approved sources."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.hardening import (
    CRITERION,
    SAMPLE,
    addressed_delta,
    approved_grounding,
    declared_dataset,
    defined_metric,
    measured_delta,
    recorded_run,
)
from tests.acceptance.api.story import opened_gap, resolved_gap, started_engagement

RUNS = """
query Runs($id: ID!, $filter: ValidationFilter) {
  engagement(id: $id) { validations(first: 9, filter: $filter) { nodes { id counts whyNot dataset { kind counts } } } }
}
"""
DELTAS = """
query Deltas($id: ID!) {
  engagement(id: $id) {
    performanceDeltas(first: 9) {
      nodes {
        criterion pilot production delta loss status cause accepted reason
        metric { unit better } addressedBy { id } acceptedBy { id } measuredBy { id }
      }
    }
    dataIssues(first: 9) { totalCount nodes { id cause status } }
  }
}
"""
METRIC = """
query Metric($id: ID!) {
  qualityMetric(id: $id) {
    refused lowering { value requester { id } } qualityThreshold { value old why setBy { id } approver { id } }
  }
}
"""
THEN = """
query Then($id: ID!, $seq: Long) { asOf(seq: $seq) { qualityMetric(id: $id) { qualityThreshold { value } } } }
"""
GROUNDING = """
query Grounding($id: ID!) {
  engagement(id: $id) {
    groundingSources(first: 9) {
      nodes {
        ready whyNot revision approvedRevision approved { ...Flag } scoped { ...Flag } accessControlled { ...Flag }
      }
    }
  }
}
fragment Flag on GroundingFlag { holds since by { id } }
"""
Answer = dict[str, Any]


async def counting(desk: Desk, engagement: str, **wanted: object) -> dict[str, list[str]]:
    """Why each run does not count."""
    found = await desk.ask(RUNS, id=engagement, filter=wanted)
    return {run["id"]: run["whyNot"] for run in found["engagement"]["validations"]["nodes"]}


async def only_delta(desk: Desk, engagement: str) -> Answer:
    (found,) = (await desk.ask(DELTAS, id=engagement))["engagement"]["performanceDeltas"]["nodes"]
    delta: Answer = found
    return delta


async def metric_of(desk: Desk, metric: str) -> Answer:
    found: Answer = (await desk.ask(METRIC, id=metric))["qualityMetric"]
    return found


async def only_grounding(desk: Desk, engagement: str) -> Answer:
    (found,) = (await desk.ask(GROUNDING, id=engagement))["engagement"]["groundingSources"]["nodes"]
    source: Answer = found
    return source


@pytest.mark.req("RH1")
async def test_only_the_latest_run_on_data_that_mirror_production_counts(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    metric = await defined_metric(desk, engagement)
    curated, sample = [await declared_dataset(desk, engagement, kind) for kind in ("CURATED", "REPRESENTATIVE")]
    nice = await recorded_run(desk, engagement, metric, curated, "99")
    assert await counting(desk, engagement) == {nice: ["NOT_REPRESENTATIVE"]}
    first, second = [await recorded_run(desk, engagement, metric, sample, value) for value in ("90", "86")]
    late = await recorded_run(desk, engagement, metric, curated, "99")
    assert await counting(desk, engagement, representative=True) == {first: ["SUPERSEDED"], second: []}
    assert await counting(desk, engagement, dataset={"eq": curated}) == {
        nice: ["NOT_REPRESENTATIVE", "SUPERSEDED"],
        late: ["NOT_REPRESENTATIVE"],
    }
    worse = await recorded_run(desk, engagement, metric, sample, "84")
    assert (await counting(desk, engagement))[worse] == ["BELOW_THRESHOLD"]
    await desk.do("reviseDataset", datasetId=sample, kind="REPRESENTATIVE", **{**SAMPLE, "rows": 500}, reason="Scans")
    assert (await counting(desk, engagement))[worse] == ["DATASET_REVISED", "BELOW_THRESHOLD"]
    unbounded = await defined_metric(desk, engagement, None)
    run = await recorded_run(desk, engagement, unbounded, sample)
    assert await counting(desk, engagement, metric={"eq": unbounded}) == {run: ["NO_THRESHOLD"]}


@pytest.mark.req("RH8", "RC3")
async def test_a_loss_against_the_pilot_is_known_and_open_until_somebody_else_accepts_it(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    of = await measured_delta(desk, engagement)
    found = await only_delta(desk, engagement)
    assert (found["criterion"], found["pilot"], found["production"]) == (CRITERION, "93.5", "88")
    assert (found["delta"], found["loss"], found["status"]) == ("-5.5", "5.5", "OPEN")
    assert (found["cause"], found["metric"]) == ("DATA_NOT_REPRESENTATIVE", {"unit": "%", "better": "HIGHER"})
    await desk.do("acceptPerformanceDelta", by=Role.SPONSOR, **of, reason="It still pays")
    found = await only_delta(desk, engagement)
    assert (found["status"], found["accepted"], found["reason"]) == ("ACCEPTED", True, "It still pays")
    assert found["acceptedBy"] == {"id": desk.person(Role.SPONSOR)}
    assert found["measuredBy"] == {"id": desk.person(Role.MODEL_LEAD)}
    await recorded_run(desk, engagement, of["metricId"], await declared_dataset(desk, engagement), "86")
    found = await only_delta(desk, engagement)
    assert (found["status"], found["accepted"], found["production"]) == ("SUPERSEDED", False, "88")


@pytest.mark.req("RH2", "RH8", "RC3")
async def test_a_loss_is_addressed_by_an_issue_with_data_for_as_long_as_that_stands(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await opened_gap(desk, engagement, "Nobody owns it", kind="OWNERSHIP", cause="OWNERSHIP_UNASSIGNED")
    await addressed_delta(desk, engagement)
    issues = (await desk.ask(DELTAS, id=engagement))["engagement"]["dataIssues"]
    (issue,) = issues["nodes"]
    assert (issues["totalCount"], issue["cause"]) == (1, "DATA_NOT_REPRESENTATIVE")
    found = await only_delta(desk, engagement)
    assert (found["status"], found["addressedBy"]) == ("ADDRESSED", {"id": issue["id"]})
    await desk.do("cancelGap", by=Role.SPONSOR, gapId=issue["id"], reason="Scans are out of scope")
    assert (await only_delta(desk, engagement))["status"] == "OPEN"


@pytest.mark.req("RH2")
async def test_issues_with_data_are_found_among_all_gaps_and_resolved_by_their_owners(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await opened_gap(desk, engagement, "Nobody owns it", kind="OWNERSHIP", cause="OWNERSHIP_UNASSIGNED")
    slow = await opened_gap(desk, engagement, "Too slow", kind="DATA", cause="INFRASTRUCTURE_NOT_PRODUCTION_GRADE")
    first = await resolved_gap(desk, engagement, "Scans are missing")
    second = await opened_gap(desk, engagement, "Letters are cut off")
    elsewhere = await opened_gap(desk, await started_engagement(desk), "Of another engagement")
    await desk.do("verifyGap", by=Role.MODEL_LEAD, gapId=first)
    issues = (await desk.ask(DELTAS, id=engagement))["engagement"]["dataIssues"]
    assert {issue["id"]: issue["status"] for issue in issues["nodes"]} == {first: "VERIFIED", second: "OPEN"}
    assert issues["totalCount"] == 2
    assert not {slow, elsewhere} & {issue["id"] for issue in issues["nodes"]}


@pytest.mark.req("RH8")
async def test_what_was_not_compared_is_not_measured_and_what_is_better_is_no_loss(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await measured_delta(desk, engagement, "95")
    found = await only_delta(desk, engagement)
    assert (found["loss"], found["status"], found["cause"]) == ("-1.5", "NO_LOSS", None)
    other = await started_engagement(desk)
    await recorded_run(desk, other, await defined_metric(desk, other), await declared_dataset(desk, other))
    assert (await only_delta(desk, other))["status"] == "NOT_MEASURED"


@pytest.mark.req("RH4")
async def test_a_threshold_is_lowered_by_two_people_and_reads_as_it_was_before_that(desk: Desk) -> None:
    metric = await defined_metric(desk, await started_engagement(desk))
    before = await desk.head()
    less = {"metricId": metric, "value": "80", "why": "Scans take longer"}
    await desk.do("requestThresholdLowering", by=Role.MODEL_LEAD, **less)
    await desk.do("rejectThresholdLowering", by=Role.SPONSOR, metricId=metric, reason="Try first")
    assert (await metric_of(desk, metric))["refused"] == "Try first"
    await desk.do("requestThresholdLowering", by=Role.MODEL_LEAD, **less)
    asked = await metric_of(desk, metric)
    assert asked["lowering"] == {"value": "80", "requester": {"id": desk.person(Role.MODEL_LEAD)}}
    assert asked["qualityThreshold"]["value"] == "85"
    await desk.do("approveThresholdLowering", by=Role.BUSINESS_OWNER, metricId=metric)
    now = await metric_of(desk, metric)
    assert (now["lowering"], now["qualityThreshold"]["value"], now["qualityThreshold"]["old"]) == (None, "80", "85")
    assert now["qualityThreshold"]["setBy"] == {"id": desk.person(Role.MODEL_LEAD)}
    assert now["qualityThreshold"]["approver"] == {"id": desk.person(Role.BUSINESS_OWNER)}
    then = await desk.ask(THEN, id=metric, seq=before)
    assert then["asOf"]["qualityMetric"]["qualityThreshold"]["value"] == "85"


@pytest.mark.req("RH3")
async def test_a_revised_source_is_to_be_approved_anew_and_each_flag_tells_since_when_and_by_whom(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    source = await approved_grounding(desk, engagement)
    found = await only_grounding(desk, engagement)
    assert (found["ready"], found["whyNot"]) == (True, [])
    by = {name: found[name]["by"]["id"] for name in ("approved", "scoped", "accessControlled")}
    assert by == {
        "approved": desk.person(Role.DATA_OWNER),
        "scoped": desk.person(Role.ENGAGEMENT_LEAD),
        "accessControlled": desk.person(Role.INFRASTRUCTURE_LEAD),
    }
    version = {"sourceId": source, "revision": "2026-02", "digest": "a2" * 32, "reason": "The new tariff"}
    await desk.do("reviseGroundingSource", **version)
    stale = await only_grounding(desk, engagement)
    assert (stale["ready"], stale["whyNot"], stale["approved"]["holds"]) == (False, ["REVISED"], False)
    assert (stale["revision"], stale["approvedRevision"]) == ("2026-02", "2026-01")
    assert stale["approved"]["since"] == found["approved"]["since"]
    assert (stale["scoped"], stale["accessControlled"]) == (found["scoped"], found["accessControlled"])
    await desk.do("approveGroundingSource", by=Role.DATA_OWNER, sourceId=source)
    assert (await only_grounding(desk, engagement))["ready"] is True
    await desk.do("retireGroundingSource", sourceId=source, reason="No longer quoted")
    assert (await only_grounding(desk, engagement))["whyNot"] == ["RETIRED"]
