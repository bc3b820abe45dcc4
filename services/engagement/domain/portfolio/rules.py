"""What happens when something is asked of a round: one function per command."""

from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never, get_args

from services.engagement.domain.amounts import amount
from services.engagement.domain.grounds_policy import GROUNDS_POLICIES
from services.engagement.domain.halted import EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.portfolio.commands import (
    CandidateNotEntered,
    EnterCandidate,
    FactorNotScored,
    NoPopulationOnRecord,
    NoWorthOnRecord,
    OpenPortfolioRound,
    RoundAlreadyOpen,
    RoundCommand,
    ScoreCandidate,
    TooManyCandidates,
    ValueCandidate,
    ValueInAnotherCurrency,
    WithdrawCandidate,
)
from services.engagement.domain.portfolio.grounds import GroundEvent, Grounds, grounded
from services.engagement.domain.portfolio.state import SCORED, Candidate, Open, Round, Unopened, evolve, opened
from services.engagement.domain.ranking import LEAST_SCORE, MOST_SCORE
from services.engagement.domain.roles import APPROVERS, LEADS
from services.engagement.domain.scoring_policy import LATEST_SCORING
from shared.events.business_case import BusinessCaseEvent
from shared.events.endings import EngagementStopped
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.events.population import PopulationDefined, ResistanceProfiled
from shared.events.portfolio import (
    CandidateEntered,
    CandidateScored,
    CandidateValued,
    CandidateWithdrawn,
    Factor,
    PortfolioEvent,
    PortfolioRoundOpened,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose
from shared.policy.shipped import in_force

MOST_CANDIDATES = 20


@record
class Seen:
    """The round, and what is on record of the engagement that a command names."""

    round: Round
    started: bool = False
    stopped: bool = False
    grounds: Grounds = field(default_factory=Grounds)


SeenEvent: TypeAlias = PortfolioEvent | EngagementStarted | EngagementStopped | GroundEvent


def seen(state: Seen, event: SeenEvent) -> Seen:
    match event:
        case EngagementStarted():
            return replace(state, started=True)
        case EngagementStopped():
            return replace(state, stopped=True)
        case _ if isinstance(event, GroundEvent):
            return replace(state, grounds=grounded(state.grounds, event))
        case _:
            return replace(state, round=evolve(state.round, event))


def open_round(command: OpenPortfolioRound, state: Round) -> list[PortfolioEvent]:
    name = line("name", command.name)
    if isinstance(state, Open):
        if state.opened.name != name:
            raise RoundAlreadyOpen(name=state.opened.name)
        return []
    policy = LATEST_SCORING
    return [PortfolioRoundOpened(round_id=command.round_id, name=name, policy=policy.version, weights=policy.weights)]


def enter(command: EnterCandidate, state: Open, seen: Seen) -> list[PortfolioEvent]:
    if not seen.started:
        raise EngagementNotFound(where=("input", "engagementId"))
    if seen.stopped:
        raise EngagementStoppedForGood(where=("input", "engagementId"))
    if command.engagement_id in state.candidates:
        return []
    if len(state.candidates) == MOST_CANDIDATES:
        raise TooManyCandidates(most=MOST_CANDIDATES)
    return [CandidateEntered(round_id=command.round_id, engagement_id=command.engagement_id)]


def withdraw(command: WithdrawCandidate, state: Open) -> list[PortfolioEvent]:
    """It may be entered again, and is then valued and scored anew."""
    reason = prose("reason", command.reason)
    if command.engagement_id in state.withdrawn:
        return []
    candidate(command, state)
    return [CandidateWithdrawn(round_id=command.round_id, engagement_id=command.engagement_id, reason=reason)]


def value(command: ValueCandidate, state: Open, grounds: Grounds, asked: Asked) -> list[PortfolioEvent]:
    before = candidate(command, state)
    fact = CandidateValued(
        round_id=command.round_id,
        engagement_id=command.engagement_id,
        yearly=amount("yearly", command.yearly) if command.yearly else worth(grounds),
        reason=prose("reason", command.reason),
        scorer=asked.by.person,
    )
    others = (one.valued for key, one in state.candidates.items() if key != command.engagement_id)
    for other in others:
        if other is not None and other.yearly.currency != fact.yearly.currency:
            raise ValueInAnotherCurrency(where=("input", "yearly", "currency"), currency=other.yearly.currency)
    return [] if before.valued == fact else [fact]


def worth(grounds: Grounds) -> Money:
    found = grounds.yearly
    if found is None or found.minor <= 0:
        raise NoWorthOnRecord(where=("input", "yearly"))
    return amount("yearly", found)


def score(command: ScoreCandidate, state: Open, grounds: Grounds, asked: Asked) -> list[PortfolioEvent]:
    if command.factor not in SCORED:
        raise FactorNotScored(where=("input", "factor"), factor=command.factor)
    before = candidate(command, state)
    fact = CandidateScored(
        round_id=command.round_id,
        engagement_id=command.engagement_id,
        factor=command.factor,
        score=scored(command, grounds, asked.day),
        reason=prose("reason", command.reason),
        scorer=asked.by.person,
    )
    return [] if before.scored.get(command.factor) == fact else [fact]


def scored(command: ScoreCandidate, grounds: Grounds, today: date) -> int:
    said, whole = command.score, f"score is from {LEAST_SCORE} to {MOST_SCORE}"
    if said is None and command.factor is Factor.CHANGE_COMPLEXITY:
        ground = grounds.change(in_force(GROUNDS_POLICIES, today))
        if ground is None:
            raise NoPopulationOnRecord(where=("input", "score"))
        return ground.score
    if said is None or not LEAST_SCORE <= said <= MOST_SCORE:
        raise NotWellFormed(where=("input", "score"), problem=whole)
    return said


def candidate(command: ValueCandidate | ScoreCandidate | WithdrawCandidate, state: Open) -> Candidate:
    found = state.candidates.get(command.engagement_id)
    if found is None:
        raise CandidateNotEntered(where=("input", "engagementId"))
    return found


def decide(command: RoundCommand, state: Seen, asked: Asked) -> list[SeenEvent]:
    match command:
        case OpenPortfolioRound():
            return [*open_round(command, state.round)]
        case EnterCandidate():
            return [*enter(command, opened(state.round), state)]
        case ValueCandidate():
            return [*value(command, opened(state.round), state.grounds, asked)]
        case ScoreCandidate():
            return [*score(command, opened(state.round), state.grounds, asked)]
        case WithdrawCandidate():
            return [*withdraw(command, opened(state.round))]
        case _:
            assert_never(command)


def looks_at(command: RoundCommand) -> tuple[Scope, ...]:
    match command:
        case EnterCandidate():
            return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted, EngagementStopped),)
        case ValueCandidate(yearly=None):
            return (stream_scope(f"case-{command.engagement_id}", *get_args(BusinessCaseEvent)),)
        case ScoreCandidate(score=None):
            return (stream_scope(f"population-{command.engagement_id}", PopulationDefined, ResistanceProfiled),)
        case _:
            return ()


ROUND: Decider[Seen, RoundCommand, SeenEvent] = Decider(
    initial=Seen(round=Unopened()),
    decide=decide,
    evolve=seen,
    stream=lambda command: f"round-{command.round_id}",
    permits={
        OpenPortfolioRound: LEADS | APPROVERS,
        EnterCandidate: LEADS | APPROVERS,
        ValueCandidate: APPROVERS,
        ScoreCandidate: frozenset({Role.SPONSOR}),
        WithdrawCandidate: LEADS | APPROVERS,
    },
    looks_at=looks_at,
)
