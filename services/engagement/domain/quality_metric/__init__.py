"""A measure of the model's quality: defined once, with a threshold that only two people together lower."""

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
from services.engagement.domain.quality_metric.rules import QUALITY_METRIC, falls_short

__all__ = [
    "QUALITY_METRIC",
    "ApproveThresholdLowering",
    "DefineQualityMetric",
    "NoLoweringRequested",
    "NothingLowered",
    "OwnThresholdLowering",
    "QualityMetricCommand",
    "QualityMetricNotFound",
    "RejectThresholdLowering",
    "RequestThresholdLowering",
    "SetQualityThreshold",
    "ThresholdLoweringNotApproved",
    "falls_short",
]
