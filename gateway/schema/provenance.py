"""Where a system comes from: what it was made of, what the vendor decided, and what is not handed over yet."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection
from gateway.schema.made import ASSUMPTIONS, COMPONENTS, Assumption, Component
from gateway.schema.node import plain
from gateway.schema.taken_over import (
    DECISIONS,
    TRANSFERS,
    KnowledgeTransfer,
    VendorDecision,
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

    @listed(COMPONENTS, Connection[Component], description="What was built, and by whom.")
    def components(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(ASSUMPTIONS, Connection[Assumption], description="What had to be true for the pilot to work.")
    def assumptions(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(DECISIONS, Connection[VendorDecision], description="What the vendor decided.")
    def decisions(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(TRANSFERS, Connection[KnowledgeTransfer], description="What the vendor knows and somebody else must.")
    def transfers(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)


async def provenance_of(info: Info, source: Source, engagement_id: UUID) -> Provenance | None:
    row = await info.context.load(source, provenances_of, engagement_id)
    return Provenance.of(row, source) if row else None
