"""Where a measure of quality and its threshold stand, as far as decisions need to know."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias, assert_never

from shared.events.engagements import EngagementStarted
from shared.events.quality_metrics import (
    QualityMetricDefined,
    QualityMetricEvent,
    QualityThresholdLoweringRejected,
    QualityThresholdLoweringRequested,
    QualityThresholdSet,
)
from shared.kernel.record import record


@record
class NotStarted:
    pass


@record
class Undefined:
    pass


@record
class Defined:
    """`lowering` is the one that waits for an approver."""

    metric: QualityMetricDefined
    threshold: Decimal | None = None
    lowering: QualityThresholdLoweringRequested | None = None


QualityMetric: TypeAlias = NotStarted | Undefined | Defined


Changing: TypeAlias = QualityThresholdSet | QualityThresholdLoweringRequested | QualityThresholdLoweringRejected


def evolve(metric: QualityMetric, event: QualityMetricEvent | EngagementStarted) -> QualityMetric:
    if isinstance(event, EngagementStarted):
        return Undefined()
    if isinstance(event, QualityMetricDefined):
        return Defined(metric=event)
    if isinstance(metric, Defined):
        return changed(metric, event)
    raise LookupError("a measure's history begins with its definition")


def changed(metric: Defined, event: Changing) -> Defined:
    """A threshold that is set anew leaves nothing to be lowered."""
    match event:
        case QualityThresholdSet():
            return Defined(metric=metric.metric, threshold=event.new)
        case QualityThresholdLoweringRequested():
            return replace(metric, lowering=event)
        case QualityThresholdLoweringRejected():
            return replace(metric, lowering=None)
        case _:
            assert_never(event)
