"""What happens when something is asked of a measure of quality: one function per command."""

from decimal import Decimal
from typing import assert_never

from services.engagement.domain.amounts import figure
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.quality_metric.commands import (
    ApproveThresholdLowering,
    DefineQualityMetric,
    NoLoweringRequested,
    NothingLowered,
    OwnThresholdLowering,
    QualityMetricCommand,
    QualityMetricNotFound,
    RejectThresholdLowering,
    RequestThresholdLowering,
    SetQualityThreshold,
    ThresholdLoweringNotApproved,
)
from services.engagement.domain.quality_metric.state import Defined, NotStarted, QualityMetric, Undefined, evolve
from services.engagement.domain.roles import APPROVERS, HARDENERS
from shared.events.engagements import EngagementStarted
from shared.events.pilots import Better
from shared.events.quality_metrics import (
    QualityMetricDefined,
    QualityMetricEvent,
    QualityThresholdLoweringRejected,
    QualityThresholdLoweringRequested,
    QualityThresholdSet,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose


def falls_short(better: Better, value: Decimal, of: Decimal) -> bool:
    return value < of if better is Better.HIGHER else value > of


def define(command: DefineQualityMetric, metric: QualityMetric) -> list[QualityMetricEvent]:
    fact = QualityMetricDefined(
        metric_id=command.metric_id,
        engagement_id=command.engagement_id,
        name=line("name", command.name),
        definition=prose("definition", command.definition),
        unit=line("unit", command.unit),
        better=command.better,
    )
    match metric:
        case NotStarted():
            raise EngagementNotFound
        case Undefined():
            return [fact]
        case Defined(metric=before):
            return once(before, fact)
        case _:
            assert_never(metric)


def set_threshold(command: SetQualityThreshold, metric: Defined, asked: Asked) -> list[QualityMetricEvent]:
    new, why = figure("value", command.value), prose("why", command.why)
    present = metric.threshold
    if present == new:
        return []
    if present is not None and falls_short(metric.metric.better, new, present):
        raise ThresholdLoweringNotApproved(where=("input", "value"), present=present)
    return [QualityThresholdSet(metric_id=command.metric_id, old=present, new=new, why=why, setter=asked.by.person)]


def request_lowering(command: RequestThresholdLowering, metric: Defined, asked: Asked) -> list[QualityMetricEvent]:
    fact = QualityThresholdLoweringRequested(
        metric_id=command.metric_id,
        new=figure("value", command.value),
        why=prose("why", command.why),
        requester=asked.by.person,
    )
    if metric.threshold is None or not falls_short(metric.metric.better, fact.new, metric.threshold):
        raise NothingLowered(where=("input", "value"))
    return [] if metric.lowering == fact else [fact]


def requested(metric: Defined) -> QualityThresholdLoweringRequested:
    if metric.lowering is None:
        raise NoLoweringRequested
    return metric.lowering


def approve_lowering(command: ApproveThresholdLowering, metric: Defined, asked: Asked) -> list[QualityMetricEvent]:
    request = requested(metric)
    if asked.by.is_one_with(request.requester):
        raise OwnThresholdLowering
    return [
        QualityThresholdSet(
            metric_id=command.metric_id,
            old=metric.threshold,
            new=request.new,
            why=request.why,
            setter=request.requester,
            approver=asked.by.person,
        )
    ]


def reject_lowering(command: RejectThresholdLowering, metric: Defined) -> list[QualityMetricEvent]:
    reason = prose("reason", command.reason)
    requested(metric)
    return [QualityThresholdLoweringRejected(metric_id=command.metric_id, reason=reason)]


def decide(command: QualityMetricCommand, metric: QualityMetric, asked: Asked) -> list[QualityMetricEvent]:
    if isinstance(command, DefineQualityMetric):
        return define(command, metric)
    if not isinstance(metric, Defined):
        raise QualityMetricNotFound
    match command:
        case SetQualityThreshold():
            return set_threshold(command, metric, asked)
        case RequestThresholdLowering():
            return request_lowering(command, metric, asked)
        case ApproveThresholdLowering():
            return approve_lowering(command, metric, asked)
        case RejectThresholdLowering():
            return reject_lowering(command, metric)
        case _:
            assert_never(command)


def looks_at(command: QualityMetricCommand) -> tuple[Scope, ...]:
    if isinstance(command, DefineQualityMetric):
        return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)
    return ()


QUALITY_METRIC: Decider[QualityMetric, QualityMetricCommand, QualityMetricEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"metric-{command.metric_id}",
    permits={
        DefineQualityMetric: HARDENERS,
        SetQualityThreshold: HARDENERS | APPROVERS,
        RequestThresholdLowering: HARDENERS | APPROVERS,
        ApproveThresholdLowering: APPROVERS,
        RejectThresholdLowering: APPROVERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id if isinstance(command, DefineQualityMetric) else None,
)
