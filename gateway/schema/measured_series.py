"""A series as it is read: with what is wanted of it, its windows and its days; and the series of an engagement."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.better import Better
from gateway.schema.filters import IdFilter, OneOf, TextFilter, filter_of
from gateway.schema.ids import Id, global_id, uuid_of
from gateway.schema.lists import Connection, Paging, Shelf, connect
from gateway.schema.node import Node, plain, seen
from gateway.schema.orders import Direction, orders
from gateway.schema.people import Person, person_of
from gateway.schema.series import (
    NOUN,
    Baseline,
    PlanCurve,
    SeriesDay,
    SeriesRetirement,
    SeriesTarget,
    SeriesWindow,
)
from gateway.schema.series_tables import SeriesTables, tables_of
from services.engagement.contract import EngagementEntry
from services.measurement.contracts.series import (
    SeriesEntry,
    series_by_id,
    series_counts_of,
    series_days_of,
    series_pages_of,
    series_windows_of,
)
from shared.events.series import Aggregation, Cadence, SeriesKind
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement


@strawberry.type(name=NOUN, description="What is counted of a system that runs.")
class Series(Node):
    kind: SeriesKind
    name: str
    definition: str
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    template: str | None = strawberry.field(description="Of one's own where there is none.")
    defined_at: datetime
    version: int
    row: strawberry.Private[SeriesEntry]
    origin: strawberry.Private[Source]
    can = whether("Series")

    @classmethod
    def of(cls, row: SeriesEntry, source: Source) -> Self:
        fields = {name: value for name, value in plain(cls, row).items() if name != "origin"}
        return cls(id=global_id(NOUN, row.series_id), row=row, origin=source, **fields)

    @strawberry.field(description="Where it is measured.")
    def source(self) -> str:
        return self.row.origin

    @strawberry.field(description="Who answers for it.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.owner)

    @strawberry.field
    def baseline(self) -> Baseline | None:
        row = self.row.baseline
        return Baseline(row=row, source=self.origin, **plain(Baseline, row)) if row else None

    @strawberry.field(description="From the first to the one that holds now.")
    def targets(self) -> list[SeriesTarget]:
        return [SeriesTarget(row=row, source=self.origin, **plain(SeriesTarget, row)) for row in self.row.targets]

    @strawberry.field(description="From the first to the one that holds now.")
    def plans(self) -> list[PlanCurve]:
        return [PlanCurve.of(row, self.origin) for row in self.row.plans]

    @strawberry.field
    def retired(self) -> SeriesRetirement | None:
        row = self.row.retirement
        return SeriesRetirement(row=row, source=self.origin, reason=row.reason, at=row.at) if row else None

    @strawberry.field(description="Plan against actual, window by window; none before the system is live.")
    async def plan_vs_actual(self, info: Info, cadence: Cadence | None = None) -> list[SeriesWindow]:
        rows = await info.context.load(self.origin, series_windows_of, self.row.series_id, cadence)
        return [SeriesWindow(row=row, source=self.origin, **plain(SeriesWindow, row)) for row in rows]

    @strawberry.field(description="The days that have any observation, oldest first.")
    async def days(self, info: Info) -> list[SeriesDay]:
        rows = await info.context.load(self.origin, series_days_of, self.row.series_id)
        return [SeriesDay.of(row) for row in rows]

    @strawberry.field(description="The same for a spreadsheet, as it reads here; none in a fork.")
    async def tables(self, info: Info) -> SeriesTables | None:
        return await tables_of(info, self.origin, self.row)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.origin, self.row.engagement_id)


async def series_of(info: Info, source: Source, series_id: UUID | None) -> Series | None:
    row = await info.context.load(source, series_by_id, series_id) if series_id else None
    return Series.of(row, source) if row else None


SERIES = Shelf(
    name="series",
    row=SeriesEntry,
    key=("series_id",),
    since="defined_seq",
    pages=series_pages_of,
    counts=series_counts_of,
    node=Series.of,
)


@strawberry.input
class SeriesFilter:
    id: IdFilter | None = None
    kind: OneOf[SeriesKind] | None = None
    cadence: OneOf[Cadence] | None = None
    name: TextFilter | None = None
    template: TextFilter | None = None
    owner: IdFilter | None = None
    and_: list["SeriesFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["SeriesFilter"] | None = strawberry.field(name="or", default=None)
    not_: "SeriesFilter | None" = strawberry.field(name="not", default=None)


SERIES_COLUMNS = {"id": "series_id"}
SERIES_NOUNS = {"id": NOUN, "owner": "Person"}


@strawberry.enum
class SeriesOrderField(Enum):
    DEFINED = "defined_seq"
    CHANGED = "changed_seq"
    NAME = "name"


@strawberry.input
class SeriesOrder:
    field: SeriesOrderField
    direction: Direction = Direction.ASC


@strawberry.type
class EngagementSeries:
    """What an engagement shows of what is measured."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="What is counted: leading indicators and business figures.")
    async def series(
        self,
        info: Info,
        filter_: Annotated[SeriesFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[SeriesOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Series]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, SERIES_NOUNS, SERIES_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, SERIES, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)


@strawberry.type
class SeriesQuery:
    """What can be read of series by their ids."""

    @strawberry.field
    async def series(self, info: Info, gid: Id) -> Series | None:
        return await series_of(info, seen(self), uuid_of(NOUN, gid))
