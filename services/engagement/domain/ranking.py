"""Placing candidates by their weighted factors, and the weights at which two neighbours would change places.

All is exact. Each factor is brought to a number from 0 to 1, 1 being the better end: a score on the scale from 1 to 5
by its distance from the worse end, an amount as a share of the largest among the candidates. The score is the sum of
these numbers by their weights. The highest score comes first; equal scores are told apart by the factors in the order
of the policy, and candidates that are equal in all of them by the lower id.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.scoring_policy import Measured, ScoringPolicy
from shared.events.pilots import Better
from shared.events.portfolio import Factor, RankedCandidate, Weight
from shared.kernel.record import record

LEAST_SCORE, MOST_SCORE = 1, 5
PLACES = Decimal("0.000001")

Parts: TypeAlias = Mapping[Factor, Fraction]
Weights: TypeAlias = Mapping[Factor, Fraction]


@record
class Inputs:
    """What is known of a candidate: money a year in minor units, person-days, and two scores."""

    engagement_id: UUID
    business_value: int
    gap_size: Decimal
    unestimated: int
    change_complexity: int
    strategic_alignment: int

    def raw(self, factor: Factor) -> Fraction:
        return {
            Factor.BUSINESS_VALUE: Fraction(self.business_value),
            Factor.GAP_SIZE: Fraction(self.gap_size),
            Factor.CHANGE_COMPLEXITY: Fraction(self.change_complexity),
            Factor.STRATEGIC_ALIGNMENT: Fraction(self.strategic_alignment),
        }[factor]


@record
class Placed:
    """A candidate with its factors from 0 to 1 and their weighted sum."""

    inputs: Inputs
    parts: Parts
    score: Fraction


class Move(StrEnum):
    """What a weight has to do until two neighbours change places."""

    RAISED = "raised"
    LOWERED = "lowered"


@record
class FlipPoint:
    """Once the weight of the factor is `move` beyond `weight`, `below` comes before `above`.

    The other weights make room in proportion to each other. At the very point both have the same score.
    """

    above: UUID
    below: UUID
    factor: Factor
    weight: Fraction
    move: Move


def placed(candidates: Sequence[Inputs], policy: ScoringPolicy, weights: Weights) -> tuple[Placed, ...]:
    """First to last."""
    largest = {each.factor: max((one.raw(each.factor) for one in candidates), default=0) for each in policy.factors}
    several = [
        Placed(inputs=one, parts=parts, score=scored(parts, weights))
        for one in candidates
        for parts in [parts_of(one, policy, largest)]
    ]
    return tuple(sorted(several, key=lambda one: place(one, policy)))


def place(one: Placed, policy: ScoringPolicy) -> tuple[Fraction | UUID, ...]:
    return -one.score, *(-one.parts[each.factor] for each in policy.factors), one.inputs.engagement_id


def parts_of(one: Inputs, policy: ScoringPolicy, largest: Mapping[Factor, Fraction | int]) -> Parts:
    found: dict[Factor, Fraction] = {}
    for each in policy.factors:
        raw = one.raw(each.factor)
        if each.measured is Measured.SCALE:
            part = (raw - LEAST_SCORE) / (MOST_SCORE - LEAST_SCORE)
        else:
            part = raw / largest[each.factor] if largest[each.factor] else Fraction(0)
        found[each.factor] = part if each.better is Better.HIGHER else 1 - part
    return found


def scored(parts: Parts, weights: Weights) -> Fraction:
    return sum((weights[factor] * part for factor, part in parts.items()), Fraction(0))


def exact(weights: Sequence[Weight]) -> Weights:
    return {each.factor: Fraction(each.weight) for each in weights}


def flips(ranking: Sequence[Placed], weights: Weights) -> tuple[FlipPoint, ...]:
    """For all neighbours, from the first place down, and by the order of the factors."""
    return tuple(point for above, below in pairwise(ranking) for point in between(above, below, weights))


def between(above: Placed, below: Placed, weights: Weights) -> Iterator[FlipPoint]:
    """The lead is a straight line in the weight that moves: from the lead of the others at 0 to the factor's own at 1.

    Where it runs level, or meets zero only at an end or outside of 0 to 1, nobody changes places.
    """
    lead = above.score - below.score
    for factor, weight in weights.items():
        own = above.parts[factor] - below.parts[factor]
        others = (lead - weight * own) / (1 - weight)
        if own == others:
            continue
        at = others / (others - own)
        move = Move.RAISED if own < others else Move.LOWERED
        beyond = at < 1 if move is Move.RAISED else at > 0
        if 0 <= at <= 1 and beyond:
            yield FlipPoint(
                above=above.inputs.engagement_id, below=below.inputs.engagement_id, factor=factor, weight=at, move=move
            )


def moved(weights: Weights, factor: Factor, weight: Fraction) -> Weights:
    """One weight set, the others in proportion as they were."""
    rest = (1 - weight) / (1 - weights[factor])
    return {each: weight if each is factor else old * rest for each, old in weights.items()}


def rounded(value: Fraction) -> Decimal:
    """Half to even, at six places."""
    return (PLACES * round(value / Fraction(PLACES))).quantize(PLACES, rounding=ROUND_HALF_EVEN)


def ranked(
    candidates: Sequence[Inputs], policy: ScoringPolicy, weights: Sequence[Weight]
) -> tuple[RankedCandidate, ...]:
    """As it goes on record."""
    return tuple(
        RankedCandidate(
            engagement_id=one.inputs.engagement_id,
            business_value=one.inputs.business_value,
            gap_size=one.inputs.gap_size,
            unestimated=one.inputs.unestimated,
            change_complexity=one.inputs.change_complexity,
            strategic_alignment=one.inputs.strategic_alignment,
            score=rounded(one.score),
        )
        for one in placed(candidates, policy, exact(weights))
    )


def inputs_of(one: RankedCandidate) -> Inputs:
    return Inputs(
        engagement_id=one.engagement_id,
        business_value=one.business_value,
        gap_size=one.gap_size,
        unestimated=one.unestimated,
        change_complexity=one.change_complexity,
        strategic_alignment=one.strategic_alignment,
    )
