"""The way that is left: effort, the chain of gaps that decides how long it takes, and how it went so far."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from services.engagement.domain.burndown import Day, Move, burndown
from services.engagement.domain.critical_path import Schedule, Work, schedule
from services.engagement.domain.effort import total_effort
from services.engagement.domain.estimate import in_days, mean
from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.gap_moves import GapMove
from services.engagement.reports.figures import total
from services.engagement.reports.register import ReportedGap
from shared.kernel.exact import plain
from shared.kernel.record import record


@record
class EffortFigures:
    """Person-days over the `estimated` gaps: the sum of what is likely, and what suffices in 50 and in 80 of 100 cases.

    `unestimated` gaps add nothing, so the true figures are higher while there are any.
    """

    likely: Decimal
    p50: Decimal
    p80: Decimal
    estimated: int
    unestimated: int


@record
class Effort:
    """`remaining` covers the gaps still to be closed, `whole` all that were not cancelled, split by when found."""

    remaining: EffortFigures
    whole: EffortFigures
    found_at_close: EffortFigures
    found_after_close: EffortFigures
    deferred: EffortFigures


@record
class Span:
    """When a gap can begin and end at the earliest, in person-days from now, and by how much it may slip."""

    gap: int
    start: Decimal
    finish: Decimal
    slack: Decimal
    critical: bool


@record
class Plan:
    """`spans` are in an order in which the gaps can be worked off; `critical_path` is the longest chain among them."""

    length: Decimal
    critical_path: tuple[int, ...]
    spans: tuple[Span, ...]


def effort(gaps: Sequence[ReportedGap]) -> Effort:
    standing = [gap for gap in gaps if gap.stands]
    return Effort(
        remaining=figures(gap for gap in gaps if gap.remains),
        whole=figures(standing),
        found_at_close=figures(gap for gap in standing if not gap.found_after_close),
        found_after_close=figures(gap for gap in standing if gap.found_after_close),
        deferred=figures(gap for gap in gaps if gap.status is GapStatus.DEFERRED),
    )


def figures(gaps: Iterable[ReportedGap]) -> EffortFigures:
    estimates = [gap.estimate for gap in gaps]
    known = [each for each in estimates if each is not None]
    sums = total_effort(known)
    return EffortFigures(
        likely=total(each.likely for each in known),
        p50=plain(sums.p50),
        p80=plain(sums.p80),
        estimated=len(known),
        unestimated=len(estimates) - len(known),
    )


def plan(gaps: Sequence[ReportedGap]) -> Plan:
    """Cancelled gaps take no part; finished ones take no time."""
    standing = {gap.number: gap for gap in gaps if gap.stands}
    ids = {number: gap.gap_id for number, gap in standing.items()}
    works = [Work(gap_id=gap.gap_id, expected=expected(gap), finished=not gap.remains) for gap in standing.values()]
    needs = {gap.gap_id: frozenset(ids[need] for need in gap.needs if need in ids) for gap in standing.values()}
    return numbered(schedule(works, needs), {gap_id: number for number, gap_id in ids.items()})


def expected(gap: ReportedGap) -> Fraction | None:
    return None if gap.estimate is None else mean(gap.estimate)


def numbered(found: Schedule, numbers: dict[UUID, int]) -> Plan:
    critical = frozenset(found.critical_path)
    return Plan(
        length=plain(in_days(found.length)),
        critical_path=tuple(numbers[gap_id] for gap_id in found.critical_path),
        spans=tuple(
            Span(
                gap=numbers[gap_id],
                start=plain(in_days(found.times[gap_id].earliest_start)),
                finish=plain(in_days(found.times[gap_id].earliest_finish)),
                slack=plain(in_days(found.times[gap_id].slack)),
                critical=gap_id in critical,
            )
            for gap_id in found.order
        ),
    )


def burned_down(moves: Sequence[GapMove], zone: ZoneInfo, at: datetime) -> tuple[Day, ...]:
    ordered = sorted(moves, key=lambda move: move.seq)
    until: date = at.astimezone(zone).date()
    return burndown((Move(at=move.at, gap_id=move.gap_id, status=move.status) for move in ordered), zone, until)
