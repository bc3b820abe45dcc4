"""Gaps: what production needs and the pilot lacks."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Self, TypeAlias
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.execution import together
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, ListFilter, OneOf, TextFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import Node, node
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_reviews import FindingNode, finding_of
from gateway.schema.stage_names import StageName
from services.engagement.contract import (
    GapLine,
    GapLink,
    GapStatus,
    gap_counts,
    gap_counts_of,
    gap_pages,
    gap_pages_of,
    gaps_by_id,
    needed_by,
    needs_of,
)
from services.engagement.contracts.ownership import days_of
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

Links: TypeAlias = Callable[[Reader, Source, Sequence[UUID]], Awaitable[list[list[GapLink]]]]

strawberry.enum(Severity, name="GapSeverity")
strawberry.enum(GapKind, description="What a gap is about.")
strawberry.enum(Cause, description="Why pilots stall: each gap names one of the six reasons.")
strawberry.enum(GapStatus)
strawberry.enum(Dimension, name="DimensionName")


@strawberry.type(description="Effort in person-days: if all goes well, most likely, if much goes wrong.")
class Estimate:
    low: Decimal
    likely: Decimal
    high: Decimal


@strawberry.type(name="Evidence")
class EvidenceShown:
    digest: str = strawberry.field(description="SHA-256 of the artefact, in hex.")
    link: str
    note: str


async def what_they_need(gaps: Sequence["Gap"], info: Info) -> list[list["Gap"]]:
    return await linked(gaps, info, needs_of, attrgetter("needs"))


async def what_needs_them(gaps: Sequence["Gap"], info: Info) -> list[list["Gap"]]:
    return await linked(gaps, info, needed_by, attrgetter("gap_id"))


async def linked(
    gaps: Sequence["Gap"], info: Info, question: Links, end: Callable[[GapLink], UUID]
) -> list[list["Gap"]]:
    """What is at the other end of the links of gaps that were read from one source."""
    (source,) = {gap.source for gap in gaps}
    links = await info.context.load_many(source, question, [gap.row.gap_id for gap in gaps])
    ids = list(dict.fromkeys(end(link) for of_one in links for link in of_one))
    rows = await info.context.load_many(source, gaps_by_id, ids)
    found = {row.gap_id: Gap.of(row, source) for row in rows if row is not None}
    return [[found[gap_id] for link in of_one if (gap_id := end(link)) in found] for of_one in links]


@strawberry.type(description="Something that must change before the pilot may run in production.")
class Gap(Node):
    title: str
    detail: str
    kind: GapKind
    cause: Cause
    severity: Severity
    status: GapStatus
    due: date | None
    dimension: Dimension | None = strawberry.field(description="The dimension whose difference it came from.")
    aspect: str | None
    found_after_close: bool = strawberry.field(description="Opened after the register's baseline.")
    deferred_until: date | None
    reason: str | None = strawberry.field(description="Why it was last reopened, deferred or cancelled.")
    reopened: int
    extensions: int = strawberry.field(description="How often a deferral was prolonged.")
    expired: int = strawberry.field(description="How often a deferral was put on record as over.")
    workstreams: list[str] = strawberry.field(description="The names of the work streams that it is tagged with.")
    stage: StageName | None = strawberry.field(description="The stage that closes it.")
    template: str | None = strawberry.field(description="The name of the template that it was opened from.")
    opened_at: datetime
    resolved_at: datetime | None
    verified_at: datetime | None
    changed_at: datetime
    version: int
    row: strawberry.Private[GapLine]
    source: strawberry.Private[Source]
    can = whether("Gap")

    @classmethod
    def of(cls, row: GapLine, source: Source) -> Self:
        return node(cls, row, id=global_id("Gap", row.gap_id), row=row, source=source)

    @strawberry.field
    def estimate(self) -> Estimate | None:
        row = self.row
        if row.low is None or row.likely is None or row.high is None:
            return None
        return Estimate(low=row.low, likely=row.likely, high=row.high)

    @strawberry.field(description="What its resolution rests on.")
    def evidence(self) -> EvidenceShown | None:
        row = self.row
        if row.evidence_digest is None or row.evidence_link is None:
            return None
        return EvidenceShown(digest=row.evidence_digest, link=row.evidence_link, note=row.evidence_note or "")

    @strawberry.field
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)

    @strawberry.field
    async def opened_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.opened_by)

    @strawberry.field
    async def resolver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.resolver)

    @strawberry.field
    async def verifier(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.verifier)

    @strawberry.field(description="Who approved that it waits.")
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.approver)

    @strawberry.field(description="It was put off until a day that is over, on the tenant's calendar.")
    async def deferral_over(self, info: Info) -> bool:
        until = self.row.deferred_until
        if until is None or self.row.status is not GapStatus.DEFERRED:
            return False
        today = await info.context.load(self.source, days_of, await moment_of(info, self.source))
        return bool(until < today)

    @strawberry.field(description="The finding it came from.")
    async def finding(self, info: Info) -> FindingNode | None:
        return await finding_of(info, self.source, self.row.finding_id)

    needs = together(what_they_need, description="What must be finished before it can be.")
    needed_by = together(what_needs_them, description="What waits for it.")

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def gap_of(info: Info, source: Source, gap_id: UUID | None) -> Gap | None:
    row = await info.context.load(source, gaps_by_id, gap_id) if gap_id else None
    return Gap.of(row, source) if row else None


async def gaps_named(info: Info, source: Source, gap_ids: list[UUID]) -> list[Gap]:
    rows = await info.context.load_many(source, gaps_by_id, gap_ids)
    return [Gap.of(row, source) for row in rows if row is not None]


ALL_GAPS = Shelf(
    name="gaps",
    row=GapLine,
    key=("gap_id",),
    since="opened_seq",
    pages=gap_pages,
    counts=gap_counts,
    node=Gap.of,
)
REGISTER = Shelf(
    name="register",
    row=GapLine,
    key=("gap_id",),
    since="opened_seq",
    pages=gap_pages_of,
    counts=gap_counts_of,
    node=Gap.of,
)


@strawberry.input
class GapFilter:
    id: IdFilter | None = None
    engagement: IdFilter | None = None
    title: TextFilter | None = None
    kind: OneOf[GapKind] | None = None
    cause: OneOf[Cause] | None = None
    severity: OneOf[Severity] | None = None
    status: OneOf[GapStatus] | None = None
    dimension: OneOf[Dimension] | None = None
    owner: IdFilter | None = strawberry.field(default=None, description="`missing: true`: gaps that nobody owns.")
    due: DateFilter | None = None
    found_after_close: bool | None = None
    stage: OneOf[StageName] | None = None
    workstreams: ListFilter | None = None
    and_: list["GapFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["GapFilter"] | None = strawberry.field(name="or", default=None)
    not_: "GapFilter | None" = strawberry.field(name="not", default=None)


GAP_COLUMNS = {"id": "gap_id", "engagement": "engagement_id"}
GAP_NOUNS = {"id": "Gap", "engagement": "Engagement", "owner": "Person"}


@strawberry.enum(description="Severities go from blocking to minor, the others by time, by day or by their letters.")
class GapOrderField(Enum):
    OPENED = "opened_seq"
    TITLE = "title"
    SEVERITY = "severity"
    STATUS = "status"
    DUE = "due"
    CHANGED = "changed_at"


@strawberry.input
class GapOrder:
    field: GapOrderField
    direction: Direction = Direction.ASC
