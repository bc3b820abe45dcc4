"""Runs of the model on data: what they reached, and whether they count as validation."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.datasets import Dataset, dataset_of
from gateway.schema.filters import DateFilter, IdFilter
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from gateway.schema.quality_metrics import QualityMetric, quality_metric_of
from gateway.schema.releases import Release, release_of
from gateway.schema.scalars import Long
from services.engagement.contract import hardening
from shared.events.datasets import DatasetKind
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(hardening.RunObstacle, name="ValidationObstacle", description="Why a run does not count.")


@strawberry.type(description="A run of the model on a version of a dataset, and what it reached by one measure.")
class Validation(Node):
    value: Decimal
    sample_size: Long
    ran_on: date
    fresh_until: date = strawberry.field(description="The last day on which it may count.")
    dataset_kind: DatasetKind = strawberry.field(description="As it was when the run was recorded.")
    dataset_version: int
    representative: bool = strawberry.field(description="Data of that kind count, by the policy of that day.")
    policy: int = strawberry.field(description="The version of that policy.")
    recorded_at: datetime
    row: strawberry.Private[hardening.ValidationEntry]
    source: strawberry.Private[Source]
    can = whether("Validation")

    @classmethod
    def of(cls, row: hardening.ValidationEntry, source: Source) -> Self:
        return cls(id=global_id("Validation", row.run_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Today: on data that count, unchanged since, the latest such run, fresh, and enough.")
    async def counts(self, info: Info) -> bool:
        return not await self._obstacles(info)

    @strawberry.field(description="Why it does not count; nothing where it does.")
    async def why_not(self, info: Info) -> list[hardening.RunObstacle]:
        return list(await self._obstacles(info))

    async def _obstacles(self, info: Info) -> tuple[hardening.RunObstacle, ...]:
        at = await moment_of(info, self.source)
        return await info.context.load(self.source, hardening.run_obstacles_of, self.row.run_id, at)

    @strawberry.field
    def evidence(self) -> EvidenceShown:
        row = self.row
        return EvidenceShown(digest=row.evidence_digest, link=row.evidence_link, note=row.evidence_note)

    @strawberry.field(description="What ran, where somebody said so.")
    async def release(self, info: Info) -> Release | None:
        return await release_of(info, self.source, self.row.release_id)

    @strawberry.field
    async def metric(self, info: Info) -> QualityMetric | None:
        return await quality_metric_of(info, self.source, self.row.metric_id)

    @strawberry.field
    async def dataset(self, info: Info) -> Dataset | None:
        return await dataset_of(info, self.source, self.row.dataset_id)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def validation_of(info: Info, source: Source, run_id: UUID | None) -> Validation | None:
    row = await info.context.load(source, hardening.validations_by_id, run_id) if run_id else None
    return Validation.of(row, source) if row else None


VALIDATIONS = Shelf(
    name="validations",
    row=hardening.ValidationEntry,
    key=("run_id",),
    since="recorded_seq",
    pages=hardening.validation_pages_of,
    counts=hardening.validation_counts_of,
    node=Validation.of,
)


@strawberry.input
class ValidationFilter:
    id: IdFilter | None = None
    metric: IdFilter | None = None
    dataset: IdFilter | None = None
    representative: bool | None = None
    ran_on: DateFilter | None = None
    and_: list["ValidationFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["ValidationFilter"] | None = strawberry.field(name="or", default=None)
    not_: "ValidationFilter | None" = strawberry.field(name="not", default=None)


VALIDATION_COLUMNS = {"id": "run_id", "metric": "metric_id", "dataset": "dataset_id"}
VALIDATION_NOUNS = {"id": "Validation", "metric": "QualityMetric", "dataset": "Dataset"}


@strawberry.enum
class ValidationOrderField(Enum):
    RECORDED = "recorded_seq"
    RAN = "ran_on"
    VALUE = "value"


@strawberry.input
class ValidationOrder:
    field: ValidationOrderField
    direction: Direction = Direction.ASC
