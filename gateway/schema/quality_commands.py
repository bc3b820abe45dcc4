"""What can be done to say what the model is tried on and measured by: datasets, measures, thresholds."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.datasets import Dataset, dataset_of
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.quality_metrics import QualityMetric, quality_metric_of
from gateway.schema.scalars import Long
from services.engagement.contract import hardening
from shared.events.datasets import DatasetContent, DatasetKind
from shared.events.pilots import Better
from shared.projecting.as_of import LIVE


@strawberry.type(description="The dataset as it now reads, or why nothing was recorded.")
class DatasetPayload:
    dataset: Dataset | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, dataset_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(dataset=await dataset_of(info, LIVE, dataset_id), consistency=consistency)


@strawberry.type(description="The quality metric as it now reads, or why nothing was recorded.")
class QualityMetricPayload:
    quality_metric: QualityMetric | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, metric_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(quality_metric=await quality_metric_of(info, LIVE, metric_id), consistency=consistency)


@strawberry.input
class DatasetContentInput:
    kind: DatasetKind
    drawn: str = strawberry.field(description="How it was drawn, and so what it stands for.")
    first_day: date
    last_day: date
    rows: Long
    digest: str = strawberry.field(description="SHA-256 of the data, in hex.")
    source_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The data sources that it came from."
    )


@strawberry.input
class DeclareDatasetInput(DatasetContentInput, EngagementInput):
    name: str


@strawberry.input
class ReviseDatasetInput(DatasetContentInput, CommandInput):
    dataset_id: strawberry.ID
    reason: str


@strawberry.input
class DefineQualityMetricInput(EngagementInput):
    name: str
    definition: str
    unit: str
    better: Better


@strawberry.input
class QualityMetricInput(CommandInput):
    metric_id: strawberry.ID


@strawberry.input
class ThresholdInput(QualityMetricInput):
    value: Decimal
    why: str


@strawberry.input
class RejectThresholdLoweringInput(QualityMetricInput):
    reason: str


def content(given: DatasetContentInput) -> DatasetContent:
    return DatasetContent(
        kind=given.kind,
        drawn=given.drawn,
        first_day=given.first_day,
        last_day=given.last_day,
        rows=given.rows,
        digest=given.digest,
        sources=tuple(named("DataSource", "sourceIds", each) for each in given.source_ids),
    )


@strawberry.type
class QualityMutations:
    @rejectable("Declare what the model is tried on, and how far it mirrors production.")
    async def declare_dataset(self, info: Info, given: Given[DeclareDatasetInput]) -> DatasetPayload:
        asked = await commanded(info, given)
        command = hardening.DeclareDataset(
            dataset_id=asked.new("dataset"),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            name=given.name,
            content=content(given),
        )
        return await DatasetPayload.after(info, asked, command, command.dataset_id)

    @rejectable("Say what the dataset now holds; runs on what it held before count no longer.")
    async def revise_dataset(self, info: Info, given: Given[ReviseDatasetInput]) -> DatasetPayload:
        dataset_id = named("Dataset", "datasetId", given.dataset_id)
        command = hardening.ReviseDataset(dataset_id=dataset_id, content=content(given), reason=given.reason)
        return await DatasetPayload.after(info, await commanded(info, given), command, dataset_id)

    @rejectable("Define, once and for ever, what pilot and production are both measured by.")
    async def define_quality_metric(self, info: Info, given: Given[DefineQualityMetricInput]) -> QualityMetricPayload:
        asked = await commanded(info, given)
        command = hardening.DefineQualityMetric(
            metric_id=asked.new("metric"),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            name=given.name,
            definition=given.definition,
            unit=given.unit,
            better=given.better,
        )
        return await QualityMetricPayload.after(info, asked, command, command.metric_id)

    @rejectable("Say what is enough: for the first time, or more than before.")
    async def set_quality_threshold(self, info: Info, given: Given[ThresholdInput]) -> QualityMetricPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.SetQualityThreshold(metric_id=metric_id, value=given.value, why=given.why)
        return await QualityMetricPayload.after(info, await commanded(info, given), command, metric_id)

    @rejectable("Ask that less than before be enough: somebody else approves it.")
    async def request_threshold_lowering(self, info: Info, given: Given[ThresholdInput]) -> QualityMetricPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.RequestThresholdLowering(metric_id=metric_id, value=given.value, why=given.why)
        return await QualityMetricPayload.after(info, await commanded(info, given), command, metric_id)

    @rejectable("Approve, as somebody who did not ask for it, that less is enough.")
    async def approve_threshold_lowering(self, info: Info, given: Given[QualityMetricInput]) -> QualityMetricPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.ApproveThresholdLowering(metric_id=metric_id)
        return await QualityMetricPayload.after(info, await commanded(info, given), command, metric_id)

    @rejectable("Leave the threshold as it is.")
    async def reject_threshold_lowering(
        self, info: Info, given: Given[RejectThresholdLoweringInput]
    ) -> QualityMetricPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.RejectThresholdLowering(metric_id=metric_id, reason=given.reason)
        return await QualityMetricPayload.after(info, await commanded(info, given), command, metric_id)
