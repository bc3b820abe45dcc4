"""Setting the scene of hardening through the API: data, measures, runs on data, sources that answers rest on."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import registered_source
from tests.acceptance.api.story import EVIDENCE, in_days, opened_gap

CRITERION = "Correct urgency"
SAMPLE: dict[str, Any] = {
    "drawn": "By chance from all claims of the winter",
    "firstDay": "2026-01-01",
    "lastDay": "2026-02-28",
    "rows": 400,
    "digest": "da" * 32,
}
MEASURE: dict[str, Any] = {
    "name": CRITERION,
    "definition": "Claims sorted as an adjuster would",
    "unit": "%",
    "better": "HIGHER",
}
VERSION: dict[str, Any] = {"revision": "2026-01", "digest": "a1" * 32}
CONTROL: dict[str, Any] = {"control": "The service's own account", "evidence": EVIDENCE}


async def declared_dataset(desk: Desk, engagement: str, kind: str = "REPRESENTATIVE", **given: object) -> str:
    wanted = {"name": kind.title(), "kind": kind, **SAMPLE, **given}
    return str((await desk.do("declareDataset", engagementId=engagement, **wanted))["id"])


async def defined_metric(desk: Desk, engagement: str, threshold: str | None = "85", **given: object) -> str:
    metric = str((await desk.do("defineQualityMetric", engagementId=engagement, **{**MEASURE, **given}))["id"])
    if threshold is not None:
        await desk.do("setQualityThreshold", metricId=metric, value=threshold, why="As the adjusters ask")
    return metric


async def recorded_run(desk: Desk, engagement: str, metric: str, dataset: str, value: str = "88") -> str:
    run = {"engagementId": engagement, "metricId": metric, "datasetId": dataset, "value": value, "sampleSize": 400}
    found = await desk.do("recordValidation", by=Role.MODEL_LEAD, **run, ranOn=in_days(0), evidence=EVIDENCE)
    return str(found["id"])


async def measured_delta(desk: Desk, engagement: str, value: str = "88") -> dict[str, str]:
    """By the model lead: what names the measure in every command."""
    metric = await defined_metric(desk, engagement)
    run = await recorded_run(desk, engagement, metric, await declared_dataset(desk, engagement), value)
    of = {"engagementId": engagement, "metricId": metric}
    await desk.do("measurePerformanceDelta", by=Role.MODEL_LEAD, **of, validationId=run, criterion=CRITERION)
    return of


async def addressed_delta(desk: Desk, engagement: str) -> dict[str, str]:
    of = await measured_delta(desk, engagement)
    await desk.do("addressPerformanceDelta", **of, gapId=await opened_gap(desk, engagement, "Scans are unreadable"))
    return of


async def declared_grounding(desk: Desk, engagement: str, *, by: str = Role.MODEL_LEAD) -> str:
    source = await registered_source(desk, engagement)
    await desk.do("declareGroundingSource", by=by, engagementId=engagement, sourceId=source, **VERSION)
    return source


async def approved_grounding(desk: Desk, engagement: str) -> str:
    """All three: scoped, controlled and approved."""
    source = await declared_grounding(desk, engagement)
    await desk.do("scopeGroundingSource", sourceId=source, scope="Policies in force")
    await desk.do("confirmGroundingAccessControl", by=Role.INFRASTRUCTURE_LEAD, sourceId=source, **CONTROL)
    await desk.do("approveGroundingSource", by=Role.DATA_OWNER, sourceId=source)
    return source
