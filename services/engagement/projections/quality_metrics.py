"""Measures of the model's quality: one row each, with the threshold, and the lower one that waits for an approver."""

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.pilots import Better
from shared.events.quality_metrics import (
    QualityMetricDefined,
    QualityMetricEvent,
    QualityThresholdLoweringRejected,
    QualityThresholdLoweringRequested,
    QualityThresholdSet,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class Threshold:
    """`old` is the one before; `approver` approved that less is asked than before."""

    value: Decimal
    old: Decimal | None
    why: str
    setter: UUID
    approver: UUID | None
    set_at: datetime


@record
class Lowering:
    """A lower threshold that somebody asks for."""

    value: Decimal
    why: str
    requester: UUID
    requested_at: datetime


@record
class QualityMetricEntry:
    """`refused` is why the threshold was not lowered, the last time that this was said."""

    metric_id: UUID
    engagement_id: UUID
    name: str
    definition: str
    unit: str
    better: Better
    threshold: Decimal | None
    last_set: Threshold | None
    lowering: Lowering | None
    refused: str | None
    defined_at: datetime
    defined_by: UUID
    defined_seq: int
    version: int


def keys(recorded: Recorded[QualityMetricEvent]) -> tuple[Key, ...]:
    return ((recorded.event.metric_id,),)


def fold(entry: QualityMetricEntry | None, recorded: Recorded[QualityMetricEvent]) -> QualityMetricEntry:
    event = recorded.event
    if isinstance(event, QualityMetricDefined):
        return defined(event, recorded)
    return replaced(changed(known(entry), event, recorded.occurred_at), version=recorded.version)


def defined(event: QualityMetricDefined, recorded: Recorded[QualityMetricEvent]) -> QualityMetricEntry:
    return QualityMetricEntry(
        metric_id=event.metric_id,
        engagement_id=event.engagement_id,
        name=event.name,
        definition=event.definition,
        unit=event.unit,
        better=event.better,
        threshold=None,
        last_set=None,
        lowering=None,
        refused=None,
        defined_at=recorded.occurred_at,
        defined_by=recorded.actor,
        defined_seq=recorded.seq,
        version=recorded.version,
    )


Changing: TypeAlias = QualityThresholdSet | QualityThresholdLoweringRequested | QualityThresholdLoweringRejected


def changed(entry: QualityMetricEntry, event: Changing, at: datetime) -> QualityMetricEntry:
    match event:
        case QualityThresholdSet():
            present = Threshold(
                value=event.new,
                old=event.old,
                why=event.why,
                setter=event.setter,
                approver=event.approver,
                set_at=at,
            )
            return replaced(entry, threshold=event.new, last_set=present, lowering=None, refused=None)
        case QualityThresholdLoweringRequested():
            asked = Lowering(value=event.new, why=event.why, requester=event.requester, requested_at=at)
            return replaced(entry, lowering=asked, refused=None)
        case QualityThresholdLoweringRejected():
            return replaced(entry, lowering=None, refused=event.reason)
        case _:
            assert_never(event)


QUALITY_METRICS = Projection(
    name="quality_metrics",
    version=1,
    row=QualityMetricEntry,
    key=("metric_id",),
    handles=get_args(QualityMetricEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "defined_seq"),),
)
