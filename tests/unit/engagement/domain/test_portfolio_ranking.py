"""How a round is ranked: on what was said of its candidates, and on their registers."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.estimate import Estimate
from services.engagement.domain.portfolio import (
    RANKING,
    RankPortfolio,
)
from services.engagement.domain.portfolio.commands import (
    CandidatesChanged,
    CandidatesNotScored,
    CandidateStopped,
    NothingToRank,
    RoundNotFound,
)
from services.engagement.domain.portfolio.placing import RankingEvent
from services.engagement.domain.scoring_policy import LATEST_SCORING, SCORING_POLICIES
from shared.events.pilots import PilotResultRecorded
from shared.events.portfolio import Factor, PortfolioRanked
from shared.kernel.decider import Reach
from tests.facts import gaps
from tests.facts.endings import STOPPED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.portfolio import (
    ALL_SCORED,
    CANDIDATE_ENTERED,
    OTHER,
    OTHER_ENTERED,
    RANKED,
    ROUND_ID,
    ROUND_OPENED,
    WITHDRAWN,
    scored,
    valued,
)
from tests.scenario import Scenario

given_all = Scenario(decider=RANKING).given

RANK = RankPortfolio(round_id=ROUND_ID, candidates=(ENGAGEMENT, OTHER))
REGISTER = (gaps.OPENED, gaps.ESTIMATED, gaps.LOAD_TEST_OPENED)


@pytest.mark.req("RPF1", "RPF3", "RPF6")
def test_a_ranking_pins_its_inputs_weights_and_policy_and_puts_the_highest_score_first() -> None:
    given_all(*ALL_SCORED, *REGISTER).when(RANK).then(RANKED)
    given_all(*ALL_SCORED, *REGISTER, RANKED).when(RANK).then_nothing()
    more = replace(gaps.ESTIMATED, high=Decimal(20))
    (fact,) = decided(*ALL_SCORED, *REGISTER, RANKED, more)
    assert [one.engagement_id for one in fact.candidates] == [OTHER, ENGAGEMENT]
    assert fact.candidates[1].gap_size > RANKED.candidates[1].gap_size


def decided(*past: RankingEvent) -> list[PortfolioRanked]:
    found = RANKING.decide(RANK, RANKING.replay(past), given_all().when(RANK).asked)
    return [fact for fact in found if isinstance(fact, PortfolioRanked)]


@pytest.mark.req("RPF3")
@pytest.mark.parametrize(
    ("later", "gap_size", "unestimated"),
    [
        ((gaps.RESOLVED,), "0.00", 1),
        ((gaps.RESOLVED, gaps.REOPENED), "4.84", 1),
        ((gaps.CANCELLED,), "0.00", 1),
        ((replace(gaps.CANCELLED, gap_id=gaps.LOAD_TEST_ID),), "4.84", 0),
    ],
)
def test_only_gaps_that_are_still_to_be_closed_count(
    later: tuple[RankingEvent, ...], gap_size: str, unestimated: int
) -> None:
    (fact,) = decided(*ALL_SCORED, *REGISTER, *later)
    one = next(each for each in fact.candidates if each.engagement_id == ENGAGEMENT)
    assert (str(one.gap_size), one.unestimated) == (gap_size, unestimated)


@pytest.mark.req("RPF3")
def test_what_nobody_estimated_counts_as_the_rounds_policy_says() -> None:
    """Under the first version it counted nothing, and whoever had estimated nothing was ahead by that."""
    opened = replace(ROUND_OPENED, policy=2)
    (fact,) = decided(opened, *ALL_SCORED[1:], *REGISTER)
    one = next(each for each in fact.candidates if each.engagement_id == ENGAGEMENT)
    assert one.unestimated == 1
    assert one.gap_size > RANKED.candidates[1].gap_size
    assert (SCORING_POLICIES[1].unestimated, LATEST_SCORING.unestimated) == (
        None,
        Estimate(low=Decimal(1), likely=Decimal(5), high=Decimal(15)),
    )


@pytest.mark.req("RPF6")
def test_a_ranking_looks_at_registers_alone_so_no_result_of_a_pilot_can_move_anybody() -> None:
    scopes = RANKING.looks_at(RANK)
    assert [(scope.reach, scope.id) for scope in scopes] == [
        (Reach.ENGAGEMENT, str(ENGAGEMENT)),
        (Reach.ENGAGEMENT, str(OTHER)),
    ]
    assert {kind for scope in scopes for kind in scope.types} == {
        "GapOpened",
        "GapEstimated",
        "GapResolved",
        "GapCancelled",
        "GapReopened",
        "EngagementStopped",
    }
    assert PilotResultRecorded.__name__ not in {kind for scope in scopes for kind in scope.types}


def test_a_ranking_takes_two_candidates_that_were_scored_in_every_factor() -> None:
    alone = replace(RANK, candidates=(ENGAGEMENT,))
    given_all(ROUND_OPENED, CANDIDATE_ENTERED).when(alone).refused(NothingToRank)
    given_all(*ALL_SCORED[:-1]).when(RANK).refused(CandidatesNotScored, saying="1.")
    given_all(ROUND_OPENED, CANDIDATE_ENTERED, OTHER_ENTERED).when(RANK).refused(CandidatesNotScored, saying="6.")
    given_all(*ALL_SCORED).when(alone).refused(CandidatesChanged)
    given_all().when(RANK).refused(RoundNotFound)
    assert RANKING.stream(RANK) == f"round-{ROUND_ID}"


@pytest.mark.req("RPF1", "RF3")
def test_what_was_stopped_is_withdrawn_before_the_others_are_ranked() -> None:
    third = UUID(int=0xE3)
    three = (
        *ALL_SCORED,
        replace(CANDIDATE_ENTERED, engagement_id=third),
        valued(third, 1),
        scored(third, Factor.CHANGE_COMPLEXITY, 1),
        scored(third, Factor.STRATEGIC_ALIGNMENT, 1),
    )
    rank = replace(RANK, candidates=(ENGAGEMENT, OTHER, third))
    given_all(*three, STOPPED).when(rank).refused(CandidateStopped, saying="1.")
    without = (*three, STOPPED, WITHDRAWN)
    given_all(*without).when(rank).refused(CandidatesChanged)
    found = RANKING.decide(
        replace(RANK, candidates=(OTHER, third)), RANKING.replay(without), given_all().when(RANK).asked
    )
    assert [one.engagement_id for fact in found if isinstance(fact, PortfolioRanked) for one in fact.candidates] == [
        OTHER,
        third,
    ]
