"""Questions about the way that is left: the schedule, the effort, and what was found when."""

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from services.engagement.domain.cost_by_discovery import Paid, SpentByDiscovery, spent_by_discovery
from services.engagement.domain.critical_path import Schedule, Work, schedule
from services.engagement.domain.effort import Effort, total_effort
from services.engagement.domain.estimate import Estimate, mean
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.projections.gap_register import GapEntry
from services.engagement.projections.go_lives import GO_LIVES, GoLiveEntry
from services.engagement.projections.scale_costs import SCALE_COSTS, ScaleCost
from services.engagement.queries.gap_links import links_of
from services.engagement.queries.gap_register import GapLine, gaps_of
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class EffortLine(Effort):
    """`unestimated` gaps add nothing to it."""

    unestimated: int


@record
class Discovery:
    """The gaps found by the pilot's close beside those found later, with the effort that each takes.

    Those found once the system was live are among the later ones. `spent` is what was really spent, by currency.
    """

    at_close: int
    at_close_effort: EffortLine
    after_close: int
    after_close_effort: EffortLine
    after_go_live: int
    after_go_live_effort: EffortLine
    spent: tuple[SpentByDiscovery, ...]


async def schedules_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Schedule]:
    """What decides how long the rest takes; cancelled gaps take no part."""
    registers = await gaps_of(reader, source, engagement_ids)
    links = await links_of(reader, source, engagement_ids)
    return [
        scheduled(gaps, [(link.gap_id, link.needs) for link in mine])
        for gaps, mine in zip(registers, links, strict=True)
    ]


def scheduled(gaps: Sequence[GapLine], links: Iterable[tuple[UUID, UUID]]) -> Schedule:
    standing = {gap.gap_id: gap for gap in gaps if gap.status is not GapStatus.CANCELLED}
    works = [
        Work(gap_id=gap_id, expected=expected(gap), finished=gap.status not in REMAINING)
        for gap_id, gap in standing.items()
    ]
    return schedule(works, needs_among(standing, links))


def needs_among(known: Container[UUID], links: Iterable[tuple[UUID, UUID]]) -> dict[UUID, frozenset[UUID]]:
    """What each gap needs of the gaps that are known."""
    needs: dict[UUID, frozenset[UUID]] = {}
    for gap_id, needed in links:
        if gap_id in known and needed in known:
            needs[gap_id] = needs.get(gap_id, frozenset()) | {needed}
    return needs


async def efforts_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[EffortLine]:
    """What the gaps that are still to be closed take in all."""
    registers = await gaps_of(reader, source, engagement_ids)
    return [effort(gap for gap in gaps if gap.status in REMAINING) for gaps in registers]


async def discoveries_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Discovery]:
    registers = await gaps_of(reader, source, engagement_ids)
    lives = await by_key(reader, source, GO_LIVES, engagement_ids)
    costs = await belonging(reader, source, SCALE_COSTS, "engagement_id", engagement_ids, ("recorded_seq",))
    return [discovered(*each) for each in zip(registers, lives, costs, strict=True)]


def discovered(gaps: Sequence[GapLine], live: GoLiveEntry | None, costs: Iterable[ScaleCost]) -> Discovery:
    """What a gap cost is told of those that were not cancelled."""
    early = [gap for gap in gaps if not gap.found_after_close]
    late = [gap for gap in gaps if gap.found_after_close]
    live_at = live.went_live_at if live else None
    running = [gap for gap in gaps if live_at is not None and gap.opened_at > live_at]
    standing, since = counting(gaps), counting(running)
    return Discovery(
        at_close=len(early),
        at_close_effort=effort(early),
        after_close=len(late),
        after_close_effort=effort(late),
        after_go_live=len(running),
        after_go_live_effort=effort(running),
        spent=spent_by_discovery(paid(costs), live.went_live_on if live else None, standing - since, since),
    )


def counting(gaps: Iterable[GapLine]) -> int:
    return sum(gap.status is not GapStatus.CANCELLED for gap in gaps)


def paid(costs: Iterable[ScaleCost]) -> Iterator[Paid]:
    for each in costs:
        if not each.withdrawn:
            yield Paid(currency=each.currency, minor=each.minor, spent_on=each.spent_on)


def effort(gaps: Iterable[GapLine]) -> EffortLine:
    """Cancelled gaps and those without an estimate add nothing."""
    known = [estimate(gap) for gap in gaps if gap.status is not GapStatus.CANCELLED]
    found = total_effort([each for each in known if each is not None])
    return EffortLine(p50=found.p50, p80=found.p80, unestimated=known.count(None))


def estimate(gap: GapEntry) -> Estimate | None:
    if gap.low is None or gap.likely is None or gap.high is None:
        return None
    return Estimate(low=Decimal(gap.low), likely=Decimal(gap.likely), high=Decimal(gap.high))


def expected(gap: GapLine) -> Fraction | None:
    known = estimate(gap)
    return None if known is None else mean(known)
