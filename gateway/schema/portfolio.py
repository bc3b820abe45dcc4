"""Rounds of the portfolio: which engagements are compared, and what was said of each."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.engagements import Engagement, engagement_of
from gateway.schema.filters import IdFilter, TextFilter
from gateway.schema.grounds import ComplexityOnRecord, ValueOnRecord, complexity_on_record, value_on_record
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_reviews import Money
from gateway.schema.scalars import Long
from services.engagement.contracts import portfolio
from shared.events.portfolio import Factor, Weight
from shared.projecting.as_of import Source

strawberry.enum(Factor, name="PortfolioFactor", description="What candidates are ranked by.")


@strawberry.type(description="The part that a factor has in the score; all parts add up to 1.")
class FactorWeight:
    factor: Factor
    weight: Decimal

    @classmethod
    def of(cls, row: Weight) -> Self:
        return cls(factor=row.factor, weight=row.weight)


@strawberry.type(description="What somebody said of a candidate in one factor, from 1, little, to 5, much.")
class CandidateScore:
    factor: Factor
    score: int
    reason: str
    scored_at: datetime
    row: strawberry.Private[portfolio.ScoreEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.ScoreEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def scorer(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.scorer)


@strawberry.type(description="What full deployment is worth in a year, by somebody's word.")
class CandidateValue:
    yearly: Money
    reason: str
    valued_at: datetime
    row: strawberry.Private[portfolio.ValueEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.ValueEntry, source: Source) -> Self:
        yearly = Money(minor=Long(row.yearly.minor), currency=row.yearly.currency)
        return cls(yearly=yearly, reason=row.reason, valued_at=row.valued_at, row=row, source=source)

    @strawberry.field
    async def scorer(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.scorer)


@strawberry.type(description="An engagement that is compared with others.")
class PortfolioCandidate:
    entered_at: datetime
    row: strawberry.Private[portfolio.CandidateEntry]
    source: strawberry.Private[Source]
    round_id: strawberry.Private[UUID]
    can = whether("PortfolioCandidate")

    @classmethod
    def of(cls, row: portfolio.CandidateEntry, source: Source, round_id: UUID) -> Self:
        return cls(row=row, source=source, round_id=round_id, **plain(cls, row))

    @strawberry.field
    async def engagement(self, info: Info) -> Engagement | None:
        return await engagement_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="Empty until it was valued.")
    def business_value(self) -> CandidateValue | None:
        return CandidateValue.of(self.row.value, self.source) if self.row.value else None

    @strawberry.field(description="Empty without a business case.")
    async def value_on_record(self, info: Info) -> ValueOnRecord | None:
        return await value_on_record(info, self.source, self.row)

    @strawberry.field(description="Empty until the population is defined.")
    async def complexity_on_record(self, info: Info) -> ComplexityOnRecord | None:
        return await complexity_on_record(info, self.source, self.row)

    @strawberry.field(description="The last word on each factor that is scored.")
    def scores(self) -> list[CandidateScore]:
        return [CandidateScore.of(each, self.source) for each in self.row.scores]


@strawberry.type(description="Engagements that are compared: which of them goes to production first.")
class PortfolioRound(Node):
    name: str
    policy: int = strawberry.field(description="The version of the scoring policy that it was opened under.")
    opened_at: datetime
    ranked_at: datetime | None = strawberry.field(description="When it was ranked last.")
    version: int
    row: strawberry.Private[portfolio.RoundEntry]
    source: strawberry.Private[Source]
    can = whether("PortfolioRound")

    @classmethod
    def of(cls, row: portfolio.RoundEntry, source: Source) -> Self:
        ranked_at = row.ranking.ranked_at if row.ranking else None
        gid = global_id("PortfolioRound", row.round_id)
        return cls(id=gid, ranked_at=ranked_at, row=row, source=source, **plain(cls, row))

    @strawberry.field
    def weights(self) -> list[FactorWeight]:
        return [FactorWeight.of(each) for each in self.row.weights]

    @strawberry.field(description="In the order in which they were entered.")
    def candidates(self) -> list[PortfolioCandidate]:
        return [PortfolioCandidate.of(each, self.source, self.row.round_id) for each in self.row.candidates]

    @strawberry.field
    async def opened_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.opened_by)


async def portfolio_round_of(info: Info, source: Source, round_id: UUID | None) -> PortfolioRound | None:
    row = await info.context.load(source, portfolio.rounds_by_id, round_id) if round_id else None
    return PortfolioRound.of(row, source) if row else None


ROUNDS = Shelf(
    name="portfolio_rounds",
    row=portfolio.RoundEntry,
    key=("round_id",),
    since="opened_seq",
    pages=portfolio.round_pages,
    counts=portfolio.round_counts,
    node=PortfolioRound.of,
)


@strawberry.input
class PortfolioRoundFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    and_: list["PortfolioRoundFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["PortfolioRoundFilter"] | None = strawberry.field(name="or", default=None)
    not_: "PortfolioRoundFilter | None" = strawberry.field(name="not", default=None)


ROUND_COLUMNS = {"id": "round_id"}
ROUND_NOUNS = {"id": "PortfolioRound"}


@strawberry.enum
class PortfolioRoundOrderField(Enum):
    OPENED = "opened_seq"
    NAME = "name"


@strawberry.input
class PortfolioRoundOrder:
    field: PortfolioRoundOrderField
    direction: Direction = Direction.ASC
