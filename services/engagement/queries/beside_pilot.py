"""Questions about pilots beside what came after them: four statements, however many engagements are asked for."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from services.engagement.domain.beside_pilot import BesidePilot, Measured, Reached, Run, beside_pilot
from services.engagement.projections.performance_deltas import PERFORMANCE_DELTAS, PerformanceDeltaEntry
from services.engagement.projections.pilot_results import PILOT_RESULTS, PilotResult
from services.engagement.projections.quality_metrics import QUALITY_METRICS, QualityMetricEntry
from services.engagement.projections.validations import VALIDATIONS, ValidationEntry
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


async def beside_pilots_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[BesidePilot, ...]]:
    ids = engagement_ids
    results = await belonging(reader, source, PILOT_RESULTS, "pilot_id", ids, ("recorded_at", "criterion"))
    metrics = await belonging(reader, source, QUALITY_METRICS, "engagement_id", ids, ("defined_seq",))
    deltas = await belonging(reader, source, PERFORMANCE_DELTAS, "engagement_id", ids, ("first_seq",))
    runs = await belonging(reader, source, VALIDATIONS, "engagement_id", ids, ("recorded_seq",))
    return [tuple(told(*each)) for each in zip(results, metrics, deltas, runs, strict=True)]


def told(
    results: Iterable[PilotResult],
    metrics: Iterable[QualityMetricEntry],
    deltas: Iterable[PerformanceDeltaEntry],
    runs: Iterable[ValidationEntry],
) -> list[BesidePilot]:
    compared = {each.metric_id: each.criterion for each in deltas}
    measured = [
        Measured(
            metric_id=each.metric_id,
            name=each.name,
            unit=each.unit,
            better=each.better,
            threshold=each.threshold,
            criterion=compared.get(each.metric_id),
        )
        for each in metrics
    ]
    reached = [
        Reached(criterion=each.criterion, unit=each.unit, better=each.better, target=each.target, actual=each.actual)
        for each in results
    ]
    ran = [Run(run_id=each.run_id, metric_id=each.metric_id, ran_on=each.ran_on, value=each.value) for each in runs]
    return beside_pilot(reached, measured, ran)
