"""Ranking a round: on what was said of the candidates, and on their gap registers as they are at that very position.

Nothing that the pilots reached is looked at, so no result of theirs can move a candidate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.effort import total_effort
from services.engagement.domain.estimate import Estimate
from services.engagement.domain.portfolio.commands import (
    CandidatesChanged,
    CandidatesNotScored,
    NothingToRank,
    RankPortfolio,
)
from services.engagement.domain.portfolio.rules import MOST_CANDIDATES
from services.engagement.domain.portfolio.state import Candidate, Open, Round, Unopened, evolve, opened
from services.engagement.domain.ranking import Inputs, ranked
from services.engagement.domain.roles import APPROVERS, LEADS
from services.engagement.domain.scoring_policy import SCORING_POLICIES
from shared.events.gaps import GapCancelled, GapEstimated, GapOpened, GapReopened, GapResolved
from shared.events.portfolio import Factor, PortfolioEvent, PortfolioRanked, Weight
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.growing import Growing
from shared.kernel.record import record

LEAST_CANDIDATES = 2

GapFact: TypeAlias = GapOpened | GapEstimated | GapResolved | GapCancelled | GapReopened
RankingEvent: TypeAlias = PortfolioEvent | GapFact


@record
class GapLeft:
    """A gap of an engagement: its estimate if it has one, and whether it is still to be closed."""

    engagement_id: UUID
    estimate: Estimate | None = None
    left: bool = True


@record
class Ranking:
    round: Round
    gaps: Growing[UUID, GapLeft] = field(default_factory=Growing)


def folded(state: Ranking, event: RankingEvent) -> Ranking:
    match event:
        case GapOpened():
            gap = GapLeft(engagement_id=event.engagement_id)
        case GapEstimated():
            estimate = Estimate(low=event.low, likely=event.likely, high=event.high)
            gap = replace(state.gaps[event.gap_id], estimate=estimate)
        case GapResolved() | GapCancelled() | GapReopened():
            gap = replace(state.gaps[event.gap_id], left=isinstance(event, GapReopened))
        case _:
            return replace(state, round=evolve(state.round, event))
    return replace(state, gaps=state.gaps.having(event.gap_id, gap))


def decide(command: RankPortfolio, state: Ranking, _: Asked) -> list[RankingEvent]:
    before = opened(state.round)
    if set(command.candidates) != set(before.candidates):
        raise CandidatesChanged
    if len(before.candidates) < LEAST_CANDIDATES:
        raise NothingToRank
    lacking = sum(one.lacking for one in before.candidates.values())
    if lacking:
        raise CandidatesNotScored(count=lacking)
    fact = made(before, state.gaps)
    return [] if before.ranked == fact else [fact]


def made(state: Open, gaps: Mapping[UUID, GapLeft]) -> PortfolioRanked:
    valued = {key: one.valued for key, one in state.candidates.items() if one.valued is not None}
    inputs = [
        taken(state.candidates[key], key, fact.yearly.minor, [gap for gap in gaps.values() if gap.engagement_id == key])
        for key, fact in valued.items()
    ]
    opening, currency = state.opened, next(fact.yearly.currency for fact in valued.values())
    return of_inputs(opening.round_id, opening.policy, opening.weights, currency, inputs)


def of_inputs(
    round_id: UUID, policy: int, weights: tuple[Weight, ...], currency: str, inputs: Sequence[Inputs]
) -> PortfolioRanked:
    return PortfolioRanked(
        round_id=round_id,
        policy=policy,
        weights=weights,
        currency=currency,
        candidates=ranked(inputs, SCORING_POLICIES[policy], weights),
    )


def taken(candidate: Candidate, engagement_id: UUID, business_value: int, gaps: list[GapLeft]) -> Inputs:
    left = [gap.estimate for gap in gaps if gap.left]
    return Inputs(
        engagement_id=engagement_id,
        business_value=business_value,
        gap_size=total_effort([estimate for estimate in left if estimate is not None]).p80,
        unestimated=left.count(None),
        change_complexity=candidate.scored[Factor.CHANGE_COMPLEXITY].score,
        strategic_alignment=candidate.scored[Factor.STRATEGIC_ALIGNMENT].score,
    )


def looks_at(command: RankPortfolio) -> tuple[Scope, ...]:
    return tuple(
        engagement_scope(each, GapOpened, GapEstimated, GapResolved, GapCancelled, GapReopened)
        for each in sorted(set(command.candidates))[:MOST_CANDIDATES]
    )


RANKING: Decider[Ranking, RankPortfolio, RankingEvent] = Decider(
    initial=Ranking(round=Unopened()),
    decide=decide,
    evolve=folded,
    stream=lambda command: f"round-{command.round_id}",
    permits={RankPortfolio: LEADS | APPROVERS},
    looks_at=looks_at,
)
