"""Sets of data that the model is tried on: what is in them, and how far they mirror production."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.data_sources import DataSource, data_sources_named
from gateway.schema.filters import IdFilter, OneOf, TextFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.told import Locale, told
from services.engagement.contract import hardening
from shared.events.datasets import DatasetKind
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(DatasetKind, description="From what was made for the trial to what production brings.")


@strawberry.type(description="A set of data that the model is tried on, as it was revised last.")
class Dataset(Node):
    name: str
    kind: DatasetKind
    drawn: str = strawberry.field(description="How it was drawn, and so what it stands for.")
    first_day: date
    last_day: date
    rows: Long
    digest: str = strawberry.field(description="SHA-256 of the data, in hex.")
    reason: str | None = strawberry.field(description="Why it was revised last.")
    declared_at: datetime
    revised_at: datetime | None
    version: int
    row: strawberry.Private[hardening.DatasetEntry]
    source: strawberry.Private[Source]
    can = whether("Dataset")

    @classmethod
    def of(cls, row: hardening.DatasetEntry, source: Source) -> Self:
        return cls(id=global_id("Dataset", row.dataset_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="The kind in words.")
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, hardening.LATEST_HARDENING.kinds[self.row.kind].label, locale)

    @strawberry.field(description="Whether a run on it would count as validation.")
    def counts(self) -> bool:
        return hardening.LATEST_HARDENING.counts(self.row.kind)

    @strawberry.field(description="Where the data came from.")
    async def sources(self, info: Info) -> list[DataSource]:
        return await data_sources_named(info, self.source, self.row.sources)

    @strawberry.field
    async def declared_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.declared_by)

    @strawberry.field
    async def revised_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.revised_by)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def dataset_of(info: Info, source: Source, dataset_id: UUID | None) -> Dataset | None:
    row = await info.context.load(source, hardening.datasets_by_id, dataset_id) if dataset_id else None
    return Dataset.of(row, source) if row else None


DATASETS = Shelf(
    name="datasets",
    row=hardening.DatasetEntry,
    key=("dataset_id",),
    since="declared_seq",
    pages=hardening.dataset_pages_of,
    counts=hardening.dataset_counts_of,
    node=Dataset.of,
)


@strawberry.input
class DatasetFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    kind: OneOf[DatasetKind] | None = None
    and_: list["DatasetFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["DatasetFilter"] | None = strawberry.field(name="or", default=None)
    not_: "DatasetFilter | None" = strawberry.field(name="not", default=None)


DATASET_COLUMNS = {"id": "dataset_id"}
DATASET_NOUNS = {"id": "Dataset"}


@strawberry.enum
class DatasetOrderField(Enum):
    DECLARED = "declared_seq"
    NAME = "name"
    LAST_DAY = "last_day"


@strawberry.input
class DatasetOrder:
    field: DatasetOrderField
    direction: Direction = Direction.ASC
