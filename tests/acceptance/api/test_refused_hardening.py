"""Rules of hardening: each is broken once, told as data, and leaves the log as it was."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.governance import registered_source
from tests.acceptance.api.hardening import (
    CRITERION,
    VERSION,
    approved_grounding,
    declared_dataset,
    declared_grounding,
    defined_metric,
    measured_delta,
    recorded_run,
)
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement, unknown

LOWER = {"value": "80", "why": "Scans take longer"}


async def some_engagement(desk: Desk) -> str:
    """One for all attempts: each adds what it needs."""
    found = (await desk.ask("{ engagements(first: 1) { nodes { id } } }"))["engagements"]["nodes"]
    return str(found[0]["id"]) if found else await started_engagement(desk)


async def asked_for_less(desk: Desk) -> dict[str, str]:
    metric = {"metricId": await defined_metric(desk, await some_engagement(desk))}
    await desk.do("requestThresholdLowering", by=Role.SPONSOR, **metric, **LOWER)
    return metric


async def delta(desk: Desk, kind: str = "REPRESENTATIVE", unit: str = "%", criterion: str = CRITERION) -> Answer:
    engagement = await some_engagement(desk)
    metric = await defined_metric(desk, engagement, unit=unit)
    run = await recorded_run(desk, engagement, metric, await declared_dataset(desk, engagement, kind))
    of = {"engagementId": engagement, "metricId": metric, "validationId": run}
    return await desk.refused("measurePerformanceDelta", **of, criterion=criterion)


async def approval(desk: Desk, source: str, by: Role = Role.DATA_OWNER) -> Answer:
    return await desk.refused("approveGroundingSource", by=by, sourceId=source)


async def dataset_not_found(desk: Desk) -> Answer:
    engagement = await some_engagement(desk)
    run: dict[str, Any] = {
        "engagementId": engagement,
        "metricId": await defined_metric(desk, engagement),
        "value": "88",
    }
    on: dict[str, Any] = {"datasetId": unknown("Dataset"), "sampleSize": 400, "ranOn": in_days(0)}
    return await desk.refused("recordValidation", **run, **on, evidence=EVIDENCE)


async def quality_metric_not_found(desk: Desk) -> Answer:
    return await desk.refused("setQualityThreshold", metricId=unknown("QualityMetric"), **LOWER)


async def threshold_lowering_not_approved(desk: Desk) -> Answer:
    metric = await defined_metric(desk, await some_engagement(desk))
    return await desk.refused("setQualityThreshold", by=Role.SPONSOR, metricId=metric, **LOWER)


async def nothing_lowered(desk: Desk) -> Answer:
    metric = await defined_metric(desk, await some_engagement(desk))
    return await desk.refused("requestThresholdLowering", metricId=metric, **{**LOWER, "value": "90"})


async def no_lowering_requested(desk: Desk) -> Answer:
    metric = await defined_metric(desk, await some_engagement(desk))
    return await desk.refused("approveThresholdLowering", by=Role.SPONSOR, metricId=metric)


async def own_threshold_lowering(desk: Desk) -> Answer:
    return await desk.refused("approveThresholdLowering", by=Role.SPONSOR, **await asked_for_less(desk))


async def validation_not_found(desk: Desk) -> Answer:
    engagement = await some_engagement(desk)
    of = {"engagementId": engagement, "metricId": await defined_metric(desk, engagement)}
    run = unknown("Validation")
    return await desk.refused("measurePerformanceDelta", **of, validationId=run, criterion=CRITERION)


async def run_not_representative(desk: Desk) -> Answer:
    return await delta(desk, kind="CURATED")


async def run_superseded(desk: Desk) -> Answer:
    engagement = await some_engagement(desk)
    dataset, metric = await declared_dataset(desk, engagement), await defined_metric(desk, engagement)
    first, _ = [await recorded_run(desk, engagement, metric, dataset) for _ in range(2)]
    of = {"engagementId": engagement, "metricId": metric, "validationId": first}
    return await desk.refused("measurePerformanceDelta", **of, criterion=CRITERION)


async def pilot_result_not_found(desk: Desk) -> Answer:
    return await delta(desk, criterion="Smiles")


async def definitions_differ(desk: Desk) -> Answer:
    return await delta(desk, unit="minutes")


async def delta_not_measured(desk: Desk) -> Answer:
    engagement = await some_engagement(desk)
    of = {"engagementId": engagement, "metricId": await defined_metric(desk, engagement)}
    return await desk.refused("acceptPerformanceDelta", by=Role.SPONSOR, **of, reason="It pays")


async def self_accepted_delta(desk: Desk) -> Answer:
    engagement = await some_engagement(desk)
    of = await measured_delta(desk, engagement)
    role = {"person": desk.person(Role.MODEL_LEAD), "role": "SPONSOR", "engagementId": engagement}
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **role)
    return await desk.refused("acceptPerformanceDelta", by=Role.MODEL_LEAD, **of, reason="It pays")


async def gap_cannot_address(desk: Desk) -> Answer:
    of = await measured_delta(desk, await some_engagement(desk))
    return await desk.refused("addressPerformanceDelta", **of, gapId=unknown("Gap"))


async def grounding_source_not_found(desk: Desk) -> Answer:
    return await approval(desk, await registered_source(desk, await some_engagement(desk)))


async def grounding_not_scoped(desk: Desk) -> Answer:
    return await approval(desk, await declared_grounding(desk, await some_engagement(desk)))


async def grounding_source_has_no_owner(desk: Desk) -> Answer:
    of = {"engagementId": await some_engagement(desk)}
    source = str((await desk.do("registerDataSource", **of, name="Letters"))["id"])
    await desk.do("declareGroundingSource", **of, sourceId=source, **VERSION)
    return await approval(desk, source)


async def not_the_grounding_owner(desk: Desk) -> Answer:
    source = await approved_grounding(desk, await some_engagement(desk))
    await desk.do("nameDataSourceOwner", sourceId=source, owner=desk.person(Role.MANAGER))
    return await approval(desk, source)


async def own_grounding_version(desk: Desk) -> Answer:
    return await approval(desk, await declared_grounding(desk, await some_engagement(desk), by=Role.DATA_OWNER))


ATTEMPTS: dict[Attempt, list[str]] = {
    dataset_not_found: ["input", "datasetId"],
    quality_metric_not_found: [],
    threshold_lowering_not_approved: ["input", "value"],
    nothing_lowered: ["input", "value"],
    no_lowering_requested: [],
    own_threshold_lowering: [],
    validation_not_found: ["input", "validationId"],
    run_not_representative: ["input", "validationId"],
    run_superseded: ["input", "validationId"],
    pilot_result_not_found: ["input", "criterion"],
    definitions_differ: ["input", "criterion"],
    delta_not_measured: [],
    self_accepted_delta: [],
    gap_cannot_address: ["input", "gapId"],
    grounding_source_not_found: [],
    grounding_not_scoped: [],
    grounding_source_has_no_owner: [],
    not_the_grounding_owner: [],
    own_grounding_version: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
