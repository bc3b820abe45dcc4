"""Which engagement goes to production first: rounds of candidates, scored and ranked."""

from services.engagement.domain.portfolio.commands import (
    EnterCandidate,
    OpenPortfolioRound,
    RankPortfolio,
    ScoreCandidate,
    ValueCandidate,
    WithdrawCandidate,
)
from services.engagement.domain.portfolio.placing import RANKING
from services.engagement.domain.portfolio.rules import ROUND

__all__ = [
    "RANKING",
    "ROUND",
    "EnterCandidate",
    "OpenPortfolioRound",
    "RankPortfolio",
    "ScoreCandidate",
    "ValueCandidate",
    "WithdrawCandidate",
]
