"""Ranking a round: on what was said of the candidates, and on their gap registers as they are at that very position.

Nothing that the pilots reached is looked at, so no result of theirs can move a candidate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.effort import total_effort
from services.engagement.domain.estimate import Estimate
from services.engagement.domain.portfolio.commands import (
    CandidatesChanged,
    CandidatesNotScored,
    CandidateStopped,
    NothingToRank,
    RankPortfolio,
)
from services.engagement.domain.portfolio.rules import MOST_CANDIDATES
from services.engagement.domain.portfolio.state import Candidate, Open, Round, Unopened, evolve, opened
from services.engagement.domain.ranking import Inputs, ranked
from services.engagement.domain.roles import APPROVERS, LEADS
from services.engagement.domain.scoring_policy import SCORING_POLICIES, ScoringPolicy
from shared.events.endings import EngagementStopped
from shared.events.gaps import GapCancelled, GapEstimated, GapOpened, GapReopened, GapResolved
from shared.events.portfolio import CandidateValued, Factor, PortfolioEvent, PortfolioRanked, Weight
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.growing import Growing
from shared.kernel.record import record

LEAST_CANDIDATES = 2

GapFact: TypeAlias = GapOpened | GapEstimated | GapResolved | GapCancelled | GapReopened
RankingEvent: TypeAlias = PortfolioEvent | GapFact | EngagementStopped


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
    stopped: frozenset[UUID] = frozenset()


def folded(state: Ranking, event: RankingEvent) -> Ranking:
    match event:
        case GapOpened():
            gap = GapLeft(engagement_id=event.engagement_id)
        case GapEstimated():
            estimate = Estimate(low=event.low, likely=event.likely, high=event.high)
            gap = replace(state.gaps[event.gap_id], estimate=estimate)
        case GapResolved() | GapCancelled() | GapReopened():
            gap = replace(state.gaps[event.gap_id], left=isinstance(event, GapReopened))
        case EngagementStopped():
            return replace(state, stopped=state.stopped | {event.engagement_id})
        case _:
            return replace(state, round=evolve(state.round, event))
    return replace(state, gaps=state.gaps.having(event.gap_id, gap))


def decide(command: RankPortfolio, state: Ranking, _: Asked) -> list[RankingEvent]:
    before = opened(state.round)
    if set(command.candidates) != set(before.candidates):
        raise CandidatesChanged
    if len(before.candidates) < LEAST_CANDIDATES:
        raise NothingToRank
    stopped = state.stopped & before.candidates.keys()
    if stopped:
        raise CandidateStopped(count=len(stopped))
    lacking = sum(one.lacking for one in before.candidates.values())
    if lacking:
        raise CandidatesNotScored(count=lacking)
    fact = made(before, state.gaps)
    return [] if before.ranked == fact else [fact]


def made(state: Open, gaps: Mapping[UUID, GapLeft]) -> PortfolioRanked:
    valued = {key: one.valued for key, one in state.candidates.items() if one.valued is not None}
    policy = SCORING_POLICIES[state.opened.policy]
    inputs = [
        taken(state.candidates[key], fact, [gap for gap in gaps.values() if gap.engagement_id == key], policy)
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


def taken(candidate: Candidate, valued: CandidateValued, gaps: list[GapLeft], policy: ScoringPolicy) -> Inputs:
    left = [gap.estimate for gap in gaps if gap.left]
    return Inputs(
        engagement_id=valued.engagement_id,
        business_value=valued.yearly.minor,
        gap_size=gap_size(left, policy),
        unestimated=left.count(None),
        change_complexity=candidate.scored[Factor.CHANGE_COMPLEXITY].score,
        strategic_alignment=candidate.scored[Factor.STRATEGIC_ALIGNMENT].score,
    )


def gap_size(left: Iterable[Estimate | None], policy: ScoringPolicy) -> Decimal:
    """The P80 of the gaps that are left, in person-days; one without an estimate counts as the policy says."""
    counted = (policy.unestimated if estimate is None else estimate for estimate in left)
    return total_effort([estimate for estimate in counted if estimate is not None]).p80


def looks_at(command: RankPortfolio) -> tuple[Scope, ...]:
    return tuple(
        engagement_scope(each, GapOpened, GapEstimated, GapResolved, GapCancelled, GapReopened, EngagementStopped)
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
