"""Hardening of data and model: what the model was tried on, what it reached, what its answers rest on."""

from typing import Any

from services.engagement.domain.dataset import DATASET, DeclareDataset, ReviseDataset
from services.engagement.domain.grounding import (
    GROUNDING,
    ApproveGroundingSource,
    ConfirmGroundingAccessControl,
    DeclareGroundingSource,
    RetireGroundingSource,
    ReviseGroundingSource,
    ScopeGroundingSource,
)
from services.engagement.domain.grounding_standing import OF_THE_APPROVAL, GroundingObstacle
from services.engagement.domain.hardening_policy import LATEST_HARDENING
from services.engagement.domain.quality_metric import (
    QUALITY_METRIC,
    ApproveThresholdLowering,
    DefineQualityMetric,
    RejectThresholdLowering,
    RequestThresholdLowering,
    SetQualityThreshold,
)
from services.engagement.domain.validation import (
    VALIDATION,
    AcceptPerformanceDelta,
    AddressPerformanceDelta,
    MeasurePerformanceDelta,
    RecordValidation,
)
from services.engagement.domain.validity import DeltaGround, DeltaStatus, RunObstacle, delta_status, loss_of
from services.engagement.projections.datasets import DatasetEntry
from services.engagement.projections.grounding_sources import GroundingEntry
from services.engagement.projections.quality_metrics import Lowering, QualityMetricEntry, Threshold
from services.engagement.projections.validations import ValidationEntry
from services.engagement.queries.datasets import dataset_counts_of, dataset_pages_of, datasets_by_id
from services.engagement.queries.grounding_sources import (
    grounding_obstacles_of,
    grounding_source_counts_of,
    grounding_source_pages_of,
    grounding_sources_by_id,
)
from services.engagement.queries.performance_deltas import (
    PerformanceDeltaLine,
    performance_delta_counts_of,
    performance_delta_pages_of,
    performance_deltas_of,
)
from services.engagement.queries.quality_metrics import (
    quality_metric_counts_of,
    quality_metric_pages_of,
    quality_metrics_by_id,
)
from services.engagement.queries.validations import (
    run_obstacles_of,
    validation_counts_of,
    validation_pages_of,
    validations_by_id,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (DATASET, QUALITY_METRIC, VALIDATION, GROUNDING)

__all__ = [
    "DECIDERS",
    "LATEST_HARDENING",
    "OF_THE_APPROVAL",
    "AcceptPerformanceDelta",
    "AddressPerformanceDelta",
    "ApproveGroundingSource",
    "ApproveThresholdLowering",
    "ConfirmGroundingAccessControl",
    "DatasetEntry",
    "DeclareDataset",
    "DeclareGroundingSource",
    "DefineQualityMetric",
    "DeltaGround",
    "DeltaStatus",
    "GroundingEntry",
    "GroundingObstacle",
    "Lowering",
    "MeasurePerformanceDelta",
    "PerformanceDeltaLine",
    "QualityMetricEntry",
    "RecordValidation",
    "RejectThresholdLowering",
    "RequestThresholdLowering",
    "RetireGroundingSource",
    "ReviseDataset",
    "ReviseGroundingSource",
    "RunObstacle",
    "ScopeGroundingSource",
    "SetQualityThreshold",
    "Threshold",
    "ValidationEntry",
    "dataset_counts_of",
    "dataset_pages_of",
    "datasets_by_id",
    "delta_status",
    "grounding_obstacles_of",
    "grounding_source_counts_of",
    "grounding_source_pages_of",
    "grounding_sources_by_id",
    "loss_of",
    "performance_delta_counts_of",
    "performance_delta_pages_of",
    "performance_deltas_of",
    "quality_metric_counts_of",
    "quality_metric_pages_of",
    "quality_metrics_by_id",
    "run_obstacles_of",
    "validation_counts_of",
    "validation_pages_of",
    "validations_by_id",
]
