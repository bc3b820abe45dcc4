"""What another process may know of the portfolio: rounds, their rankings, the scoring policy."""

from typing import Any

from services.engagement.domain.grounds_policy import GROUNDS_POLICIES
from services.engagement.domain.portfolio import (
    RANKING,
    ROUND,
    EnterCandidate,
    OpenPortfolioRound,
    RankPortfolio,
    ScoreCandidate,
    ValueCandidate,
    WithdrawCandidate,
)
from services.engagement.domain.portfolio.grounds import ChangeBeside, ValueBeside, change_beside, value_beside
from services.engagement.domain.ranking import Move
from services.engagement.domain.scoring_policy import (
    LATEST_SCORING,
    SCORING_POLICIES,
    FactorPolicy,
    Measured,
    ScoringPolicy,
)
from services.engagement.projections.portfolio_rounds import CandidateEntry, RoundEntry, ScoreEntry, ValueEntry
from services.engagement.queries.outlooks import OutlookLine, outlooks_of
from services.engagement.queries.portfolio import (
    FlipLine,
    PartLine,
    PlaceLine,
    RankingLine,
    rankings_of,
    round_counts,
    round_pages,
    rounds_by_id,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (ROUND, RANKING)

__all__ = [
    "DECIDERS",
    "GROUNDS_POLICIES",
    "LATEST_SCORING",
    "SCORING_POLICIES",
    "CandidateEntry",
    "ChangeBeside",
    "EnterCandidate",
    "FactorPolicy",
    "FlipLine",
    "Measured",
    "Move",
    "OpenPortfolioRound",
    "OutlookLine",
    "PartLine",
    "PlaceLine",
    "RankPortfolio",
    "RankingLine",
    "RoundEntry",
    "ScoreCandidate",
    "ScoreEntry",
    "ScoringPolicy",
    "ValueBeside",
    "ValueCandidate",
    "ValueEntry",
    "WithdrawCandidate",
    "change_beside",
    "outlooks_of",
    "rankings_of",
    "round_counts",
    "round_pages",
    "rounds_by_id",
    "value_beside",
]
