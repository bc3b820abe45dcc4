"""What going to production costs, and how many times the pilot that is."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, filtering
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_reviews import Money
from gateway.schema.scalars import Long
from gateway.schema.told import Locale, told
from services.engagement.contract import numbers
from shared.events.costs import CostKind
from shared.projecting.as_of import Source

strawberry.enum(CostKind, description="What the money was spent on.")
strawberry.enum(
    numbers.CostBasis,
    description="Own rate: what was spent so far for the work that is closed. Usual multiple: of what the pilot cost.",
)
strawberry.enum(numbers.Beside, name="BesideUsual", description="Where a figure lies beside what is usual.")


@strawberry.type(description="A cost of going to production, as it reads after its corrections.")
class ScaleCost(Node):
    kind: CostKind
    amount: Money
    spent_on: date
    note: str
    recorded_at: datetime
    corrections: int = strawberry.field(description="How often it was corrected.")
    withdrawn: bool = strawberry.field(description="It was no cost of this engagement, and counts no more.")
    reason: str | None = strawberry.field(description="Why it was last corrected or withdrawn.")
    row: strawberry.Private[numbers.ScaleCost]
    source: strawberry.Private[Source]
    can = whether("ScaleCost")

    @classmethod
    def of(cls, row: numbers.ScaleCost, source: Source) -> Self:
        amount = money(row.minor, row.currency)
        return cls(id=global_id("ScaleCost", row.cost_id), amount=amount, row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


def money(minor: int, currency: str) -> Money:
    return Money(minor=Long(minor), currency=currency)


async def scale_cost_of(info: Info, source: Source, cost_id: UUID | None) -> ScaleCost | None:
    row = await info.context.load(source, numbers.scale_costs_by_id, cost_id) if cost_id else None
    return ScaleCost.of(row, source) if row else None


@filtering
class ScaleCostFilter:
    id: IdFilter | None = None
    kind: OneOf[CostKind] | None = None
    currency: OneOf[str] | None = None
    spent_on: DateFilter | None = None
    withdrawn: bool | None = None


SCALE_COSTS = Shelf(
    name="scaleCosts",
    row=numbers.ScaleCost,
    key=("cost_id",),
    since="recorded_seq",
    pages=numbers.scale_cost_pages_of,
    counts=numbers.scale_cost_counts_of,
    node=ScaleCost.of,
    filter=ScaleCostFilter,
    order=ordering("ScaleCost", RECORDED="recorded_seq", SPENT="spent_on", KIND="kind", AMOUNT="minor"),
    columns={"id": "cost_id"},
    nouns={"id": "ScaleCost"},
)


@strawberry.type(description="What closing the gaps usually costs, in multiples of the pilot.")
class UsualMultiple:
    lowest: Decimal
    highest: Decimal
    version: int = strawberry.field(description="Of the benchmarks.")

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, numbers.LATEST_BENCHMARKS.cost_multiple.label, locale)


def usual_multiple() -> UsualMultiple:
    benchmarks = numbers.LATEST_BENCHMARKS
    band = benchmarks.cost_multiple
    return UsualMultiple(lowest=band.lowest, highest=band.highest, version=benchmarks.version)


@strawberry.type(description="How many times the pilot's cost going to production has cost so far, in one currency.")
class CostMultiple:
    pilot: Money
    scale: Money
    multiple: Decimal | None = strawberry.field(
        description="Scale over pilot, rounded half to even at four places; the amounts are exact. "
        "Empty where the pilot cost nothing in this currency."
    )
    beside: numbers.Beside | None = strawberry.field(description="Beside what is usual.")
    usual: UsualMultiple

    @classmethod
    def of(cls, row: numbers.CostMultiple) -> Self:
        return cls(
            pilot=money(row.spent.pilot, row.spent.currency),
            scale=money(row.spent.scale, row.spent.currency),
            multiple=row.multiple,
            beside=row.beside,
            usual=usual_multiple(),
        )


@strawberry.type(description="What going to production will have cost once no gap is left, in one currency.")
class CostForecast:
    spent: Money
    lower: Money = strawberry.field(description="With the P50 of the work that is left, or by the usual multiple.")
    upper: Money = strawberry.field(description="With its P80, or by the usual multiple.")
    basis: numbers.CostBasis

    @classmethod
    def of(cls, row: numbers.CostForecast) -> Self:
        spent, lower, upper = (money(each, row.currency) for each in (row.spent, row.lower, row.upper))
        return cls(spent=spent, lower=lower, upper=upper, basis=row.basis)


@strawberry.type(description="The same over all engagements that have both costs in the currency.")
class PortfolioCostMultiple:
    of_all: CostMultiple
    engagements: int = strawberry.field(description="Those that have both costs, which alone are added up.")
    one_sided: int = strawberry.field(description="Pilots and engagements that have one of the two only.")

    @classmethod
    def of(cls, row: numbers.PortfolioMultiple) -> Self:
        return cls(of_all=CostMultiple.of(row.of), engagements=row.engagements, one_sided=row.one_sided)
