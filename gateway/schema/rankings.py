"""A ranking that can be argued with: its places, what each factor adds, and the weights at which neighbours flip."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self

import strawberry

from gateway.context import Info
from gateway.schema.engagements import Engagement, engagement_of
from gateway.schema.filters import filter_of
from gateway.schema.ids import Id, uuid_of
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.node import plain, seen
from gateway.schema.orders import orders
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_reviews import Money
from gateway.schema.portfolio import (
    ROUND_COLUMNS,
    ROUND_NOUNS,
    ROUNDS,
    FactorWeight,
    PortfolioRound,
    PortfolioRoundFilter,
    PortfolioRoundOrder,
    portfolio_round_of,
)
from gateway.schema.scalars import Long
from gateway.schema.scoring import ScoringPolicy
from services.engagement.contracts import portfolio
from shared.events.portfolio import Factor
from shared.projecting.as_of import Source

strawberry.enum(portfolio.Move, name="WeightMove", description="What a weight does until two candidates flip.")


@strawberry.type(description="What a factor adds to a score: its part from 0 to 1, times its weight.")
class FactorPart:
    factor: Factor
    weight: Decimal
    part: Decimal
    added: Decimal

    @classmethod
    def of(cls, row: portfolio.PartLine) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="A candidate in its place.")
class RankedPlace:
    rank: int
    score: Decimal
    business_value: Money = strawberry.field(description="In a year.")
    gap_size: Decimal = strawberry.field(description="P80 of the person-days that its open gaps took.")
    unestimated: int = strawberry.field(
        description="Open gaps without an estimate: they count as the policy of the round says."
    )
    change_complexity: int
    strategic_alignment: int
    factors: list[FactorPart]
    pilot_result_rank: int | None = strawberry.field(
        description="How the pilot did beside the others: shown, and never a part of the score."
    )
    row: strawberry.Private[portfolio.PlaceLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.PlaceLine, currency: str, source: Source) -> Self:
        return cls(
            rank=row.rank,
            score=row.ranked.score,
            business_value=Money(minor=Long(row.ranked.business_value), currency=currency),
            gap_size=row.ranked.gap_size,
            unestimated=row.ranked.unestimated,
            change_complexity=row.ranked.change_complexity,
            strategic_alignment=row.ranked.strategic_alignment,
            factors=[FactorPart.of(part) for part in row.parts],
            pilot_result_rank=row.pilot_result_rank,
            row=row,
            source=source,
        )

    @strawberry.field
    async def engagement(self, info: Info) -> Engagement | None:
        return await engagement_of(info, self.source, self.row.ranked.engagement_id)


@strawberry.type(
    description="Once a weight is moved beyond `weight`, the others in proportion as they were, `below` passes `above`."
)
class RankingFlip:
    factor: Factor
    weight: Decimal = strawberry.field(description="Exact but for rounding at six places.")
    move: portfolio.Move
    row: strawberry.Private[portfolio.FlipLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.FlipLine, source: Source) -> Self:
        point = row.point
        return cls(factor=point.factor, weight=row.weight, move=point.move, row=row, source=source)

    @strawberry.field
    async def above(self, info: Info) -> Engagement | None:
        return await engagement_of(info, self.source, self.row.above)

    @strawberry.field
    async def below(self, info: Info) -> Engagement | None:
        return await engagement_of(info, self.source, self.row.below)


@strawberry.type(description="A round as it was ranked last.")
class PortfolioRanking:
    position: Long = strawberry.field(description="The registers of the candidates were read at this position.")
    ranked_at: datetime
    policy: int
    weights: list[FactorWeight]
    recomputed: bool = strawberry.field(description="Whether the log still gives the very same ranking.")
    row: strawberry.Private[portfolio.RankingLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.RankingLine, source: Source) -> Self:
        return cls(
            position=Long(row.entry.position),
            ranked_at=row.entry.ranked_at,
            policy=row.entry.ranked.policy,
            weights=[FactorWeight.of(each) for each in row.entry.ranked.weights],
            recomputed=row.recomputed,
            row=row,
            source=source,
        )

    @strawberry.field(description="What it was ranked by, as that version ships.")
    def scoring_policy(self) -> ScoringPolicy:
        return ScoringPolicy.of(portfolio.SCORING_POLICIES[self.policy])

    @strawberry.field
    async def ranked_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.ranked_by)

    @strawberry.field(description="First to last.")
    def places(self) -> list[RankedPlace]:
        currency = self.row.entry.ranked.currency
        return [RankedPlace.of(each, currency, self.source) for each in self.row.places]

    @strawberry.field(description="For each pair of neighbours.")
    def flips(self) -> list[RankingFlip]:
        return [RankingFlip.of(each, self.source) for each in self.row.flips]


@strawberry.type(description="A round as it would be ranked. Nothing was recorded.")
class PortfolioOutlook:
    policy: int
    weights: list[FactorWeight]
    row: strawberry.Private[portfolio.OutlookLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: portfolio.OutlookLine, source: Source) -> Self:
        weights = [FactorWeight.of(each) for each in row.ranked.weights]
        return cls(policy=row.ranked.policy, weights=weights, row=row, source=source)

    @strawberry.field(description="What it was ranked by, as that version ships.")
    def scoring_policy(self) -> ScoringPolicy:
        return ScoringPolicy.of(portfolio.SCORING_POLICIES[self.policy])

    @strawberry.field(description="First to last.")
    def places(self) -> list[RankedPlace]:
        return [RankedPlace.of(each, self.row.ranked.currency, self.source) for each in self.row.places]

    @strawberry.field(description="For each pair of neighbours.")
    def flips(self) -> list[RankingFlip]:
        return [RankingFlip.of(each, self.source) for each in self.row.flips]


@strawberry.type
class PortfolioQuery:
    """What can be read of the portfolio."""

    @strawberry.field
    async def portfolio_round(self, info: Info, gid: Id) -> PortfolioRound | None:
        return await portfolio_round_of(info, seen(self), uuid_of("PortfolioRound", gid))

    @strawberry.field
    async def portfolio_rounds(
        self,
        info: Info,
        filter_: Annotated[PortfolioRoundFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[PortfolioRoundOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[PortfolioRound]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, ROUND_NOUNS, ROUND_COLUMNS)
        return await connect(info, ROUNDS, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field(description="The last ranking of a round, made once more from what it stood on.")
    async def portfolio_ranking(
        self, info: Info, gid: Annotated[strawberry.ID, strawberry.argument(name="round")]
    ) -> PortfolioRanking | None:
        source = seen(self)
        row = await info.context.load(source, portfolio.rankings_of, uuid_of("PortfolioRound", gid))
        return PortfolioRanking.of(row, source) if row else None

    @strawberry.field(description="How a round would be ranked as things are; empty where it could not be.")
    async def portfolio_outlook(
        self, info: Info, gid: Annotated[strawberry.ID, strawberry.argument(name="round")]
    ) -> PortfolioOutlook | None:
        source = seen(self)
        row = await info.context.load(source, portfolio.outlooks_of, uuid_of("PortfolioRound", gid))
        return PortfolioOutlook.of(row, source) if row else None

    @strawberry.field(description="The scoring policy that new rounds are opened under: the same at every moment.")
    async def scoring_policy(self, info: Info) -> ScoringPolicy:
        await info.context.identity()
        return ScoringPolicy.of(portfolio.LATEST_SCORING)
