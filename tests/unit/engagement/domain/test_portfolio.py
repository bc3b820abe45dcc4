"""Rounds of the portfolio, one sentence per test."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.domain.currency import UnknownCurrency
from services.engagement.domain.halted import EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.portfolio import (
    ROUND,
    EnterCandidate,
    OpenPortfolioRound,
    ScoreCandidate,
    ValueCandidate,
    WithdrawCandidate,
)
from services.engagement.domain.portfolio.commands import (
    CandidateNotEntered,
    FactorNotScored,
    RoundAlreadyOpen,
    RoundCommand,
    RoundNotFound,
    TooManyCandidates,
    ValueInAnotherCurrency,
)
from services.engagement.domain.portfolio.rules import MOST_CANDIDATES
from services.engagement.domain.scoring_policy import LATEST_SCORING
from shared.events.people import Role
from shared.events.portfolio import Factor
from shared.kernel.decider import Reach
from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed
from tests.facts.endings import STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO, DEE
from tests.facts.portfolio import (
    CANDIDATE_ENTERED,
    CANDIDATE_SCORED,
    CANDIDATE_VALUED,
    OTHER,
    OTHER_ENTERED,
    ROUND_ID,
    ROUND_OPENED,
    WITHDRAWN,
    valued,
)
from tests.scenario import Scenario

given = Scenario(decider=ROUND).given

OPEN = OpenPortfolioRound(round_id=ROUND_ID, name="Autumn round")
ENTER = EnterCandidate(round_id=ROUND_ID, engagement_id=ENGAGEMENT)
VALUE = ValueCandidate(
    round_id=ROUND_ID, engagement_id=ENGAGEMENT, yearly=CANDIDATE_VALUED.yearly, reason=CANDIDATE_VALUED.reason
)
SCORE = ScoreCandidate(
    round_id=ROUND_ID,
    engagement_id=ENGAGEMENT,
    factor=Factor.CHANGE_COMPLEXITY,
    score=4,
    reason=CANDIDATE_SCORED.reason,
)
WITHDRAW = WithdrawCandidate(round_id=ROUND_ID, engagement_id=ENGAGEMENT, reason=WITHDRAWN.reason)


@pytest.mark.req("RPF1", "RPF8")
def test_a_round_is_opened_under_todays_policy_with_its_weights_copied_in() -> None:
    given().when(OPEN).then(replace(ROUND_OPENED, policy=LATEST_SCORING.version))
    given(ROUND_OPENED).when(OPEN).then_nothing()
    given(ROUND_OPENED).when(replace(OPEN, name="Spring round")).refused(RoundAlreadyOpen, saying="Autumn round")
    given().when(replace(OPEN, name=" ")).refused(NotWellFormed, where=("input", "name"))
    assert [str(each.weight) for each in ROUND_OPENED.weights] == ["0.35", "0.25", "0.20", "0.20"]
    assert LATEST_SCORING.weights == ROUND_OPENED.weights


@pytest.mark.req("RPF1")
def test_an_engagement_that_was_started_takes_part_once() -> None:
    given(ROUND_OPENED, STARTED).when(ENTER).then(CANDIDATE_ENTERED)
    given(ROUND_OPENED, CANDIDATE_ENTERED, STARTED).when(ENTER).then_nothing()
    given(ROUND_OPENED).when(ENTER).refused(EngagementNotFound, where=("input", "engagementId"))
    (scope,) = ROUND.looks_at(ENTER)
    assert (scope.reach, scope.id, scope.types) == (
        Reach.STREAM,
        f"engagement-{ENGAGEMENT}",
        ("EngagementStarted", "EngagementStopped"),
    )


@pytest.mark.req("RF3")
def test_what_was_stopped_takes_no_part() -> None:
    given(ROUND_OPENED, STARTED, STOPPED).when(ENTER).refused(EngagementStoppedForGood, where=("input", "engagementId"))


@pytest.mark.req("RPF1")
def test_a_candidate_is_withdrawn_for_a_reason_and_begins_anew_when_it_is_entered_again() -> None:
    past = (ROUND_OPENED, CANDIDATE_ENTERED, CANDIDATE_VALUED)
    given(*past).when(WITHDRAW).then(WITHDRAWN)
    given(*past, WITHDRAWN).when(WITHDRAW).then_nothing()
    given(*past, WITHDRAWN).when(VALUE).refused(CandidateNotEntered)
    given(*past, WITHDRAWN, STARTED).when(ENTER).then(CANDIDATE_ENTERED)
    again = (*past, WITHDRAWN, CANDIDATE_ENTERED)
    given(*again).when(WITHDRAW).then(WITHDRAWN)
    given(*again).when(VALUE, by=DEE).then(CANDIDATE_VALUED)
    given(*past).when(replace(WITHDRAW, reason=" ")).refused(NotWellFormed, where=("input", "reason"))
    assert ROUND.permits[WithdrawCandidate] == ROUND.permits[EnterCandidate]


def test_a_round_does_not_grow_without_end() -> None:
    full = [replace(CANDIDATE_ENTERED, engagement_id=UUID(int=number)) for number in range(MOST_CANDIDATES)]
    given(ROUND_OPENED, *full, STARTED).when(ENTER).refused(TooManyCandidates, saying="20")
    given(ROUND_OPENED, *full[1:], STARTED).when(ENTER).then(CANDIDATE_ENTERED)


@pytest.mark.req("RPF2")
def test_full_deployment_is_worth_an_amount_a_year_for_a_reason() -> None:
    past = (ROUND_OPENED, CANDIDATE_ENTERED, OTHER_ENTERED)
    given(*past).when(VALUE, by=DEE).then(CANDIDATE_VALUED)
    given(*past, CANDIDATE_VALUED).when(VALUE, by=DEE).then_nothing()
    given(*past, CANDIDATE_VALUED).when(VALUE, by=BO).then(replace(CANDIDATE_VALUED, scorer=BO))
    given(*past).when(replace(VALUE, reason=""), by=DEE).refused(NotWellFormed, where=("input", "reason"))
    for minor in (0, -1):
        worthless = replace(VALUE, yearly=Money(minor=minor, currency="CAD"))
        given(*past).when(worthless).refused(NotWellFormed, where=("input", "yearly", "minor"))
    unheard_of = replace(VALUE, yearly=Money(minor=1, currency="XYZ"))
    given(*past).when(unheard_of).refused(UnknownCurrency, where=("input", "yearly", "currency"))


def test_all_candidates_are_valued_in_one_currency_which_a_single_one_may_change() -> None:
    past = (ROUND_OPENED, CANDIDATE_ENTERED, OTHER_ENTERED)
    usd = Money(minor=1, currency="USD")
    dollars = replace(VALUE, yearly=usd)
    given(*past, valued(OTHER, 1)).when(dollars).refused(
        ValueInAnotherCurrency, where=("input", "yearly", "currency"), saying="CAD"
    )
    given(*past, CANDIDATE_VALUED).when(dollars, by=DEE).then(replace(CANDIDATE_VALUED, yearly=usd))


@pytest.mark.req("RPF4", "RPF5")
def test_what_is_no_amount_is_scored_from_1_to_5_by_the_sponsor_for_a_reason() -> None:
    past = (ROUND_OPENED, CANDIDATE_ENTERED)
    given(*past).when(SCORE, by=DEE).then(CANDIDATE_SCORED)
    given(*past, CANDIDATE_SCORED).when(SCORE, by=DEE).then_nothing()
    for score in (1, 5):
        given(*past, CANDIDATE_SCORED).when(replace(SCORE, score=score), by=DEE).then(
            replace(CANDIDATE_SCORED, score=score)
        )
    for score in (0, 6):
        given(*past).when(replace(SCORE, score=score)).refused(NotWellFormed, where=("input", "score"))
    given(*past).when(replace(SCORE, reason=" ")).refused(NotWellFormed, where=("input", "reason"))
    for factor in (Factor.BUSINESS_VALUE, Factor.GAP_SIZE):
        given(*past).when(replace(SCORE, factor=factor)).refused(FactorNotScored, where=("input", "factor"))
    assert ROUND.permits[ScoreCandidate] == {Role.SPONSOR}


@pytest.mark.parametrize("command", [VALUE, SCORE, WITHDRAW])
def test_only_who_takes_part_is_valued_and_scored(command: RoundCommand) -> None:
    given(ROUND_OPENED, OTHER_ENTERED).when(command).refused(CandidateNotEntered, where=("input", "engagementId"))
    assert ROUND.looks_at(command) == ()


@pytest.mark.parametrize("command", [ENTER, VALUE, SCORE, WITHDRAW])
def test_a_round_is_opened_first(command: RoundCommand) -> None:
    given(STARTED).when(command).refused(RoundNotFound)
    assert ROUND.stream(command) == f"round-{ROUND_ID}"
