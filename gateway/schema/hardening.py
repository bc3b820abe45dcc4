"""Hardening of an engagement's data and model: datasets, measures, runs, the loss to production, grounding."""

from typing import Annotated

import strawberry

from gateway.context import Info
from gateway.schema.datasets import (
    DATASET_COLUMNS,
    DATASET_NOUNS,
    DATASETS,
    Dataset,
    DatasetFilter,
    DatasetOrder,
    dataset_of,
)
from gateway.schema.filters import filter_of
from gateway.schema.gaps import GAP_COLUMNS, GAP_NOUNS, REGISTER, Gap, GapFilter, GapOrder
from gateway.schema.grounding import (
    GROUNDING_SOURCES,
    GroundingSource,
    grounding_source_of,
)
from gateway.schema.ids import Id, uuid_of
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.node import seen
from gateway.schema.orders import orders
from gateway.schema.performance_deltas import (
    PERFORMANCE_DELTAS,
    PerformanceDelta,
)
from gateway.schema.quality_metrics import (
    QUALITY_METRIC_COLUMNS,
    QUALITY_METRIC_NOUNS,
    QUALITY_METRICS,
    QualityMetric,
    QualityMetricFilter,
    QualityMetricOrder,
    quality_metric_of,
)
from gateway.schema.validations import (
    VALIDATION_COLUMNS,
    VALIDATION_NOUNS,
    VALIDATIONS,
    Validation,
    ValidationFilter,
    ValidationOrder,
    validation_of,
)
from services.engagement.contract import EngagementEntry
from shared.events.gaps import Cause
from shared.projecting.as_of import Source
from shared.projecting.filtering import AllOf, Compare, Is

OF_DATA = Compare(column="cause", how=Is.EQUAL, values=(Cause.DATA_NOT_REPRESENTATIVE.value,))


@strawberry.type
class EngagementHardening:
    """What an engagement shows of the hardening of its data and its model."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="What the model is tried on.")
    async def datasets(
        self,
        info: Info,
        filter_: Annotated[DatasetFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[DatasetOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Dataset]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, DATASET_NOUNS, DATASET_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, DATASETS, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)

    @strawberry.field(description="What the model's quality is measured by.")
    async def quality_metrics(
        self,
        info: Info,
        filter_: Annotated[QualityMetricFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[QualityMetricOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[QualityMetric]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, QUALITY_METRIC_NOUNS, QUALITY_METRIC_COLUMNS)
        parent = self.row.engagement_id
        return await connect(
            info, QUALITY_METRICS, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent
        )

    @strawberry.field(description="All runs of the model on data, and which of them count.")
    async def validations(
        self,
        info: Info,
        filter_: Annotated[ValidationFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[ValidationOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Validation]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, VALIDATION_NOUNS, VALIDATION_COLUMNS)
        parent = self.row.engagement_id
        return await connect(
            info, VALIDATIONS, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent
        )

    @listed(
        PERFORMANCE_DELTAS,
        Connection[PerformanceDelta],
        description="Pilot beside production, for each measure that a run was recorded of.",
    )
    def performance_deltas(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(
        GROUNDING_SOURCES,
        Connection[GroundingSource],
        description="What the model's answers rest on, and whether they may.",
    )
    def grounding_sources(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @strawberry.field(description="The gaps whose cause is data that do not mirror production.")
    async def data_issues(
        self,
        info: Info,
        filter_: Annotated[GapFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[GapOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Gap]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = AllOf(of=(OF_DATA, filter_of(filter_, GAP_NOUNS, GAP_COLUMNS)))
        parent = self.row.engagement_id
        return await connect(info, REGISTER, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)


@strawberry.type
class HardeningQuery:
    """What can be read of hardening by its ids."""

    @strawberry.field
    async def dataset(self, info: Info, gid: Id) -> Dataset | None:
        return await dataset_of(info, seen(self), uuid_of("Dataset", gid))

    @strawberry.field
    async def quality_metric(self, info: Info, gid: Id) -> QualityMetric | None:
        return await quality_metric_of(info, seen(self), uuid_of("QualityMetric", gid))

    @strawberry.field
    async def validation(self, info: Info, gid: Id) -> Validation | None:
        return await validation_of(info, seen(self), uuid_of("Validation", gid))

    @strawberry.field
    async def grounding_source(self, info: Info, gid: Id) -> GroundingSource | None:
        return await grounding_source_of(info, seen(self), uuid_of("GroundingSource", gid))
