"""Rounds in which engagements are ranked: one row each, with its candidates and its last ranking."""

from datetime import datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.portfolio import (
    CandidateEntered,
    CandidateScored,
    CandidateValued,
    CandidateWithdrawn,
    Factor,
    PortfolioEvent,
    PortfolioRanked,
    PortfolioRoundOpened,
    Weight,
)
from shared.kernel.known import known
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ScoreEntry:
    factor: Factor
    score: int
    reason: str
    scorer: UUID
    scored_at: datetime


@record
class ValueEntry:
    yearly: Money
    reason: str
    scorer: UUID
    valued_at: datetime


@record
class CandidateEntry:
    """What was said of it last; `scores` stand in the order of the factors."""

    engagement_id: UUID
    entered_at: datetime
    value: ValueEntry | None = None
    scores: tuple[ScoreEntry, ...] = ()


@record
class RankingEntry:
    """`position` is that of the ranking itself: its registers are those of that very position."""

    ranked: PortfolioRanked
    position: int
    ranked_at: datetime
    ranked_by: UUID


@record
class RoundEntry:
    round_id: UUID
    name: str
    policy: int
    weights: tuple[Weight, ...]
    opened_at: datetime
    opened_by: UUID
    opened_seq: int
    version: int
    candidates: tuple[CandidateEntry, ...] = ()
    ranking: RankingEntry | None = None


def keys(recorded: Recorded[PortfolioEvent]) -> tuple[Key, ...]:
    return ((recorded.event.round_id,),)


def fold(row: RoundEntry | None, recorded: Recorded[PortfolioEvent]) -> RoundEntry:
    event = recorded.event
    if isinstance(event, PortfolioRoundOpened):
        return opened(event, recorded)
    return replaced(changed(known(row), event, recorded), version=recorded.version)


def opened(event: PortfolioRoundOpened, recorded: Recorded[PortfolioEvent]) -> RoundEntry:
    return RoundEntry(
        round_id=event.round_id,
        name=event.name,
        policy=event.policy,
        weights=event.weights,
        opened_at=recorded.occurred_at,
        opened_by=recorded.actor,
        opened_seq=recorded.seq,
        version=recorded.version,
    )


def changed(
    row: RoundEntry,
    event: CandidateEntered | CandidateValued | CandidateScored | CandidateWithdrawn | PortfolioRanked,
    recorded: Recorded[PortfolioEvent],
) -> RoundEntry:
    match event:
        case CandidateEntered():
            one = CandidateEntry(engagement_id=event.engagement_id, entered_at=recorded.occurred_at)
            return replaced(row, candidates=(*row.candidates, one))
        case CandidateValued() | CandidateScored():
            return replaced(row, candidates=tuple(told(one, event, recorded) for one in row.candidates))
        case CandidateWithdrawn():
            left = (one for one in row.candidates if one.engagement_id != event.engagement_id)
            return replaced(row, candidates=tuple(left))
        case PortfolioRanked():
            ranking = RankingEntry(
                ranked=event, position=recorded.seq, ranked_at=recorded.occurred_at, ranked_by=recorded.actor
            )
            return replaced(row, ranking=ranking)
        case _:
            assert_never(event)


def told(
    one: CandidateEntry, event: CandidateValued | CandidateScored, recorded: Recorded[PortfolioEvent]
) -> CandidateEntry:
    if one.engagement_id != event.engagement_id:
        return one
    at = recorded.occurred_at
    if isinstance(event, CandidateValued):
        value = ValueEntry(yearly=event.yearly, reason=event.reason, scorer=event.scorer, valued_at=at)
        return replaced(one, value=value)
    score = ScoreEntry(factor=event.factor, score=event.score, reason=event.reason, scorer=event.scorer, scored_at=at)
    by_factor = {each.factor: each for each in one.scores} | {event.factor: score}
    return replaced(one, scores=tuple(by_factor[factor] for factor in Factor if factor in by_factor))


PORTFOLIO_ROUNDS = Projection(
    name="portfolio_rounds",
    version=2,
    row=RoundEntry,
    key=("round_id",),
    handles=get_args(PortfolioEvent),
    keys=keys,
    fold=fold,
    indexes=(("opened_seq",),),
)
