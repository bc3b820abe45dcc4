"""A round of two: the claims assistant, and a second engagement that is worth more and has less far to go."""

from decimal import Decimal
from uuid import UUID

from services.engagement.domain.scoring_policy import SCORING_POLICIES
from shared.events.portfolio import (
    CandidateEntered,
    CandidateScored,
    CandidateValued,
    CandidateWithdrawn,
    Factor,
    PortfolioRanked,
    PortfolioRoundOpened,
    RankedCandidate,
)
from shared.kernel.money import Money
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import DEE

ROUND_ID, OTHER = UUID(int=0x40), UUID(int=0xE2)
WEIGHTS = SCORING_POLICIES[1].weights

ROUND_OPENED = PortfolioRoundOpened(round_id=ROUND_ID, name="Autumn round", policy=1, weights=WEIGHTS)
CANDIDATE_ENTERED = CandidateEntered(round_id=ROUND_ID, engagement_id=ENGAGEMENT)
OTHER_ENTERED = CandidateEntered(round_id=ROUND_ID, engagement_id=OTHER)


def valued(engagement_id: UUID, minor: int) -> CandidateValued:
    return CandidateValued(
        round_id=ROUND_ID,
        engagement_id=engagement_id,
        yearly=Money(minor=minor, currency="CAD"),
        reason="Hours saved by adjusters, at their full cost.",
        scorer=DEE,
    )


def scored(engagement_id: UUID, factor: Factor, score: int) -> CandidateScored:
    return CandidateScored(
        round_id=ROUND_ID,
        engagement_id=engagement_id,
        factor=factor,
        score=score,
        reason="Four departments, one of which resists.",
        scorer=DEE,
    )


CANDIDATE_VALUED = valued(ENGAGEMENT, 40_000_000)
CANDIDATE_SCORED = scored(ENGAGEMENT, Factor.CHANGE_COMPLEXITY, 4)
WITHDRAWN = CandidateWithdrawn(round_id=ROUND_ID, engagement_id=ENGAGEMENT, reason="It was stopped")
ALL_SCORED = (
    ROUND_OPENED,
    CANDIDATE_ENTERED,
    OTHER_ENTERED,
    CANDIDATE_VALUED,
    CANDIDATE_SCORED,
    scored(ENGAGEMENT, Factor.STRATEGIC_ALIGNMENT, 5),
    valued(OTHER, 50_000_000),
    scored(OTHER, Factor.CHANGE_COMPLEXITY, 2),
    scored(OTHER, Factor.STRATEGIC_ALIGNMENT, 3),
)
RANKED = PortfolioRanked(
    round_id=ROUND_ID,
    policy=1,
    weights=WEIGHTS,
    currency="CAD",
    candidates=(
        RankedCandidate(
            engagement_id=OTHER,
            business_value=50_000_000,
            gap_size=Decimal("0.00"),
            unestimated=0,
            change_complexity=2,
            strategic_alignment=3,
            score=Decimal("0.850000"),
        ),
        RankedCandidate(
            engagement_id=ENGAGEMENT,
            business_value=40_000_000,
            gap_size=Decimal("4.84"),
            unestimated=1,
            change_complexity=4,
            strategic_alignment=5,
            score=Decimal("0.530000"),
        ),
    ),
)
