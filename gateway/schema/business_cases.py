"""The business case of an engagement, with what was revised, and what running the system costs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.costs import money
from gateway.schema.filters import DateFilter, IdFilter, OneOf, filtering
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.measured_series import Series, series_of
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_reviews import Money
from gateway.schema.scalars import Long
from services.engagement.contract import EngagementEntry
from services.measurement.contracts import returns
from shared.events.business_case import BenefitLine as BenefitFact
from shared.events.costs import CostKind
from shared.projecting.as_of import Source

LINE, RUN_COST = "BenefitLine", "RunCost"


@strawberry.type(description="What an improvement of one business figure is worth.")
class BenefitLine:
    id: strawberry.ID
    value_per_unit: Money = strawberry.field(description="Of one unit of improvement: an assumption.")
    volume_per_month: Decimal = strawberry.field(description="How often it counts in a month: an assumption.")
    target: Decimal = strawberry.field(description="The improvement that is expected, in the figure's unit.")
    note: str
    row: strawberry.Private[BenefitFact]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: BenefitFact, source: Source) -> Self:
        worth = money(row.value_per_unit.minor, row.value_per_unit.currency)
        own = {"id": global_id(LINE, row.line_id), "value_per_unit": worth}
        return cls(row=row, source=source, **{**plain(cls, row), **own})

    @strawberry.field
    async def series(self, info: Info) -> Series | None:
        return await series_of(info, self.source, self.row.series_id)


@strawberry.type(description="The case as it read from some day on.")
class BusinessCaseVersion:
    revision: int = strawberry.field(description="0 is how it was registered.")
    run_cost_per_month: Money = strawberry.field(description="What running the system is expected to cost.")
    assumptions: list[str]
    reason: str = strawberry.field(description="Why it was revised.")
    live: bool = strawberry.field(description="It was told when the system had gone live, and is no yardstick.")
    at: datetime
    row: strawberry.Private[returns.CaseEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: returns.CaseEntry, source: Source) -> Self:
        cost = money(row.run_cost_per_month.minor, row.run_cost_per_month.currency)
        own = {"run_cost_per_month": cost, "assumptions": list(row.assumptions)}
        return cls(row=row, source=source, **{**plain(cls, row), **own})

    @strawberry.field(description="Who answers for it.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)

    @strawberry.field
    def lines(self) -> list[BenefitLine]:
        return [BenefitLine.of(each, self.source) for each in self.row.lines]


@strawberry.type(description="What the system is expected to bring, told before it is live.")
class BusinessCase:
    version: int
    yardstick: BusinessCaseVersion = strawberry.field(
        description="What the system went live with: it stays what is measured against, for ever."
    )
    versions: list[BusinessCaseVersion] = strawberry.field(description="From the first to the one that holds now.")

    @classmethod
    def of(cls, row: returns.BusinessCaseEntry, source: Source) -> Self:
        versions = [BusinessCaseVersion.of(each, source) for each in row.versions]
        yardstick = [each for each in versions if not each.live][-1]
        return cls(version=row.version, yardstick=yardstick, versions=versions)


@strawberry.type(name=RUN_COST, description="A cost of running the system, as it reads after its corrections.")
class RunCost:
    id: strawberry.ID
    kind: CostKind | None
    amount: Money
    spent_on: date | None
    note: str
    withdrawn: bool = strawberry.field(description="It was no cost of this system, and counts no more.")
    reason: str | None = strawberry.field(description="Why it was last corrected or withdrawn.")
    recorded_at: datetime
    events: list[Long] = strawberry.field(description="The positions in the log of the events that tell of it.")
    row: strawberry.Private[returns.RoiCostEntry]
    source: strawberry.Private[Source]
    can = whether("RunCost")

    @classmethod
    def of(cls, row: returns.RoiCostEntry, source: Source) -> Self:
        own = {
            "id": global_id(RUN_COST, row.cost_id),
            "amount": money(row.minor, row.currency),
            "events": [Long(each) for each in row.seqs],
        }
        return cls(row=row, source=source, **{**plain(cls, row), **own})

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


@filtering
class RunCostFilter:
    id: IdFilter | None = None
    kind: OneOf[CostKind] | None = None
    currency: OneOf[str] | None = None
    spent_on: DateFilter | None = None
    withdrawn: bool | None = None


RUN_COSTS = Shelf(
    name="run_costs",
    row=returns.RoiCostEntry,
    key=("purpose", "cost_id"),
    since="recorded_seq",
    pages=returns.run_cost_pages_of,
    counts=returns.run_cost_counts_of,
    node=RunCost.of,
    filter=RunCostFilter,
    order=ordering("RunCost", RECORDED="recorded_seq", SPENT="spent_on", KIND="kind", AMOUNT="minor"),
    columns={"id": "cost_id"},
    nouns={"id": RUN_COST},
)


@strawberry.type
class EngagementBusinessCase:
    """What an engagement shows of what the system is to bring, and of what running it costs."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Registered before the system is live.")
    async def business_case(self, info: Info) -> BusinessCase | None:
        row = await info.context.load(self.source, returns.business_cases_of, self.row.engagement_id)
        return BusinessCase.of(row, self.source) if row else None

    @strawberry.field(
        description="What running the system costs, item by item.",
        deprecation_reason="Use `allRunCosts`, which comes in pages.",
    )
    async def run_costs(self, info: Info) -> list[RunCost]:
        rows = await info.context.load(self.source, returns.run_costs_of, self.row.engagement_id)
        return [RunCost.of(row, self.source) for row in rows]

    @listed(RUN_COSTS, Connection[RunCost], description="What running the system costs, item by item.")
    def all_run_costs(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)
