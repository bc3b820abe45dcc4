"""A pilot's review: its results beside their criteria, what it cost, and what the close-out review found."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.better import Better
from gateway.schema.filters import IdFilter, OneOf, TextFilter, filtering
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from services.engagement.contract import (
    Finding,
    PilotCost,
    PilotEntry,
    PilotResult,
    costs_of,
    findings_by_id,
    findings_of,
    results_of,
)
from services.engagement.contracts import pilot_reviews
from shared.events.pilots import FindingKind
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.gaps import Gap

strawberry.enum(FindingKind)


@strawberry.type(description="Money in the smallest unit of its currency: cents, for most.")
class Money:
    minor: Long
    currency: str


@strawberry.type(name="PilotResult", description="A success criterion beside what the pilot reached.")
class Result:
    criterion: str
    unit: str
    better: Better
    target: Decimal | None = strawberry.field(description="Empty where nobody had said what success is.")
    actual: Decimal
    met: bool | None
    recorded_at: datetime

    @classmethod
    def of(cls, row: PilotResult) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(name="PilotCost")
class Cost:
    id: strawberry.ID
    amount: Money
    purpose: str
    recorded_at: datetime

    @classmethod
    def of(cls, row: PilotCost) -> Self:
        amount = Money(minor=Long(row.minor), currency=row.currency)
        return cls(id=global_id("PilotCost", row.cost_id), amount=amount, **plain(cls, row))


@strawberry.type(name="Finding", description="What the close-out review found: it becomes a gap, or is dismissed.")
class FindingNode(Node):
    kind: FindingKind
    title: str
    detail: str
    dismissed: str | None = strawberry.field(description="Why it needs no gap.")
    recorded_at: datetime
    row: strawberry.Private[Finding]
    source: strawberry.Private[Source]
    can = whether("Finding")

    @classmethod
    def of(cls, row: Finding, source: Source) -> Self:
        return cls(id=global_id("Finding", row.finding_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def gap(self, info: Info) -> Annotated["Gap", strawberry.lazy("gateway.schema.gaps")] | None:
        from gateway.schema.gaps import gap_of  # noqa: PLC0415 - the two nouns name each other

        return await gap_of(info, self.source, self.row.gap_id)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


async def finding_of(info: Info, source: Source, finding_id: UUID | None) -> FindingNode | None:
    row = await info.context.load(source, findings_by_id, finding_id) if finding_id else None
    return FindingNode.of(row, source) if row else None


@filtering
class PilotResultFilter:
    criterion: TextFilter | None = None
    met: bool | None = None


@filtering
class PilotCostFilter:
    id: IdFilter | None = None
    purpose: TextFilter | None = None
    currency: OneOf[str] | None = None


@filtering
class FindingFilter:
    id: IdFilter | None = None
    kind: OneOf[FindingKind] | None = None
    title: TextFilter | None = None
    gap: IdFilter | None = strawberry.field(default=None, description="`missing: true`: what became no gap.")


RESULTS = Shelf(
    name="pilot_results",
    row=PilotResult,
    key=("pilot_id", "criterion"),
    since="recorded_at",
    pages=pilot_reviews.result_pages_of,
    counts=pilot_reviews.result_counts_of,
    node=lambda row, _: Result.of(row),
    filter=PilotResultFilter,
    order=ordering("PilotResult", RECORDED="recorded_at", CRITERION="criterion"),
)
COSTS = Shelf(
    name="pilot_costs",
    row=PilotCost,
    key=("cost_id",),
    since="recorded_seq",
    pages=pilot_reviews.cost_pages_of,
    counts=pilot_reviews.cost_counts_of,
    node=lambda row, _: Cost.of(row),
    filter=PilotCostFilter,
    order=ordering("PilotCost", RECORDED="recorded_seq", AMOUNT="minor"),
    columns={"id": "cost_id"},
    nouns={"id": "PilotCost"},
)
FINDINGS = Shelf(
    name="findings",
    row=Finding,
    key=("finding_id",),
    since="recorded_seq",
    pages=pilot_reviews.finding_pages_of,
    counts=pilot_reviews.finding_counts_of,
    node=FindingNode.of,
    filter=FindingFilter,
    order=ordering("Finding", RECORDED="recorded_seq", KIND="kind", TITLE="title"),
    columns={"id": "finding_id", "gap": "gap_id"},
    nouns={"id": "Finding", "gap": "Gap"},
)


@strawberry.type
class PilotReview:
    """What a pilot shows of its review."""

    row: strawberry.Private[PilotEntry]
    source: strawberry.Private[Source]

    @strawberry.field(deprecation_reason="Use `allResults`, which comes in pages.")
    async def results(self, info: Info) -> list[Result]:
        return [Result.of(row) for row in await info.context.load(self.source, results_of, self.row.pilot_id)]

    @strawberry.field(deprecation_reason="Use `allCosts`, which comes in pages.")
    async def costs(self, info: Info) -> list[Cost]:
        return [Cost.of(row) for row in await info.context.load(self.source, costs_of, self.row.pilot_id)]

    @strawberry.field(deprecation_reason="Use `allFindings`, which comes in pages.")
    async def findings(self, info: Info, kind: FindingKind | None = None) -> list[FindingNode]:
        rows = await info.context.load(self.source, findings_of, self.row.pilot_id)
        return [FindingNode.of(row, self.source) for row in rows if kind in {None, row.kind}]

    @listed(RESULTS, Connection[Result], description="Beside what was wanted, one for each success criterion.")
    def all_results(self) -> Part:
        return Part(source=self.source, parent=self.row.pilot_id)

    @listed(COSTS, Connection[Cost], description="Item by item.")
    def all_costs(self) -> Part:
        return Part(source=self.source, parent=self.row.pilot_id)

    @listed(FINDINGS, Connection[FindingNode], description="What the close-out review found.")
    def all_findings(self) -> Part:
        return Part(source=self.source, parent=self.row.pilot_id)
