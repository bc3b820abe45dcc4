"""What can be done with rounds of the portfolio."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.ids import named
from gateway.schema.pilot_commands import MoneyInput
from gateway.schema.portfolio import PortfolioRound, portfolio_round_of
from services.engagement.contracts.portfolio import (
    EnterCandidate,
    OpenPortfolioRound,
    RankPortfolio,
    ScoreCandidate,
    ValueCandidate,
    WithdrawCandidate,
    rounds_by_id,
)
from shared.events.portfolio import Factor
from shared.kernel.money import Money
from shared.projecting.as_of import LIVE


@strawberry.type(description="The round as it now reads, or why nothing was recorded.")
class PortfolioRoundPayload:
    portfolio_round: PortfolioRound | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(
        cls, info: Info, asked: Command, command: object, round_id: UUID, as_asked: tuple[str, ...] | None = None
    ) -> Self:
        consistency = await record_it(info, asked, command, as_asked)
        return cls(portfolio_round=await portfolio_round_of(info, LIVE, round_id), consistency=consistency)


@strawberry.input
class OpenPortfolioRoundInput(CommandInput):
    name: str


@strawberry.input(description="`expectedVersion` is that of the round.")
class RoundInput(CommandInput):
    round_id: strawberry.ID


@strawberry.input
class CandidateInput(RoundInput):
    engagement_id: strawberry.ID


@strawberry.input
class ValueCandidateInput(CandidateInput):
    yearly: MoneyInput | None = strawberry.field(
        default=None,
        description="What full deployment is worth to the business in a year; left out: as its business case says.",
    )
    reason: str


@strawberry.input
class ScoreCandidateInput(CandidateInput):
    factor: Factor = strawberry.field(
        description="`CHANGE_COMPLEXITY` or `STRATEGIC_ALIGNMENT`: the others are amounts."
    )
    score: int | None = strawberry.field(
        default=None,
        description="From 1, little, to 5, much; left out for `CHANGE_COMPLEXITY`: as its population says.",
    )
    reason: str


@strawberry.input
class WithdrawCandidateInput(CandidateInput):
    reason: str


@strawberry.type
class PortfolioMutations:
    @rejectable("Begin to compare engagements, by the weights of today's scoring policy.")
    async def open_portfolio_round(self, info: Info, given: Given[OpenPortfolioRoundInput]) -> PortfolioRoundPayload:
        asked = await commanded(info, given)
        command = OpenPortfolioRound(round_id=asked.new("round"), name=given.name)
        return await PortfolioRoundPayload.after(info, asked, command, command.round_id)

    @rejectable("Let an engagement take part.")
    async def enter_candidate(self, info: Info, given: Given[CandidateInput]) -> PortfolioRoundPayload:
        round_id, engagement_id = candidate(given)
        command = EnterCandidate(round_id=round_id, engagement_id=engagement_id)
        return await PortfolioRoundPayload.after(info, await commanded(info, given), command, round_id)

    @rejectable("Say what full deployment is worth to the business.")
    async def value_candidate(self, info: Info, given: Given[ValueCandidateInput]) -> PortfolioRoundPayload:
        round_id, engagement_id = candidate(given)
        command = ValueCandidate(
            round_id=round_id,
            engagement_id=engagement_id,
            yearly=Money(minor=given.yearly.minor, currency=given.yearly.currency) if given.yearly else None,
            reason=given.reason,
        )
        return await PortfolioRoundPayload.after(info, await commanded(info, given), command, round_id)

    @rejectable("Score a candidate, as its sponsor, in a factor that is no amount.")
    async def score_candidate(self, info: Info, given: Given[ScoreCandidateInput]) -> PortfolioRoundPayload:
        round_id, engagement_id = candidate(given)
        command = ScoreCandidate(
            round_id=round_id,
            engagement_id=engagement_id,
            factor=given.factor,
            score=given.score,
            reason=given.reason,
        )
        return await PortfolioRoundPayload.after(info, await commanded(info, given), command, round_id)

    @rejectable("Let an engagement take part no more; rankings that are on record keep it.")
    async def withdraw_candidate(self, info: Info, given: Given[WithdrawCandidateInput]) -> PortfolioRoundPayload:
        round_id, engagement_id = candidate(given)
        command = WithdrawCandidate(round_id=round_id, engagement_id=engagement_id, reason=given.reason)
        return await PortfolioRoundPayload.after(info, await commanded(info, given), command, round_id)

    @rejectable("Rank the candidates on their scores and on their gap registers as they are now.")
    async def rank_portfolio(self, info: Info, given: Given[RoundInput]) -> PortfolioRoundPayload:
        asked = await commanded(info, given)
        round_id = named("PortfolioRound", "roundId", given.round_id)
        row = await info.context.load(LIVE, rounds_by_id, round_id)
        candidates = tuple(one.engagement_id for one in row.candidates) if row else ()
        command = RankPortfolio(round_id=round_id, candidates=candidates)
        return await PortfolioRoundPayload.after(info, asked, command, round_id, ("rankPortfolio", str(round_id)))


def candidate(given: CandidateInput) -> tuple[UUID, UUID]:
    return named("PortfolioRound", "roundId", given.round_id), named("Engagement", "engagementId", given.engagement_id)
