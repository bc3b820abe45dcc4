"""Pilots: what was tried, and what came of it."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.better import Better
from gateway.schema.filters import DateFilter, IdFilter, IntFilter, OneOf, TextFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.outcomes import Outcome, outcome_of
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
    pilot_counts,
    pilot_pages,
    pilots_by_id,
    results_of,
)
from shared.events.pilots import FindingKind, RunBy
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement
    from gateway.schema.gaps import Gap

strawberry.enum(RunBy)
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


@strawberry.type(description="What was tried: by whom, to what end, with what result.")
class Pilot(Node):
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date
    closed_on: date | None
    summary: str | None
    deferrals: int = strawberry.field(description="How often the decision to scale was put off.")
    deferred_until: date | None
    deferral_reason: str | None
    registered_at: datetime
    version: int
    row: strawberry.Private[PilotEntry]
    source: strawberry.Private[Source]
    can = whether("Pilot")

    @classmethod
    def of(cls, row: PilotEntry, source: Source) -> Self:
        return cls(id=global_id("Pilot", row.pilot_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Where it stands and, where it ended, why.")
    async def outcome(self, info: Info) -> Outcome | None:
        return await outcome_of(info, self.source, self.row.pilot_id)

    @strawberry.field
    async def results(self, info: Info) -> list[Result]:
        return [Result.of(row) for row in await info.context.load(self.source, results_of, self.row.pilot_id)]

    @strawberry.field
    async def costs(self, info: Info) -> list[Cost]:
        return [Cost.of(row) for row in await info.context.load(self.source, costs_of, self.row.pilot_id)]

    @strawberry.field
    async def findings(self, info: Info, kind: FindingKind | None = None) -> list[FindingNode]:
        rows = await info.context.load(self.source, findings_of, self.row.pilot_id)
        return [FindingNode.of(row, self.source) for row in rows if kind in {None, row.kind}]

    @strawberry.field(description="The engagement that takes this pilot to production.")
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.pilot_id)


async def pilot_of(info: Info, source: Source, pilot_id: UUID | None) -> Pilot | None:
    row = await info.context.load(source, pilots_by_id, pilot_id) if pilot_id else None
    return Pilot.of(row, source) if row else None


async def finding_of(info: Info, source: Source, finding_id: UUID | None) -> FindingNode | None:
    row = await info.context.load(source, findings_by_id, finding_id) if finding_id else None
    return FindingNode.of(row, source) if row else None


PILOTS = Shelf(
    name="pilots",
    row=PilotEntry,
    key=("pilot_id",),
    since="registered_seq",
    pages=pilot_pages,
    counts=pilot_counts,
    node=Pilot.of,
)


@strawberry.input
class PilotFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    run_by: OneOf[RunBy] | None = None
    vendor: TextFilter | None = None
    started_on: DateFilter | None = None
    closed_on: DateFilter | None = None
    deferrals: IntFilter | None = strawberry.field(
        default=None, description="How often the decision to scale was put off; `from: 2` finds those that escalate."
    )
    and_: list["PilotFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["PilotFilter"] | None = strawberry.field(name="or", default=None)
    not_: "PilotFilter | None" = strawberry.field(name="not", default=None)


PILOT_COLUMNS = {"id": "pilot_id"}
PILOT_NOUNS = {"id": "Pilot"}


@strawberry.enum
class PilotOrderField(Enum):
    REGISTERED = "registered_seq"
    NAME = "name"
    STARTED = "started_on"
    CLOSED = "closed_on"


@strawberry.input
class PilotOrder:
    field: PilotOrderField
    direction: Direction = Direction.ASC
