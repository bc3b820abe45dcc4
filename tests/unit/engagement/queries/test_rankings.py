"""A ranking that is made once more from what it stood on: whether it is the one on record."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.engagement.projections.portfolio_rounds import RankingEntry
from services.engagement.queries.portfolio import RankingLine, line
from shared.events.portfolio import PortfolioRanked
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, NOW
from tests.facts.portfolio import OTHER, RANKED

FIRST, SECOND = RANKED.candidates
PILOTS = {ENGAGEMENT: 1, OTHER: 2}


def made_again(fact: PortfolioRanked, *, as_then: bool = True) -> RankingLine:
    entry = RankingEntry(ranked=fact, position=7, ranked_at=NOW, ranked_by=ANA)
    return line(entry, PILOTS, as_then=as_then)


@pytest.mark.req("RPF1", "X14")
def test_a_ranking_on_record_comes_out_the_same_from_its_inputs_weights_and_policy() -> None:
    found = made_again(RANKED)
    assert found.recomputed
    assert [(place.rank, place.ranked) for place in found.places] == [(1, FIRST), (2, SECOND)]
    for place in found.places:
        assert sum(part.added for part in place.parts) == place.ranked.score


@pytest.mark.req("RPF1")
def test_what_does_not_come_out_the_same_is_told() -> None:
    assert not made_again(RANKED, as_then=False).recomputed
    for wrong in (
        replace(RANKED, candidates=(SECOND, FIRST)),
        replace(RANKED, candidates=(replace(FIRST, score=Decimal("0.850001")), SECOND)),
        replace(RANKED, candidates=(FIRST, replace(SECOND, business_value=45_000_000))),
        replace(RANKED, weights=tuple(replace(each, weight=Decimal("0.25")) for each in RANKED.weights)),
    ):
        assert not made_again(wrong).recomputed


@pytest.mark.req("RPF6")
def test_the_rank_of_the_pilots_stands_beside_and_moves_nobody() -> None:
    found = made_again(RANKED)
    assert [place.pilot_result_rank for place in found.places] == [2, 1]
    unknown = line(found.entry, {}, as_then=True)
    assert [replace(place, pilot_result_rank=None) for place in found.places] == list(unknown.places)
    assert (unknown.flips, unknown.recomputed) == (found.flips, True)
