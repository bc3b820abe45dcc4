"""What validations of one measure stand on, and where the delta between pilot and production stands."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.datasets import DatasetContent, DatasetDeclared, DatasetRevised
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
from shared.kernel.record import record


@record
class DatasetVersion:
    engagement_id: UUID
    version: int
    content: DatasetContent


@record
class OpenGap:
    engagement_id: UUID


@record
class SettledGap:
    engagement_id: UUID


Gap: TypeAlias = OpenGap | SettledGap


@record
class Measured:
    fact: PerformanceDeltaMeasured


@record
class Accepted:
    fact: PerformanceDeltaMeasured


@record
class Addressed:
    fact: PerformanceDeltaMeasured
    gap_id: UUID


Delta: TypeAlias = Measured | Accepted | Addressed


@record
class Validation:
    """The dataset, the gap, the releases and the pilot's results are only there where the command names them."""

    metric: QualityMetricDefined | None = None
    dataset: DatasetVersion | None = None
    gap: OpenGap | SettledGap | None = None
    results: Mapping[str, PilotResultRecorded] = field(default_factory=dict)
    releases: frozenset[UUID] = frozenset()
    runs: Mapping[UUID, ModelValidated] = field(default_factory=dict)
    delta: Delta | None = None


Around: TypeAlias = (
    QualityMetricDefined
    | DatasetDeclared
    | DatasetRevised
    | PilotResultRecorded
    | ReleasePinned
    | GapOpened
    | GapVerified
    | GapCancelled
    | GapReopened
)


def evolve(validation: Validation, event: ValidationEvent | Around) -> Validation:
    match event:
        case ModelValidated():
            return replace(validation, runs={**validation.runs, event.run_id: event})
        case PerformanceDeltaMeasured():
            return replace(validation, delta=Measured(fact=event))
        case PerformanceDeltaAccepted():
            return replace(validation, delta=Accepted(fact=measured(validation).fact))
        case PerformanceDeltaAddressed():
            return replace(validation, delta=Addressed(fact=measured(validation).fact, gap_id=event.gap_id))
        case _:
            return beside(validation, event)


def measured(validation: Validation) -> Delta:
    if validation.delta is None:
        raise LookupError("what is accepted or addressed was measured before")
    return validation.delta


def beside(validation: Validation, event: Around) -> Validation:
    match event:
        case QualityMetricDefined():
            return replace(validation, metric=event)
        case DatasetDeclared() | DatasetRevised():
            return replace(validation, dataset=tried_on(validation.dataset, event))
        case PilotResultRecorded():
            return replace(validation, results={**validation.results, event.criterion: event})
        case ReleasePinned():
            return replace(validation, releases=validation.releases | {event.release_id})
        case GapOpened():
            return replace(validation, gap=OpenGap(engagement_id=event.engagement_id))
        case GapVerified() | GapCancelled() | GapReopened():
            return replace(validation, gap=turned(validation.gap, event))
        case _:
            assert_never(event)


def tried_on(before: DatasetVersion | None, event: DatasetDeclared | DatasetRevised) -> DatasetVersion:
    if isinstance(event, DatasetDeclared):
        return DatasetVersion(engagement_id=event.engagement_id, version=1, content=event.content)
    if before is None:
        raise LookupError("what is revised was declared before")
    return replace(before, version=event.version, content=event.content)


def turned(before: Gap | None, event: GapVerified | GapCancelled | GapReopened) -> Gap:
    if before is None:
        raise LookupError("a gap's history begins with its opening")
    now = OpenGap if isinstance(event, GapReopened) else SettledGap
    return now(engagement_id=before.engagement_id)
