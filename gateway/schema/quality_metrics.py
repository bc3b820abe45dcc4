"""Measures of the model's quality, and the thresholds that they have to reach."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import IdFilter, TextFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from services.engagement.contract import hardening
from shared.events.pilots import Better
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement


@strawberry.type(description="What a measure has to reach.")
class QualityThreshold:
    value: Decimal
    old: Decimal | None = strawberry.field(description="What it had to reach before.")
    why: str
    set_at: datetime
    row: strawberry.Private[hardening.Threshold]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: hardening.Threshold, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Who set it or, where it was lowered, asked for that.")
    async def set_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.setter)

    @strawberry.field(description="Who approved that less is asked than before; nobody where more is.")
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.approver)


@strawberry.type(description="A lower threshold that somebody asks for, and that waits for an approver.")
class ThresholdLowering:
    value: Decimal
    why: str
    requested_at: datetime
    row: strawberry.Private[hardening.Lowering]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: hardening.Lowering, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.requester)


@strawberry.type(description="A measure of the model's quality: one definition for the pilot and for production.")
class QualityMetric(Node):
    name: str
    definition: str
    unit: str
    better: Better
    refused: str | None = strawberry.field(description="Why the threshold that was asked for last was not lowered.")
    defined_at: datetime
    version: int
    row: strawberry.Private[hardening.QualityMetricEntry]
    source: strawberry.Private[Source]
    can = whether("QualityMetric")

    @classmethod
    def of(cls, row: hardening.QualityMetricEntry, source: Source) -> Self:
        return cls(id=global_id("QualityMetric", row.metric_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Empty until somebody said what is enough.")
    def quality_threshold(self) -> QualityThreshold | None:
        return QualityThreshold.of(self.row.last_set, self.source) if self.row.last_set else None

    @strawberry.field
    def lowering(self) -> ThresholdLowering | None:
        return ThresholdLowering.of(self.row.lowering, self.source) if self.row.lowering else None

    @strawberry.field
    async def defined_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.defined_by)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def quality_metric_of(info: Info, source: Source, metric_id: UUID | None) -> QualityMetric | None:
    row = await info.context.load(source, hardening.quality_metrics_by_id, metric_id) if metric_id else None
    return QualityMetric.of(row, source) if row else None


QUALITY_METRICS = Shelf(
    name="quality_metrics",
    row=hardening.QualityMetricEntry,
    key=("metric_id",),
    since="defined_seq",
    pages=hardening.quality_metric_pages_of,
    counts=hardening.quality_metric_counts_of,
    node=QualityMetric.of,
)


@strawberry.input
class QualityMetricFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    and_: list["QualityMetricFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["QualityMetricFilter"] | None = strawberry.field(name="or", default=None)
    not_: "QualityMetricFilter | None" = strawberry.field(name="not", default=None)


QUALITY_METRIC_COLUMNS = {"id": "metric_id"}
QUALITY_METRIC_NOUNS = {"id": "QualityMetric"}


@strawberry.enum
class QualityMetricOrderField(Enum):
    DEFINED = "defined_seq"
    NAME = "name"


@strawberry.input
class QualityMetricOrder:
    field: QualityMetricOrderField
    direction: Direction = Direction.ASC
