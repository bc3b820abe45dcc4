"""Questions about rounds of the portfolio, and about how a ranking came about."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from services.engagement.domain.estimate import Estimate
from services.engagement.domain.gap_status import REMAINING
from services.engagement.domain.pilot_standing import pilot_ranks
from services.engagement.domain.portfolio.placing import gap_size
from services.engagement.domain.ranking import FlipPoint, Placed, exact, flips, inputs_of, placed, rounded
from services.engagement.domain.scoring_policy import SCORING_POLICIES
from services.engagement.projections.portfolio_rounds import PORTFOLIO_ROUNDS, RankingEntry, RoundEntry
from services.engagement.queries.gap_register import GapLine, gaps_of
from services.engagement.queries.pilots import results_of
from services.engagement.queries.plan import estimate
from shared.events.portfolio import Factor, PortfolioRanked, RankedCandidate
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, listing, one_page
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class PartLine:
    """What a factor adds to a score: its part from 0 to 1, times its weight."""

    factor: Factor
    weight: Decimal
    part: Decimal
    added: Decimal


@record
class PlaceLine:
    """`pilot_result_rank` is shown beside the rank and plays no part in it; none where the pilot had no target."""

    rank: int
    ranked: RankedCandidate
    parts: tuple[PartLine, ...]
    pilot_result_rank: int | None


@record
class FlipLine:
    above: UUID
    below: UUID
    point: FlipPoint
    weight: Decimal


@record
class RankingLine:
    """`recomputed`: the log still gives what was recorded, from the gaps as they were to the last place."""

    entry: RankingEntry
    places: tuple[PlaceLine, ...]
    flips: tuple[FlipLine, ...]
    recomputed: bool


async def rounds_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[RoundEntry | None]:
    return await by_key(reader, source, PORTFOLIO_ROUNDS, ids)


async def round_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[RoundEntry]]:
    return [await one_page(reader, listing(source, PORTFOLIO_ROUNDS), ask) for ask in asks]


async def round_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, PORTFOLIO_ROUNDS), wanted) for wanted in filters]


async def rankings_of(reader: Reader, source: Source, round_ids: Sequence[UUID]) -> list[RankingLine | None]:
    """The last ranking of each round, made once more from its inputs: for a few rounds, each at its own position."""
    rows = await rounds_by_id(reader, source, round_ids)
    entries = [row.ranking if row else None for row in rows]
    return [await checked(reader, source, entry) if entry else None for entry in entries]


async def checked(reader: Reader, source: Source, entry: RankingEntry) -> RankingLine:
    ids = [one.engagement_id for one in entry.ranked.candidates]
    registers = await gaps_of(reader, AtSeq(seq=entry.position), ids)
    results = await results_of(reader, source, ids)
    policy = SCORING_POLICIES[entry.ranked.policy]
    as_then = [gap_size(left(gaps), policy) for gaps in registers] == [one.gap_size for one in entry.ranked.candidates]
    return line(entry, pilot_ranks(dict(zip(ids, results, strict=True))), as_then=as_then)


def left(gaps: Sequence[GapLine]) -> list[Estimate | None]:
    """The estimates of the gaps that are still to be closed."""
    return [estimate(gap) for gap in gaps if gap.status in REMAINING]


def line(entry: RankingEntry, pilots: Mapping[UUID, int], *, as_then: bool) -> RankingLine:
    fact = entry.ranked
    ranking = ranking_of(fact)
    return RankingLine(
        entry=entry,
        places=place_lines(fact, ranking, pilots),
        flips=flip_lines(fact, ranking),
        recomputed=as_then and same(ranking, fact.candidates),
    )


def ranking_of(fact: PortfolioRanked) -> Sequence[Placed]:
    return placed([inputs_of(one) for one in fact.candidates], SCORING_POLICIES[fact.policy], exact(fact.weights))


def place_lines(fact: PortfolioRanked, ranking: Sequence[Placed], pilots: Mapping[UUID, int]) -> tuple[PlaceLine, ...]:
    return tuple(
        PlaceLine(
            rank=rank, ranked=recorded, parts=parts(one, fact), pilot_result_rank=pilots.get(recorded.engagement_id)
        )
        for rank, (one, recorded) in enumerate(zip(ranking, fact.candidates, strict=True), start=1)
    )


def flip_lines(fact: PortfolioRanked, ranking: Sequence[Placed]) -> tuple[FlipLine, ...]:
    return tuple(
        FlipLine(above=point.above, below=point.below, point=point, weight=rounded(point.weight))
        for point in flips(ranking, exact(fact.weights))
    )


def same(ranking: Sequence[Placed], candidates: Sequence[RankedCandidate]) -> bool:
    """The places go to whom they went on record for, at the score on record."""
    return all(
        one.inputs == inputs_of(recorded) and rounded(one.score) == recorded.score
        for one, recorded in zip(ranking, candidates, strict=True)
    )


def parts(one: Placed, fact: PortfolioRanked) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(
            factor=each.factor,
            weight=each.weight,
            part=rounded(one.parts[each.factor]),
            added=rounded(Fraction(each.weight) * one.parts[each.factor]),
        )
        for each in fact.weights
    )
