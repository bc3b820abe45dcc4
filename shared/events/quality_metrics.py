"""Facts about one measure of the model's quality: its definition, and the threshold that it has to reach.

Stream `metric-{metric_id}`, by engagement.
"""

from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.pilots import Better
from shared.kernel.record import record


@record
class QualityMetricDefined:
    """Once and for ever: what the pilot reached and what production reaches are compared by it."""

    metric_id: UUID
    engagement_id: UUID
    name: str
    definition: str
    unit: str
    better: Better


@record
class QualityThresholdSet:
    """`old` is empty for the first one. `approver` approved that less is asked than before; else there is none."""

    metric_id: UUID
    old: Decimal | None
    new: Decimal
    why: str
    setter: UUID
    approver: UUID | None = None


@record
class QualityThresholdLoweringRequested:
    """Somebody asks that less than before will do; replaces the request before."""

    metric_id: UUID
    new: Decimal
    why: str
    requester: UUID


@record
class QualityThresholdLoweringRejected:
    """The threshold stays as it was."""

    metric_id: UUID
    reason: str


QualityMetricEvent: TypeAlias = (
    QualityMetricDefined | QualityThresholdSet | QualityThresholdLoweringRequested | QualityThresholdLoweringRejected
)
