"""Facts about a round in which engagements are ranked: which goes to production first.

Stream `round-{round_id}`, by engagement. A round belongs to the tenant and to no single engagement.
"""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.money import Money
from shared.kernel.record import record


class Factor(StrEnum):
    """What a candidate is ranked by. What its pilot reached is not among them."""

    BUSINESS_VALUE = "business_value"
    GAP_SIZE = "gap_size"
    CHANGE_COMPLEXITY = "change_complexity"
    STRATEGIC_ALIGNMENT = "strategic_alignment"


@record
class Weight:
    """The part that a factor has in the score; all parts add up to 1."""

    factor: Factor
    weight: Decimal


@record
class RankedCandidate:
    """A candidate in its place, with all that it was placed by.

    `business_value` counts minor units a year. `gap_size` is the P80 of the effort that its open gaps take in
    person-days, read at the position of the ranking itself; `unestimated` ones count in it as the round's policy says.
    """

    engagement_id: UUID
    business_value: int
    gap_size: Decimal
    unestimated: int
    change_complexity: int
    strategic_alignment: int
    score: Decimal


@record
class PortfolioRoundOpened:
    """`policy` is the version of the scoring policy, whose weights are copied in."""

    round_id: UUID
    name: str
    policy: int
    weights: tuple[Weight, ...]


@record
class CandidateEntered:
    round_id: UUID
    engagement_id: UUID


@record
class CandidateValued:
    """What full deployment is worth to the business in a year."""

    round_id: UUID
    engagement_id: UUID
    yearly: Money
    reason: str
    scorer: UUID


@record
class CandidateScored:
    """`score` is from 1, little, to 5, much."""

    round_id: UUID
    engagement_id: UUID
    factor: Factor
    score: int
    reason: str
    scorer: UUID


@record
class CandidateWithdrawn:
    """It is compared no more, in this round; rankings that are on record keep it."""

    round_id: UUID
    engagement_id: UUID
    reason: str


@record
class PortfolioRanked:
    """`candidates` stand in their order, first to last; `currency` is that of their business value."""

    round_id: UUID
    policy: int
    weights: tuple[Weight, ...]
    currency: str
    candidates: tuple[RankedCandidate, ...]


PortfolioEvent: TypeAlias = (
    PortfolioRoundOpened | CandidateEntered | CandidateValued | CandidateScored | PortfolioRanked | CandidateWithdrawn
)
