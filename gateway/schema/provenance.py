"""Where a system comes from: what it was made of, what the vendor decided, and what is not handed over yet."""

from typing import Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.filters import filter_of
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.made import ASSUMPTIONS, COMPONENTS, Assumption, AssumptionFilter, Component
from gateway.schema.node import plain
from gateway.schema.taken_over import (
    DECISIONS,
    TRANSFERS,
    KnowledgeTransfer,
    KnowledgeTransferFilter,
    VendorDecision,
    VendorDecisionFilter,
)
from services.engagement.contracts.provenance import ProvenanceBlocker, ProvenanceLine, provenances_of
from shared.events.pilots import RunBy
from shared.projecting.as_of import Source

strawberry.enum(ProvenanceBlocker, description="What was not tested or taken over, and stands in the way of go-live.")


@strawberry.type(name="ProvenanceBlockerCount")
class Blocking:
    blocker: ProvenanceBlocker
    count: int


@strawberry.type(description="What the pilot was made of, and how it passes to those who will run it.")
class Provenance:
    run_by: RunBy = strawberry.field(description="Where a vendor ran the pilot, all of it has to be taken over.")
    version: int
    row: strawberry.Private[ProvenanceLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: ProvenanceLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What stands in the way, and how often.")
    def blockers(self) -> list[Blocking]:
        return [Blocking(blocker=blocker, count=count) for blocker, count in self.row.blockers]

    @strawberry.field(description="What was built, and by whom.")
    async def components(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Component]:
        paging = Paging(first=first, after=after, last=last, before=before)
        return await connect(info, COMPONENTS, self.source, paging, parent=self.row.engagement_id)

    @strawberry.field(description="What had to be true for the pilot to work.")
    async def assumptions(
        self,
        info: Info,
        filter_: Annotated[AssumptionFilter | None, strawberry.argument(name="filter")] = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Assumption]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, {}, {})
        return await connect(info, ASSUMPTIONS, self.source, paging, wanted=wanted, parent=self.row.engagement_id)

    @strawberry.field(description="What the vendor decided.")
    async def decisions(
        self,
        info: Info,
        filter_: Annotated[VendorDecisionFilter | None, strawberry.argument(name="filter")] = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[VendorDecision]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, {}, {})
        return await connect(info, DECISIONS, self.source, paging, wanted=wanted, parent=self.row.engagement_id)

    @strawberry.field(description="What the vendor knows and somebody else must.")
    async def transfers(
        self,
        info: Info,
        filter_: Annotated[KnowledgeTransferFilter | None, strawberry.argument(name="filter")] = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[KnowledgeTransfer]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, {}, {})
        return await connect(info, TRANSFERS, self.source, paging, wanted=wanted, parent=self.row.engagement_id)


async def provenance_of(info: Info, source: Source, engagement_id: UUID) -> Provenance | None:
    row = await info.context.load(source, provenances_of, engagement_id)
    return Provenance.of(row, source) if row else None
