"""The part of a recorded run in which data and model are hardened."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.hardening import CONTROL, CRITERION, MEASURE, SAMPLE, VERSION
from tests.acceptance.api.recording import Run
from tests.acceptance.api.story import EVIDENCE


async def data_and_model_are_hardened(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    sources: dict[str, Any] = {"sourceIds": [run.ids["source"]]}
    data: dict[str, Any] = {**SAMPLE, "kind": "REPRESENTATIVE", **sources}
    run.ids["dataset"] = str((await run.do("declareDataset", **of, name="Winter", **data))["id"])
    run.ids["metric"] = str((await run.do("defineQualityMetric", **of, **MEASURE))["id"])
    await thresholds_are_set(run)
    measured = {**of, "metricId": run.ids["metric"]}
    ran: dict[str, Any] = {"value": "88", "sampleSize": 400, "ranOn": run.day.isoformat()}
    done = await run.do("recordValidation", **measured, **ran, datasetId=run.ids["dataset"], evidence=EVIDENCE)
    run.ids["validation"] = str(done["id"])
    compared = {"validationId": run.ids["validation"], "criterion": CRITERION}
    await run.do("measurePerformanceDelta", by=Role.MODEL_LEAD, **measured, **compared)
    await run.do("acceptPerformanceDelta", by=Role.SPONSOR, **measured, reason="It still pays")
    shortfall = await run.gap("Scans are read worse", severity="MINOR")
    await run.do("addressPerformanceDelta", **measured, gapId=shortfall)
    await run.do("reviseDataset", datasetId=run.ids["dataset"], **{**data, "rows": 500}, reason="Scans came in")
    await answers_are_grounded(run)


async def thresholds_are_set(run: Run) -> None:
    metric = {"metricId": run.ids["metric"]}
    lower = {**metric, "value": "80", "why": "Scans take longer"}
    await run.do("setQualityThreshold", **metric, value="90", why="As the adjusters ask")
    await run.do("requestThresholdLowering", by=Role.MODEL_LEAD, **lower)
    await run.do("rejectThresholdLowering", by=Role.SPONSOR, **metric, reason="Try first")
    await run.do("requestThresholdLowering", by=Role.MODEL_LEAD, **lower)
    await run.do("approveThresholdLowering", by=Role.SPONSOR, **metric)


async def answers_are_grounded(run: Run) -> None:
    source: dict[str, Any] = {"sourceId": run.ids["source"]}
    declared = {"engagementId": run.ids["engagement"], **VERSION}
    run.ids["grounding"] = str((await run.do("declareGroundingSource", **source, **declared))["id"])
    await run.do("scopeGroundingSource", **source, scope="Policies in force")
    await run.do("confirmGroundingAccessControl", **source, **CONTROL)
    await run.do("approveGroundingSource", by=Role.DATA_OWNER, **source)
    later = {"revision": "2026-02", "digest": "a2" * 32, "reason": "The new tariff"}
    await run.do("reviseGroundingSource", **source, **later)
    await run.do("retireGroundingSource", **source, reason="No longer quoted")
