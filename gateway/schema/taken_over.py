"""What the vendor decided and knows, and how the client takes it over."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, TextFilter, filtering
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from services.engagement.contracts.provenance import (
    DecisionStatus,
    KnowledgeTransferEntry,
    TransferStatus,
    VendorDecisionEntry,
    decision_counts,
    decision_counts_of,
    decision_pages,
    decision_pages_of,
    transfer_counts_of,
    transfer_pages_of,
)
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(DecisionStatus, name="VendorDecisionStatus")
strawberry.enum(TransferStatus, name="KnowledgeTransferStatus")


@strawberry.type(description="A decision that the vendor took, until the client ratifies or overturns it.")
class VendorDecision:
    id: strawberry.ID
    decision: str
    detail: str
    status: DecisionStatus
    note: str | None = strawberry.field(description="What the client said to it.")
    judged_at: datetime | None
    recorded_at: datetime
    row: strawberry.Private[VendorDecisionEntry]
    source: strawberry.Private[Source]
    can = whether("VendorDecision")

    @classmethod
    def of(cls, row: VendorDecisionEntry, source: Source) -> Self:
        return cls(id=global_id("VendorDecision", row.decision_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def judged_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.judged_by)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


@strawberry.type(description="What the vendor knows: passed on, and then done by the receiver alone.")
class KnowledgeTransfer:
    id: strawberry.ID
    task: str
    due: date
    status: TransferStatus
    note: str | None
    done_at: datetime | None
    verified_at: datetime | None
    row: strawberry.Private[KnowledgeTransferEntry]
    source: strawberry.Private[Source]
    can = whether("KnowledgeTransfer")

    @classmethod
    def of(cls, row: KnowledgeTransferEntry, source: Source) -> Self:
        return cls(id=global_id("KnowledgeTransfer", row.transfer_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def giver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.giver)

    @strawberry.field(description="Who does the task alone, and says so.")
    async def receiver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.receiver)

    @strawberry.field(description="What shows that the receiver did the task alone.")
    def evidence(self) -> EvidenceShown | None:
        row = self.row
        if row.evidence_digest is None or row.evidence_link is None:
            return None
        return EvidenceShown(digest=row.evidence_digest, link=row.evidence_link, note=row.evidence_note or "")


@filtering
class VendorDecisionFilter:
    id: IdFilter | None = None
    engagement: IdFilter | None = None
    decision: TextFilter | None = None
    status: OneOf[DecisionStatus] | None = None


@filtering
class KnowledgeTransferFilter:
    id: IdFilter | None = None
    task: TextFilter | None = None
    status: OneOf[TransferStatus] | None = None
    due: DateFilter | None = None
    giver: IdFilter | None = None
    receiver: IdFilter | None = None


DECISION_ORDER = ordering("VendorDecision", RECORDED="recorded_seq", STATUS="status", JUDGED="judged_at")
DECISION_COLUMNS = {"id": "decision_id", "engagement": "engagement_id"}
DECISION_NOUNS = {"id": "VendorDecision", "engagement": "Engagement"}
DECISIONS = Shelf(
    name="decisions",
    row=VendorDecisionEntry,
    key=("decision_id",),
    since="recorded_seq",
    pages=decision_pages_of,
    counts=decision_counts_of,
    node=VendorDecision.of,
    filter=VendorDecisionFilter,
    order=DECISION_ORDER,
    columns=DECISION_COLUMNS,
    nouns=DECISION_NOUNS,
)
ALL_DECISIONS = Shelf(
    name="all decisions",
    row=VendorDecisionEntry,
    key=("decision_id",),
    since="recorded_seq",
    pages=decision_pages,
    counts=decision_counts,
    node=VendorDecision.of,
    filter=VendorDecisionFilter,
    order=DECISION_ORDER,
    columns=DECISION_COLUMNS,
    nouns=DECISION_NOUNS,
)
TRANSFERS = Shelf(
    name="transfers",
    row=KnowledgeTransferEntry,
    key=("transfer_id",),
    since="planned_seq",
    pages=transfer_pages_of,
    counts=transfer_counts_of,
    node=KnowledgeTransfer.of,
    filter=KnowledgeTransferFilter,
    order=ordering("KnowledgeTransfer", PLANNED="planned_seq", DUE="due", STATUS="status"),
    columns={"id": "transfer_id"},
    nouns={"id": "KnowledgeTransfer", "giver": "Person", "receiver": "Person"},
)
