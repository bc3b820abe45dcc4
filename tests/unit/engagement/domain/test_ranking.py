"""Placing candidates: by hand, and against brute force."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.engagement.domain.pilot_standing import pilot_ranks
from services.engagement.domain.ranking import (
    FlipPoint,
    Inputs,
    Move,
    Placed,
    Weights,
    exact,
    flips,
    inputs_of,
    moved,
    place,
    placed,
    ranked,
    rounded,
    scored,
)
from services.engagement.domain.scoring_policy import LATEST_SCORING, read_policy
from shared.events.portfolio import Factor
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid

POLICY = LATEST_SCORING
TEXT = files("services.engagement.domain").joinpath("portfolio_v2.yaml").read_text("utf-8")
WEIGHTS = exact(POLICY.weights)
ONE, TWO, THREE = (UUID(int=number) for number in range(1, 4))


def inputs(engagement_id: UUID, value: int, size: str, complexity: int, alignment: int) -> Inputs:
    return Inputs(
        engagement_id=engagement_id,
        business_value=value,
        gap_size=Decimal(size),
        unestimated=0,
        change_complexity=complexity,
        strategic_alignment=alignment,
    )


# --- By hand ----------------------------------------------------------------

FAR = inputs(ONE, 900, "80.00", 5, 5)
NEAR = inputs(TWO, 600, "20.00", 2, 4)


@pytest.mark.req("RPF2", "RPF3", "RPF4", "RPF5")
def test_value_and_alignment_count_for_a_candidate_and_gaps_and_change_against_it() -> None:
    first, second = placed([FAR, NEAR], POLICY, WEIGHTS)
    assert first.inputs is NEAR
    assert first.parts == {
        Factor.BUSINESS_VALUE: Fraction(2, 3),
        Factor.GAP_SIZE: Fraction(3, 4),
        Factor.CHANGE_COMPLEXITY: Fraction(3, 4),
        Factor.STRATEGIC_ALIGNMENT: Fraction(3, 4),
    }
    assert list(second.parts.values()) == [1, 0, 0, 1]
    assert (rounded(first.score), rounded(second.score)) == (Decimal("0.720833"), Decimal("0.550000"))


@pytest.mark.req("X14")
def test_neighbours_flip_at_the_weight_at_which_their_scores_are_equal() -> None:
    ranking = placed([FAR, NEAR], POLICY, WEIGHTS)
    points = {point.factor: (rounded(point.weight), point.move) for point in flips(ranking, WEIGHTS)}
    assert points == {
        Factor.BUSINESS_VALUE: (Decimal("0.570248"), Move.RAISED),
        Factor.GAP_SIZE: (Decimal("0.028777"), Move.LOWERED),
        Factor.STRATEGIC_ALIGNMENT: (Decimal("0.524752"), Move.RAISED),
    }


def test_without_any_value_or_gap_nobody_has_an_advantage_by_it() -> None:
    first, second = placed([inputs(TWO, 0, "0.00", 3, 3), inputs(ONE, 0, "0.00", 3, 3)], POLICY, WEIGHTS)
    assert first.score == second.score
    assert first.inputs.engagement_id == ONE


@pytest.mark.req("RPF6")
def test_equal_scores_are_told_apart_by_the_factors_in_the_order_of_the_policy() -> None:
    weights = dict.fromkeys(WEIGHTS, Fraction(1, 4))
    valuable, aligned = inputs(TWO, 100, "0.00", 3, 1), inputs(ONE, 50, "0.00", 3, 3)
    first, second = placed([aligned, valuable], POLICY, weights)
    assert first.score == second.score
    assert first.inputs is valuable


# --- Against brute force ----------------------------------------------------


@st.composite
def rounds(draw: st.DrawFn) -> list[Inputs]:
    scores = st.integers(1, 5)
    return [
        inputs(UUID(int=number), draw(st.integers(1, 9)), f"{draw(st.integers(0, 9))}.00", draw(scores), draw(scores))
        for number in range(draw(st.integers(2, 4)))
    ]


weights_drawn = st.lists(st.integers(1, 9), min_size=4, max_size=4).map(
    lambda parts: {factor: Fraction(part, sum(parts)) for factor, part in zip(Factor, parts, strict=True)}
)


@record
class Pair:
    above: Placed
    below: Placed

    def lead(self, weights: Weights) -> Fraction:
        """Added up anew from the parts, under other weights."""
        return scored(self.above.parts, weights) - scored(self.below.parts, weights)


def pairs(ranking: tuple[Placed, ...]) -> Iterator[Pair]:
    return (Pair(above=above, below=below) for above, below in pairwise(ranking))


@pytest.mark.req("X14")
@settings(deadline=None)
@given(rounds(), weights_drawn)
def test_just_beyond_a_flip_point_the_order_is_the_other_and_short_of_it_it_holds(
    several: list[Inputs], weights: dict[Factor, Fraction]
) -> None:
    ranking = placed(several, POLICY, weights)
    by_ids = {(pair.above.inputs.engagement_id, pair.below.inputs.engagement_id): pair for pair in pairs(ranking)}
    for point in flips(ranking, weights):
        pair, sign = by_ids[point.above, point.below], 1 if point.move is Move.RAISED else -1
        room = 1 - point.weight if sign == 1 else point.weight
        assert pair.lead(moved(weights, point.factor, point.weight)) == 0
        assert pair.lead(moved(weights, point.factor, point.weight + sign * room / 1000)) < 0
        assert pair.lead(moved(weights, point.factor, point.weight + sign * room)) < 0
        way = point.weight - weights[point.factor]
        assert way * sign >= 0
        for step in (Fraction(1, 3), Fraction(999, 1000)):
            assert pair.lead(moved(weights, point.factor, weights[point.factor] + way * step)) >= 0


@pytest.mark.req("X14")
@settings(deadline=None)
@given(rounds(), weights_drawn)
def test_every_weight_that_brute_force_finds_to_flip_neighbours_lies_beyond_a_flip_point(
    several: list[Inputs], weights: dict[Factor, Fraction]
) -> None:
    ranking = placed(several, POLICY, weights)
    points = {(point.above, point.below, point.factor): point for point in flips(ranking, weights)}
    for pair in pairs(ranking):
        for factor in Factor:
            point = points.get((pair.above.inputs.engagement_id, pair.below.inputs.engagement_id, factor))
            for tried in (Fraction(step, 40) for step in range(41)):
                flipped = pair.lead(moved(weights, factor, tried)) < 0
                assert flipped == (point is not None and beyond(point, tried))


@pytest.mark.req("X14")
@settings(deadline=None)
@given(rounds(), weights_drawn, st.sampled_from(Factor))
def test_the_whole_order_holds_between_the_nearest_flip_points_and_changes_right_beyond_each(
    several: list[Inputs], weights: dict[Factor, Fraction], factor: Factor
) -> None:
    """Ranked anew from the first to the last, ties and all, so that neighbours are enough to look at."""
    ranking = placed(several, POLICY, weights)
    points = [point for point in flips(ranking, weights) if point.factor is factor]
    most = min([point.weight for point in points if point.move is Move.RAISED], default=Fraction(1))
    least = max([point.weight for point in points if point.move is Move.LOWERED], default=Fraction(0))
    order = ordered(several, weights)
    for step in range(1, 20):
        assert ordered(several, moved(weights, factor, least + (most - least) * Fraction(step, 20))) == order
    for nearest, end in ((most, 1), (least, 0)):
        if any(point.weight == nearest for point in points):
            assert ordered(several, moved(weights, factor, nearest + (end - nearest) / 10**12)) != order


def ordered(several: list[Inputs], weights: Weights) -> list[UUID]:
    return [one.inputs.engagement_id for one in placed(several, POLICY, weights)]


def beyond(point: FlipPoint, tried: Fraction) -> bool:
    return tried > point.weight if point.move is Move.RAISED else tried < point.weight


@pytest.mark.req("RPF1", "X14")
@given(rounds())
def test_a_ranking_made_again_from_what_it_recorded_is_the_same(several: list[Inputs]) -> None:
    recorded = ranked(several, POLICY, POLICY.weights)
    again = ranked([inputs_of(one) for one in reversed(recorded)], POLICY, POLICY.weights)
    assert again == recorded
    ranking = placed(several, POLICY, WEIGHTS)
    assert [place(one, POLICY) for one in ranking] == sorted(place(one, POLICY) for one in ranking)


# --- Beside it --------------------------------------------------------------


@record
class Result:
    met: bool | None


@pytest.mark.req("RPF6")
def test_pilots_stand_beside_a_ranking_by_the_share_of_targets_that_they_reached() -> None:
    met, missed, open_ended = (Result(met=met) for met in (True, False, None))
    results = {ONE: [met, missed], TWO: [met, open_ended], THREE: [met, met], UUID(int=4): [open_ended]}
    assert pilot_ranks(results) == {TWO: 1, THREE: 1, ONE: 3}


# --- The policy -------------------------------------------------------------


@pytest.mark.req("RPF8")
@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version: 2", "version: 0", "counted from 1"),
        ('"0.35"', '"0.36"', "together weigh 1"),
        ('"0.35"', '"much"', "is a decimal"),
        ('"0.35"', "0.35", "a factor has"),
        ("name: gap_size", "name: business_value", "every factor once"),
        ("measured: scale", "measured: share", "measured as a scale"),
        ("better: lower", "better: worse", "none of"),
        ('likely: "5"', 'likely: "0"', "rises from low"),
        ('likely: "5"', "likely: 5", "three points"),
    ],
)
def test_a_policy_weighs_every_factor_once_and_all_together_weigh_1(old: str, new: str, complaint: str) -> None:
    assert read_policy(TEXT) == LATEST_SCORING
    with pytest.raises(CatalogueInvalid, match=complaint):
        read_policy(TEXT.replace(old, new))


def test_a_weight_of_nothing_is_no_weight() -> None:
    with pytest.raises(CatalogueInvalid, match="weighs something"):
        read_policy(TEXT.replace('"0.35"', '"0"').replace('"0.25"', '"0.60"'))


def test_equal_inputs_are_placed_the_same_whatever_order_they_come_in() -> None:
    assert placed([FAR, NEAR], POLICY, WEIGHTS) == placed([NEAR, FAR], POLICY, WEIGHTS)
    assert placed([FAR, replace(FAR, engagement_id=TWO)], POLICY, WEIGHTS)[0].inputs is FAR
