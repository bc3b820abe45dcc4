"""Questions about when an engagement will go live, and about how such forecasts turned out."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import FromClause, select

from services.engagement.domain.calibration import Promised
from services.engagement.domain.change_policy import CHANGE_POLICIES, LATEST_CHANGE_POLICY
from services.engagement.domain.estimate import in_days
from services.engagement.domain.forecast_policy import FORECAST_POLICIES, ForecastPolicy, ThreePoints
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.domain.launch_lead import earliest_go_live, lead_days
from services.engagement.domain.pace import Done, Pace, pace_of
from services.engagement.domain.work_plan import Standing, Task, plan
from services.engagement.domain.working_days import reached
from services.engagement.projections.gap_links import GapLink
from services.engagement.projections.gap_moves import GAP_MOVES, GapMove
from services.engagement.projections.milestones import MILESTONES, MilestonesEntry
from services.engagement.projections.recorded_forecasts import RECORDED_FORECASTS, ForecastEntry
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.gap_links import links_of
from services.engagement.queries.gap_register import GapLine, gaps_of
from services.engagement.queries.plan import estimate, needs_among
from shared.events.forecasts import ForecastDates
from shared.kernel.record import record
from shared.policy.shipped import in_force
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import Listing, PageAsk, counts_of, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader

FOUR_PLACES = Decimal("0.0001")


@record
class DriverLine:
    """`critical` is the share of runs in which the gap decides the date; `sensitivity` how far its spread moves it."""

    gap_id: UUID
    critical: Decimal
    sensitivity: Decimal


@record
class ForecastLine:
    """`pace` is that of all: 2 means that work takes twice its estimate."""

    made_on: date
    policy: int
    runs: int
    ready: ForecastDates
    all_resolved: ForecastDates
    go_live: ForecastDates
    launched_on: date | None
    pace: Decimal
    unestimated: int
    unowned: int
    drivers: tuple[DriverLine, ...]


@record
class Past:
    """What is known of an engagement: its register, what waits for what, its gaps' moves and its milestones."""

    gaps: Sequence[GapLine]
    links: Sequence[GapLink]
    moves: Sequence[GapMove]
    milestones: MilestonesEntry | None


async def forecasts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[ForecastLine]:
    """As they are made on the tenant's day of `at`, by the policy of that day."""
    zone = await zone_of(reader, source)
    registers = await gaps_of(reader, source, engagement_ids)
    links = await links_of(reader, source, engagement_ids)
    moves = await belonging(reader, source, GAP_MOVES, "engagement_id", engagement_ids, ("seq",))
    milestones = await by_key(reader, source, MILESTONES, engagement_ids)
    pasts = [
        Past(gaps=gaps, links=mine, moves=moved, milestones=days)
        for gaps, mine, moved, days in zip(registers, links, moves, milestones, strict=True)
    ]
    today = at.astimezone(zone).date()
    return await asyncio.to_thread(lambda: [forecast(past, zone, today, FORECAST_POLICIES) for past in pasts])


def forecast(past: Past, zone: ZoneInfo, today: date, editions: Mapping[int, ForecastPolicy]) -> ForecastLine:
    from services.engagement.forecasting.simulation import simulated  # noqa: PLC0415 - not in processes that only ask

    policy = in_force(editions, today)
    standing = [gap for gap in past.gaps if gap.status is not GapStatus.CANCELLED]
    pace = pace_of(done(standing, past.moves, zone), policy)
    tasks = tasks_of(standing, past, pace, zone, today, policy)
    found = simulated(tasks, policy)
    ready, everything = (
        ForecastDates(p50=reached(today, of.p50), p80=reached(today, of.p80), p95=reached(today, of.p95))
        for of in (found.ready, found.everything)
    )
    left = [gap for gap in standing if gap.status in REMAINING]
    return ForecastLine(
        made_on=today,
        policy=policy.version,
        runs=found.runs,
        ready=ready,
        all_resolved=everything,
        go_live=live_by(ready, past.milestones, today),
        launched_on=past.milestones.launched_on if past.milestones else None,
        pace=in_days(pace.overall),
        unestimated=sum(gap.likely is None for gap in left),
        unowned=sum(gap.owner is None for gap in left),
        drivers=tuple(
            driver(each.gap_id, Fraction(each.critical, found.runs), each.sensitivity) for each in found.drivers
        ),
    )


def driver(gap_id: UUID, critical: Fraction, sensitivity: float) -> DriverLine:
    share = (Decimal(critical.numerator) / critical.denominator).quantize(FOUR_PLACES)
    return DriverLine(gap_id=gap_id, critical=share, sensitivity=Decimal(sensitivity).quantize(FOUR_PLACES))


def live_by(ready: ForecastDates, days: MilestonesEntry | None, today: date) -> ForecastDates:
    """Of what is live, nothing is left to be forecast but the day that came."""
    came = days.went_live_on if days else None
    return ForecastDates(p50=came, p80=came, p95=came) if came else no_earlier(ready, taken_along(days, today))


def taken_along(days: MilestonesEntry | None, today: date) -> date:
    """The first day on which the change programme has had its time, launched as it was, or else today."""
    launched_on = days.launched_on if days else None
    policy = days.change_policy if days else None
    return earliest_go_live(launched_on or today, lead_days(CHANGE_POLICIES[policy or LATEST_CHANGE_POLICY.version]))


def no_earlier(dates: ForecastDates, day: date) -> ForecastDates:
    return ForecastDates(p50=max(dates.p50, day), p80=max(dates.p80, day), p95=max(dates.p95, day))


def tasks_of(
    gaps: Sequence[GapLine], past: Past, pace: Pace, zone: ZoneInfo, today: date, policy: ForecastPolicy
) -> tuple[Task, ...]:
    needs = needs_among({gap.gap_id for gap in gaps}, ((link.gap_id, link.needs) for link in past.links))
    begun = {move.gap_id: day(move, zone) for move in past.moves if move.status is GapStatus.IN_PROGRESS}
    return plan([standing_of(gap, begun.get(gap.gap_id)) for gap in gaps], needs, pace, today, policy)


def standing_of(gap: GapLine, begun: date | None) -> Standing:
    return Standing(
        gap_id=gap.gap_id,
        seed=gap.opened_seq,
        severity=gap.severity,
        finished=gap.status not in REMAINING,
        owner=gap.owner,
        estimate=points(gap),
        started=begun if gap.status is GapStatus.IN_PROGRESS else None,
        deferred_until=gap.deferred_until if gap.status is GapStatus.DEFERRED else None,
    )


def points(gap: GapLine) -> ThreePoints | None:
    known = estimate(gap)
    if known is None:
        return None
    return ThreePoints(low=Fraction(known.low), likely=Fraction(known.likely), high=Fraction(known.high))


def done(gaps: Sequence[GapLine], moves: Sequence[GapMove], zone: ZoneInfo) -> list[Done]:
    """What was resolved after it was started, and still is."""
    spans = spans_of(moves, zone)
    return [
        Done(resolver=gap.resolver, expected=effort.mean, spans=tuple(spans[gap.gap_id]))
        for gap in gaps
        if gap.status not in REMAINING and gap.resolver is not None and gap.gap_id in spans
        for effort in [points(gap)]
        if effort is not None
    ]


def spans_of(moves: Sequence[GapMove], zone: ZoneInfo) -> dict[UUID, list[tuple[date, date]]]:
    """From each start of a gap to the move that ended it."""
    begun: dict[UUID, date] = {}
    spans: dict[UUID, list[tuple[date, date]]] = {}
    for move in moves:
        since = begun.pop(move.gap_id, None)
        if since is not None:
            spans.setdefault(move.gap_id, []).append((since, max(since, day(move, zone))))
        if move.status is GapStatus.IN_PROGRESS:
            begun[move.gap_id] = day(move, zone)
    return spans


def day(move: GapMove, zone: ZoneInfo) -> date:
    return move.at.astimezone(zone).date()


# --- What came of it --------------------------------------------------------


@record
class PastForecastLine(ForecastEntry):
    """A forecast that is on record, beside the day on which the engagement went live."""

    went_live_on: date | None

    @property
    def days_late(self) -> int | None:
        return self.promised.days_late

    @property
    def within(self) -> int | None:
        return self.promised.within

    @property
    def promised(self) -> Promised:
        return Promised(engagement_id=self.engagement_id, dates=self.go_live, came_on=self.went_live_on)


def track(source: Source) -> FromClause:
    forecasts, days = source.of(RECORDED_FORECASTS), source.of(MILESTONES)
    both = forecasts.outerjoin(days, forecasts.c.engagement_id == days.c.engagement_id)
    return select(*forecasts.c, days.c.went_live_on).select_from(both).subquery("track")


def listing(source: Source) -> Listing:
    return Listing(rows=track(source), row=PastForecastLine, key=RECORDED_FORECASTS.key)


async def past_forecast_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[PastForecastLine]]:
    return await pages_of(reader, listing(source), "engagement_id", engagement_ids, ask)


async def past_forecast_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source), "engagement_id", engagement_ids, wanted)
