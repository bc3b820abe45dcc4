"""Sources of data: whose they are, how they are classified, and who may use them."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, TextFilter, filtering
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction, ordering
from gateway.schema.people import Person, person_of
from services.engagement.contract import governance
from shared.events.sources import DataClass
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(DataClass, description="How delicate data is, from what anybody may see on.")
strawberry.enum(governance.Obstacle, name="AccessObstacle", description="Why access to data does not stand.")


@strawberry.type(description="Access to a part of a source of data: asked for, approved by the owner, taken back.")
class DataAccess(Node):
    purpose: str
    scope: str = strawberry.field(description="The part of the source that was asked for.")
    requested_at: datetime
    approved_at: datetime | None
    until: date | None = strawberry.field(description="The last day of what was approved.")
    revoked_at: datetime | None
    reason: str | None = strawberry.field(description="Why it was revoked.")
    row: strawberry.Private[governance.DataAccessEntry]
    origin: strawberry.Private[Source]
    can = whether("DataAccess")

    @classmethod
    def of(cls, row: governance.DataAccessEntry, source: Source) -> Self:
        gid = global_id("DataAccess", row.access_id)
        return cls(id=gid, scope=row.part, row=row, origin=source, **plain(cls, row))

    @strawberry.field(description="Today: approved by who owns the source now, for the class that it has now.")
    async def stands(self, info: Info) -> bool:
        return not await self._obstacles(info)

    @strawberry.field(description="Why it does not stand; nothing where it does.")
    async def why_not(self, info: Info) -> list[governance.Obstacle]:
        return list(await self._obstacles(info))

    async def _obstacles(self, info: Info) -> tuple[governance.Obstacle, ...]:
        at = await moment_of(info, self.origin)
        return await info.context.load(self.origin, governance.obstacles_of, self.row.access_id, at)

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.requester)

    @strawberry.field
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.approver)

    @strawberry.field
    async def revoked_by(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.revoked_by)

    @strawberry.field
    async def source(self, info: Info) -> "DataSource | None":
        return await data_source_of(info, self.origin, self.row.source_id)


@filtering
class DataAccessFilter:
    id: IdFilter | None = None
    requester: IdFilter | None = None
    approver: IdFilter | None = strawberry.field(default=None, description="`missing: true`: not approved.")
    until: DateFilter | None = None


ACCESSES = Shelf(
    name="accesses",
    row=governance.DataAccessEntry,
    key=("access_id",),
    since="requested_seq",
    pages=governance.data_access_pages_of,
    counts=governance.data_access_counts_of,
    node=DataAccess.of,
    filter=DataAccessFilter,
    order=ordering("DataAccess", REQUESTED="requested_seq", APPROVED="approved_at", UNTIL="until"),
    columns={"id": "access_id"},
    nouns={"id": "DataAccess", "requester": "Person", "approver": "Person"},
)


@strawberry.type(description="Where the system gets data from.")
class DataSource(Node):
    name: str
    description: str
    data_class: DataClass | None = strawberry.field(description="Empty until a business owner has decided.")
    personal_data: bool | None
    classified_at: datetime | None
    owned_at: datetime | None = strawberry.field(description="Since when its owner owns it.")
    registered_at: datetime
    version: int
    row: strawberry.Private[governance.DataSourceEntry]
    source: strawberry.Private[Source]
    can = whether("DataSource")

    @classmethod
    def of(cls, row: governance.DataSourceEntry, source: Source) -> Self:
        return cls(id=global_id("DataSource", row.source_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Who approves access to it.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)

    @strawberry.field
    async def classified_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.classified_by)

    @strawberry.field
    async def registered_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.registered_by)

    @listed(ACCESSES, Connection[DataAccess], description="All that was ever asked for, oldest first.")
    def accesses(self) -> Part:
        return Part(source=self.source, parent=self.row.source_id)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def data_source_of(info: Info, source: Source, source_id: UUID | None) -> DataSource | None:
    row = await info.context.load(source, governance.data_sources_by_id, source_id) if source_id else None
    return DataSource.of(row, source) if row else None


async def data_sources_named(info: Info, source: Source, source_ids: tuple[UUID, ...]) -> list[DataSource]:
    rows = await info.context.load_many(source, governance.data_sources_by_id, list(source_ids))
    return [DataSource.of(row, source) for row in rows if row is not None]


async def data_access_of(info: Info, source: Source, access_id: UUID | None) -> DataAccess | None:
    row = await info.context.load(source, governance.data_accesses_by_id, access_id) if access_id else None
    return DataAccess.of(row, source) if row else None


ALL_SOURCES = Shelf(
    name="all_sources",
    row=governance.DataSourceEntry,
    key=("source_id",),
    since="registered_seq",
    pages=governance.data_source_pages,
    counts=governance.data_source_counts,
    node=DataSource.of,
)
SOURCES = Shelf(
    name="sources",
    row=governance.DataSourceEntry,
    key=("source_id",),
    since="registered_seq",
    pages=governance.data_source_pages_of,
    counts=governance.data_source_counts_of,
    node=DataSource.of,
)


@strawberry.input
class DataSourceFilter:
    id: IdFilter | None = None
    engagement: IdFilter | None = None
    name: TextFilter | None = None
    data_class: OneOf[DataClass] | None = strawberry.field(
        default=None, description="`missing: true`: sources that wait for their classification."
    )
    personal_data: bool | None = None
    owner: IdFilter | None = strawberry.field(default=None, description="`missing: true`: sources that nobody owns.")
    and_: list["DataSourceFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["DataSourceFilter"] | None = strawberry.field(name="or", default=None)
    not_: "DataSourceFilter | None" = strawberry.field(name="not", default=None)


DATA_SOURCE_COLUMNS = {"id": "source_id", "engagement": "engagement_id"}
DATA_SOURCE_NOUNS = {"id": "DataSource", "engagement": "Engagement", "owner": "Person"}


@strawberry.enum
class DataSourceOrderField(Enum):
    REGISTERED = "registered_seq"
    NAME = "name"
    CLASSIFIED = "classified_at"


@strawberry.input
class DataSourceOrder:
    field: DataSourceOrderField
    direction: Direction = Direction.ASC
