"""Where a round stands: who is in it, and what was said of each."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.portfolio.commands import RoundNotFound
from services.engagement.domain.scoring_policy import MEASURED, Measured
from shared.events.portfolio import (
    CandidateEntered,
    CandidateScored,
    CandidateValued,
    CandidateWithdrawn,
    Factor,
    PortfolioEvent,
    PortfolioRanked,
    PortfolioRoundOpened,
)
from shared.kernel.record import record

SCORED = frozenset(factor for factor, measured in MEASURED.items() if measured is Measured.SCALE)


@record
class Candidate:
    """The last word on its value and on each factor that is scored."""

    valued: CandidateValued | None = None
    scored: Mapping[Factor, CandidateScored] = field(default_factory=dict)

    @property
    def lacking(self) -> int:
        return len(SCORED - self.scored.keys()) + (self.valued is None)


@record
class Unopened:
    pass


@record
class Open:
    """`ranked` is the last ranking, `withdrawn` are those who took part and do no more."""

    opened: PortfolioRoundOpened
    candidates: Mapping[UUID, Candidate] = field(default_factory=dict)
    ranked: PortfolioRanked | None = None
    withdrawn: frozenset[UUID] = frozenset()


Round: TypeAlias = Unopened | Open


def opened(state: Round) -> Open:
    if isinstance(state, Open):
        return state
    raise RoundNotFound


def evolve(state: Round, event: PortfolioEvent) -> Round:
    if isinstance(event, PortfolioRoundOpened):
        return Open(opened=event)
    before = opened(state)
    match event:
        case CandidateEntered():
            back = replace(before, withdrawn=before.withdrawn - {event.engagement_id})
            return with_candidate(back, event.engagement_id, Candidate())
        case CandidateValued():
            one = before.candidates[event.engagement_id]
            return with_candidate(before, event.engagement_id, replace(one, valued=event))
        case CandidateScored():
            one = before.candidates[event.engagement_id]
            return with_candidate(before, event.engagement_id, replace(one, scored={**one.scored, event.factor: event}))
        case CandidateWithdrawn():
            left = {key: one for key, one in before.candidates.items() if key != event.engagement_id}
            return replace(before, candidates=left, withdrawn=before.withdrawn | {event.engagement_id})
        case PortfolioRanked():
            return replace(before, ranked=event)
        case _:
            assert_never(event)


def with_candidate(state: Open, engagement_id: UUID, candidate: Candidate) -> Open:
    return replace(state, candidates={**state.candidates, engagement_id: candidate})
