"""What was shown: pieces of evidence with all their revisions, and links to the files that are kept."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.evidence.links import Linked
from gateway.links import asker
from gateway.masking import AsOf
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, TextFilter
from gateway.schema.ids import Id, global_id, uuid_of
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain, seen
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from gateway.schema.releases import Release, release_of
from gateway.schema.scalars import Long
from services.gates.contracts.evidence import (
    EvidenceEntry,
    EvidenceState,
    RevisionEntry,
    WithdrawalEntry,
    evidence_by_id,
    evidence_counts_of,
    evidence_pages_of,
)
from shared.projecting.as_of import LIVE, Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

NOUN = "EvidencePiece"
strawberry.enum(EvidenceState, description="Expired: its last day is over, and nobody has revised it.")


@strawberry.type(description="What the artefact says, for rules to see.")
class EvidenceValue:
    name: str
    value: str


@strawberry.type(description="An artefact that stands as the evidence, or did.")
class EvidenceRevision:
    revision: int
    digest: str = strawberry.field(description="SHA-256 of the artefact, in hex.")
    size: Long
    media_type: str
    format: str | None
    valid_from: date
    valid_until: date
    reason: str | None = strawberry.field(description="Why it took the place of the one before.")
    at: datetime
    row: strawberry.Private[RevisionEntry]
    origin: strawberry.Private[Source]

    @classmethod
    def of(cls, row: RevisionEntry, origin: Source) -> Self:
        return cls(row=row, origin=origin, **plain(cls, row))

    @strawberry.field(description="Where the artefact comes from.")
    def source(self) -> str:
        return self.row.source

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.by)


@strawberry.type(description="It backs nothing any more, for good.")
class EvidenceWithdrawal:
    reason: str
    at: datetime
    row: strawberry.Private[WithdrawalEntry]
    origin: strawberry.Private[Source]

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.by)


@strawberry.type(name=NOUN, description="An artefact that backs a criterion, as it was revised last.")
class EvidencePiece(Node):
    criterion: str = strawberry.field(description="As `framework/code`.")
    kind: str
    title: str
    state: EvidenceState
    revision: int
    digest: str = strawberry.field(description="SHA-256 of the artefact, in hex.")
    size: Long
    media_type: str
    format: str | None = strawberry.field(description="Of the tool whose own file this is.")
    valid_from: date
    valid_until: date = strawberry.field(description="The last day on which it counts.")
    submitted_at: datetime
    version: int
    row: strawberry.Private[EvidenceEntry]
    origin: strawberry.Private[Source]
    can = whether("EvidencePiece")

    @classmethod
    def of(cls, row: EvidenceEntry, source: Source) -> Self:
        fields = {name: value for name, value in plain(cls, row).items() if name != "origin"}
        return cls(id=global_id(NOUN, row.evidence_id), row=row, origin=source, **fields)

    @strawberry.field(description="Where the artefact comes from.")
    def source(self) -> str:
        return self.row.origin

    @strawberry.field
    def values(self) -> list[EvidenceValue]:
        return [EvidenceValue(name=each.name, value=each.value) for each in self.row.values]

    @strawberry.field(description="From the first to the one that stands now.")
    def revisions(self) -> list[EvidenceRevision]:
        return [EvidenceRevision.of(each, self.origin) for each in self.row.revisions]

    @strawberry.field
    def withdrawn(self) -> EvidenceWithdrawal | None:
        gone = self.row.withdrawal
        return EvidenceWithdrawal(row=gone, origin=self.origin, reason=gone.reason, at=gone.at) if gone else None

    @strawberry.field(description="Where the file is read for a few minutes, if it is kept here. It has no past.")
    async def link(self, info: Info) -> str | None:
        if self.origin != LIVE:
            raise AsOf(field=f"{NOUN}.link")
        backends, who, row = info.context.backends, await info.context.identity(), self.row
        if await backends.artefacts.has(who.tenant, row.digest) is None:
            return None
        by = asker(who, row.engagement_id)
        return backends.links.address(Linked(by=by, digest=row.digest, media_type=row.media_type, name=row.title))

    @strawberry.field
    async def submitter(self, info: Info) -> Person | None:
        return await person_of(info, self.origin, self.row.submitter)

    @strawberry.field(description="What it was made with.")
    async def release(self, info: Info) -> Release | None:
        return await release_of(info, self.origin, self.row.release_id)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.origin, self.row.engagement_id)


async def evidence_of(info: Info, source: Source, evidence_id: UUID | None) -> EvidencePiece | None:
    row = await info.context.load(source, evidence_by_id, evidence_id) if evidence_id else None
    return EvidencePiece.of(row, source) if row else None


EVIDENCE = Shelf(
    name="evidence",
    row=EvidenceEntry,
    key=("evidence_id",),
    since="submitted_seq",
    pages=evidence_pages_of,
    counts=evidence_counts_of,
    node=EvidencePiece.of,
)


@strawberry.input
class EvidenceFilter:
    id: IdFilter | None = None
    criterion: TextFilter | None = None
    kind: TextFilter | None = None
    title: TextFilter | None = None
    state: OneOf[EvidenceState] | None = None
    submitter: IdFilter | None = None
    valid_until: DateFilter | None = None
    and_: list["EvidenceFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["EvidenceFilter"] | None = strawberry.field(name="or", default=None)
    not_: "EvidenceFilter | None" = strawberry.field(name="not", default=None)


EVIDENCE_COLUMNS = {"id": "evidence_id"}
EVIDENCE_NOUNS = {"id": NOUN, "submitter": "Person"}


@strawberry.enum
class EvidenceOrderField(Enum):
    SUBMITTED = "submitted_seq"
    CHANGED = "changed_seq"
    VALID_UNTIL = "valid_until"
    CRITERION = "criterion"


@strawberry.input
class EvidenceOrder:
    field: EvidenceOrderField
    direction: Direction = Direction.ASC


@strawberry.type
class EvidenceQuery:
    """What can be read of evidence by its id."""

    @strawberry.field
    async def evidence_piece(self, info: Info, gid: Id) -> EvidencePiece | None:
        return await evidence_of(info, seen(self), uuid_of(NOUN, gid))
