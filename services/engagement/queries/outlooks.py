"""Questions about how rounds would be ranked as things are, without anybody who does it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.engagement.domain.outcome import PilotOutcome
from services.engagement.domain.pilot_standing import pilot_ranks
from services.engagement.domain.portfolio.placing import LEAST_CANDIDATES, gap_size, of_inputs
from services.engagement.domain.portfolio.state import SCORED
from services.engagement.domain.ranking import Inputs
from services.engagement.domain.scoring_policy import SCORING_POLICIES, ScoringPolicy
from services.engagement.projections.pilot_results import PilotResult
from services.engagement.projections.portfolio_rounds import CandidateEntry, RoundEntry
from services.engagement.queries.gap_register import GapLine, gaps_of
from services.engagement.queries.outcomes import outcomes_of
from services.engagement.queries.pilots import results_of
from services.engagement.queries.portfolio import (
    FlipLine,
    PlaceLine,
    flip_lines,
    left,
    place_lines,
    ranking_of,
    rounds_by_id,
)
from shared.events.portfolio import Factor, PortfolioRanked
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


@record
class OutlookLine:
    """`ranked` is what would go on record."""

    ranked: PortfolioRanked
    places: tuple[PlaceLine, ...]
    flips: tuple[FlipLine, ...]


async def outlooks_of(reader: Reader, source: Source, round_ids: Sequence[UUID]) -> list[OutlookLine | None]:
    """None where nothing could be ranked: there are not two, or of one something is to be said, or it was stopped."""
    rows = await rounds_by_id(reader, source, round_ids)
    ids = list(dict.fromkeys(one.engagement_id for row in rows if row for one in row.candidates))
    gaps = dict(zip(ids, await gaps_of(reader, source, ids), strict=True))
    results = dict(zip(ids, await results_of(reader, source, ids), strict=True))
    became = zip(ids, await outcomes_of(reader, source, ids), strict=True)
    ended = frozenset(key for key, each in became if each is not None and each.outcome is PilotOutcome.STOPPED)
    return [outlook(row, gaps, results, ended) if row else None for row in rows]


def outlook(
    row: RoundEntry,
    gaps: Mapping[UUID, Sequence[GapLine]],
    results: Mapping[UUID, Sequence[PilotResult]],
    ended: frozenset[UUID] = frozenset(),
) -> OutlookLine | None:
    policy = SCORING_POLICIES[row.policy]
    known = (known_of(one, gaps[one.engagement_id], policy) for one in row.candidates if one.engagement_id not in ended)
    inputs = [each for each in known if each is not None]
    currency = next((one.value.yearly.currency for one in row.candidates if one.value), None)
    if currency is None or len(row.candidates) < LEAST_CANDIDATES or len(inputs) < len(row.candidates):
        return None
    fact = of_inputs(row.round_id, row.policy, row.weights, currency, inputs)
    ranking, pilots = (
        ranking_of(fact),
        pilot_ranks({each.engagement_id: results[each.engagement_id] for each in inputs}),
    )
    return OutlookLine(ranked=fact, places=place_lines(fact, ranking, pilots), flips=flip_lines(fact, ranking))


def known_of(one: CandidateEntry, gaps: Sequence[GapLine], policy: ScoringPolicy) -> Inputs | None:
    """None while something is still to be said of it."""
    scores = {each.factor: each.score for each in one.scores}
    if one.value is None or not scores.keys() >= SCORED:
        return None
    estimates = left(gaps)
    return Inputs(
        engagement_id=one.engagement_id,
        business_value=one.value.yearly.minor,
        gap_size=gap_size(estimates, policy),
        unestimated=estimates.count(None),
        change_complexity=scores[Factor.CHANGE_COMPLEXITY],
        strategic_alignment=scores[Factor.STRATEGIC_ALIGNMENT],
    )
