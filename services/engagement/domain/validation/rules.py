"""What happens when a run or a delta is recorded: one function per command."""

from typing import assert_never
from uuid import UUID

from services.engagement.domain.amounts import counted, figure
from services.engagement.domain.dataset import DatasetNotFound
from services.engagement.domain.evidence import checked
from services.engagement.domain.hardening_policy import LATEST_HARDENING
from services.engagement.domain.not_found import ReleaseNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.quality_metric import QualityMetricNotFound
from services.engagement.domain.reported import past
from services.engagement.domain.roles import APPROVERS, HARDENERS
from services.engagement.domain.validation.commands import (
    AcceptPerformanceDelta,
    AddressPerformanceDelta,
    DefinitionsDiffer,
    DeltaCommand,
    DeltaNotMeasured,
    GapCannotAddress,
    MeasurePerformanceDelta,
    PilotResultNotFound,
    RecordValidation,
    RunNotRepresentative,
    RunSuperseded,
    SelfAcceptedDelta,
    ValidationCommand,
    ValidationNotFound,
)
from services.engagement.domain.validation.state import (
    Accepted,
    Addressed,
    Around,
    Delta,
    OpenGap,
    Validation,
    evolve,
)
from shared.events.datasets import DatasetDeclared, DatasetRevised
from shared.events.gaps import GapCancelled, GapOpened, GapReopened, GapVerified
from shared.events.pilots import PilotResultRecorded
from shared.events.quality_metrics import QualityMetricDefined
from shared.events.releases import ReleasePinned
from shared.events.validations import (
    ModelValidated,
    PerformanceDeltaAccepted,
    PerformanceDeltaAddressed,
    PerformanceDeltaMeasured,
    ValidationEvent,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose


def record_run(command: RecordValidation, validation: Validation, asked: Asked) -> list[ValidationEvent]:
    """A run is of the version that the dataset has when it is recorded."""
    dataset = validation.dataset
    if dataset is None or dataset.engagement_id != command.engagement_id:
        raise DatasetNotFound(where=("input", "datasetId"))
    policy = LATEST_HARDENING
    ran_on = past("ranOn", command.ran_on, asked)
    fact = ModelValidated(
        metric_id=command.metric_id,
        engagement_id=command.engagement_id,
        run_id=command.run_id,
        dataset_id=command.dataset_id,
        dataset_version=dataset.version,
        dataset_kind=dataset.content.kind,
        representative=policy.counts(dataset.content.kind),
        policy=policy.version,
        release_id=pinned(command.release_id, validation),
        value=figure("value", command.value),
        sample_size=counted("sampleSize", command.sample_size, most=dataset.content.rows),
        ran_on=ran_on,
        fresh_until=ran_on + policy.validation_fresh,
        evidence=checked(command.evidence),
    )
    return once(validation.runs.get(command.run_id), fact)


def pinned(release_id: UUID | None, validation: Validation) -> UUID | None:
    if release_id is not None and release_id not in validation.releases:
        raise ReleaseNotFound(where=("input", "releaseId"))
    return release_id


def measure(command: MeasurePerformanceDelta, validation: Validation, asked: Asked) -> list[ValidationEvent]:
    run = validation.runs.get(command.run_id)
    if run is None:
        raise ValidationNotFound(where=("input", "validationId"))
    if not run.representative:
        raise RunNotRepresentative(where=("input", "validationId"), kind=run.dataset_kind)
    if run.run_id != latest(validation).run_id:
        raise RunSuperseded(where=("input", "validationId"))
    pilot = defined_alike(command.criterion, validation)
    fact = PerformanceDeltaMeasured(
        metric_id=command.metric_id,
        engagement_id=command.engagement_id,
        run_id=run.run_id,
        criterion=pilot.criterion,
        pilot=pilot.actual,
        production=run.value,
        delta=run.value - pilot.actual,
        measurer=asked.by.person,
    )
    return [] if validation.delta is not None and validation.delta.fact == fact else [fact]


def latest(validation: Validation) -> ModelValidated:
    """Of the runs on data that count, the one that ran last; of one day, the one recorded last."""
    counting = [run for run in validation.runs.values() if run.representative]
    return max(reversed(counting), key=lambda run: run.ran_on)


def defined_alike(criterion: str, validation: Validation) -> PilotResultRecorded:
    """The pilot's result, if it is in the unit of the measure and improves the same way."""
    metric, result = validation.metric, validation.results.get(line("criterion", criterion))
    if result is None or metric is None:
        raise PilotResultNotFound(where=("input", "criterion"))
    if (result.unit, result.better) != (metric.unit, metric.better):
        raise DefinitionsDiffer(where=("input", "criterion"), unit=result.unit, better=result.better)
    return result


def measured(validation: Validation) -> Delta:
    """The delta of the latest run: what is said of an earlier one lapsed."""
    if validation.delta is None:
        raise DeltaNotMeasured
    if validation.delta.fact.run_id != latest(validation).run_id:
        raise RunSuperseded
    return validation.delta


def accept(command: AcceptPerformanceDelta, validation: Validation, asked: Asked) -> list[ValidationEvent]:
    reason = prose("reason", command.reason)
    delta = measured(validation)
    if isinstance(delta, Accepted):
        return []
    if asked.by.is_one_with(delta.fact.measurer):
        raise SelfAcceptedDelta
    return [
        PerformanceDeltaAccepted(
            metric_id=command.metric_id, run_id=delta.fact.run_id, reason=reason, accepter=asked.by.person
        )
    ]


def address(command: AddressPerformanceDelta, validation: Validation) -> list[ValidationEvent]:
    """Once accepted it may still be addressed: that asks for more."""
    delta = measured(validation)
    if validation.gap != OpenGap(engagement_id=command.engagement_id):
        raise GapCannotAddress(where=("input", "gapId"))
    if isinstance(delta, Addressed) and delta.gap_id == command.gap_id:
        return []
    return [PerformanceDeltaAddressed(metric_id=command.metric_id, run_id=delta.fact.run_id, gap_id=command.gap_id)]


def decide(command: ValidationCommand, validation: Validation, asked: Asked) -> list[ValidationEvent]:
    if validation.metric is None or validation.metric.engagement_id != command.engagement_id:
        raise QualityMetricNotFound
    if isinstance(command, RecordValidation):
        return record_run(command, validation, asked)
    return decide_delta(command, validation, asked)


def decide_delta(command: DeltaCommand, validation: Validation, asked: Asked) -> list[ValidationEvent]:
    match command:
        case MeasurePerformanceDelta():
            return measure(command, validation, asked)
        case AcceptPerformanceDelta():
            return accept(command, validation, asked)
        case AddressPerformanceDelta():
            return address(command, validation)
        case _:
            assert_never(command)


def looks_at(command: ValidationCommand) -> tuple[Scope, ...]:
    return (stream_scope(f"metric-{command.metric_id}", QualityMetricDefined), *looks_further(command))


def looks_further(command: ValidationCommand) -> tuple[Scope, ...]:
    match command:
        case RecordValidation():
            dataset = stream_scope(f"dataset-{command.dataset_id}", DatasetDeclared, DatasetRevised)
            return dataset, stream_scope(f"release-{command.engagement_id}", ReleasePinned)
        case MeasurePerformanceDelta():
            return (stream_scope(f"pilot-{command.engagement_id}", PilotResultRecorded),)
        case AddressPerformanceDelta():
            return (stream_scope(f"gap-{command.gap_id}", GapOpened, GapVerified, GapCancelled, GapReopened),)
        case AcceptPerformanceDelta():
            return ()
        case _:
            assert_never(command)


VALIDATION: Decider[Validation, ValidationCommand, ValidationEvent | Around] = Decider(
    initial=Validation(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"validation-{command.metric_id}",
    permits={
        RecordValidation: HARDENERS,
        MeasurePerformanceDelta: HARDENERS | APPROVERS,
        AcceptPerformanceDelta: APPROVERS,
        AddressPerformanceDelta: HARDENERS | APPROVERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
