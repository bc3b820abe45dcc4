"""Sources that the model's answers rest on: scoped, access-controlled and approved, or why not."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.data_sources import DataSource, data_source_of
from gateway.schema.filters import DateFilter, IdFilter, filtering
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from services.engagement.contract import hardening
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(hardening.GroundingObstacle, name="GroundingObstacle", description="Why answers may not rest on it.")


@strawberry.type(description="One of the three things that a source needs before answers rest on it.")
class GroundingFlag:
    holds: bool
    since: datetime | None = strawberry.field(description="When it was last said, whether it still holds or not.")
    person: strawberry.Private[UUID | None]
    source: strawberry.Private[Source]

    @strawberry.field(description="Who said so.")
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.person)


@strawberry.type(description="A source of data that the model's answers rest on.")
class GroundingSource(Node):
    revision: str = strawberry.field(description="The version of its content.")
    digest: str = strawberry.field(description="SHA-256 of that content, in hex.")
    reason: str | None = strawberry.field(description="Why it was revised last.")
    revised_at: datetime
    scope: str | None = strawberry.field(description="The part of it that answers rest on.")
    control: str | None = strawberry.field(description="By which control only those read from it who may.")
    approved_revision: str | None
    fresh_until: date | None = strawberry.field(description="The last day of the approval.")
    retired: bool
    retired_at: datetime | None
    retired_reason: str | None
    version: int
    row: strawberry.Private[hardening.GroundingEntry]
    origin: strawberry.Private[Source]
    can = whether("GroundingSource")

    @classmethod
    def of(cls, row: hardening.GroundingEntry, source: Source) -> Self:
        gid = global_id("GroundingSource", row.source_id)
        return cls(id=gid, scope=row.part, row=row, origin=source, **plain(cls, row))

    @strawberry.field(description="Today: in use, scoped, access-controlled, and approved as it now is.")
    async def ready(self, info: Info) -> bool:
        return not await self._obstacles(info)

    @strawberry.field(description="Why answers may not rest on it; nothing where they may.")
    async def why_not(self, info: Info) -> list[hardening.GroundingObstacle]:
        return list(await self._obstacles(info))

    async def _obstacles(self, info: Info) -> tuple[hardening.GroundingObstacle, ...]:
        at = await moment_of(info, self.origin)
        return await info.context.load(self.origin, hardening.grounding_obstacles_of, self.row.source_id, at)

    @strawberry.field(description="By its owner, for the version and the scope that it now has.")
    async def approved(self, info: Info) -> GroundingFlag:
        row, found = self.row, await self._obstacles(info)
        holds = hardening.OF_THE_APPROVAL.isdisjoint(found)
        return GroundingFlag(holds=holds, since=row.approved_at, person=row.approver, source=self.origin)

    @strawberry.field
    def scoped(self) -> GroundingFlag:
        row = self.row
        return GroundingFlag(holds=row.part is not None, since=row.scoped_at, person=row.scoped_by, source=self.origin)

    @strawberry.field
    def access_controlled(self) -> GroundingFlag:
        row = self.row
        return GroundingFlag(
            holds=row.control is not None, since=row.controlled_at, person=row.controlled_by, source=self.origin
        )

    @strawberry.field(description="What shows that the control works.")
    def evidence(self) -> EvidenceShown | None:
        row = self.row
        if row.evidence_digest is None or row.evidence_link is None:
            return None
        return EvidenceShown(digest=row.evidence_digest, link=row.evidence_link, note=row.evidence_note or "")

    @strawberry.field(description="Who brought in the version.")
    async def revised_by(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.revised_by)

    @strawberry.field
    async def retired_by(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.retired_by)

    @strawberry.field
    async def source(self, info: Info) -> DataSource | None:
        return await data_source_of(info, self.origin, self.row.source_id)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.origin, self.row.engagement_id)


async def grounding_source_of(info: Info, source: Source, source_id: UUID | None) -> GroundingSource | None:
    row = await info.context.load(source, hardening.grounding_sources_by_id, source_id) if source_id else None
    return GroundingSource.of(row, source) if row else None


@filtering
class GroundingSourceFilter:
    id: IdFilter | None = None
    source: IdFilter | None = None
    retired: bool | None = None
    fresh_until: DateFilter | None = None


GROUNDING_SOURCES = Shelf(
    name="grounding_sources",
    row=hardening.GroundingEntry,
    key=("source_id",),
    since="declared_seq",
    pages=hardening.grounding_source_pages_of,
    counts=hardening.grounding_source_counts_of,
    node=GroundingSource.of,
    filter=GroundingSourceFilter,
    order=ordering("GroundingSource", DECLARED="declared_seq", REVISED="revised_at", FRESH="fresh_until"),
    columns={"id": "source_id", "source": "source_id"},
    nouns={"id": "GroundingSource", "source": "DataSource"},
)
