"""Questions about the time between a pilot's close and its go-live."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from services.engagement.domain.benchmarks import LATEST_BENCHMARKS
from services.engagement.domain.lead_time.policy import POLICIES, LeadTimePolicy
from services.engagement.domain.lead_time.portfolio import Percentile, percentiles
from services.engagement.domain.lead_time.split import MICROSECOND, LeadTime, Milestones, lead_time
from services.engagement.domain.lead_time.turns import Taken
from services.engagement.projections.milestones import MILESTONES, MilestonesEntry
from services.engagement.projections.turns import TURNS, TurnEntry
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.outcomes import stopped
from shared.kernel.days import day_begins
from shared.kernel.record import record
from shared.policy.shipped import in_force
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class Ends:
    """The days between which a lead time ran."""

    closed_on: date
    went_live_on: date | None


@record
class PortfolioLeadTime:
    """`live` counts the engagements that went live, which the percentiles are taken of.

    `under_way` counts the others, but for those that were stopped: no time will be taken of them.
    """

    live: int
    under_way: int
    percentiles: tuple[Percentile, ...]


async def lead_times_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[LeadTime | None]:
    """To go-live or, where that is still to come, to the second of `at`."""
    zone = await zone_of(reader, source)
    milestones = await by_key(reader, source, MILESTONES, engagement_ids)
    turns = await belonging(reader, source, TURNS, "engagement_id", engagement_ids, ("seq",))
    found = [(ends_of(row), taken) for row, taken in zip(milestones, turns, strict=True)]
    return await asyncio.to_thread(
        lambda: [split(ends, taken, at, zone, POLICIES) if ends else None for ends, taken in found]
    )


def split(
    ends: Milestones, taken: Sequence[TurnEntry], at: datetime, zone: ZoneInfo, editions: Mapping[int, LeadTimePolicy]
) -> LeadTime:
    """By the policy of the day on which it ended or, where that is still to come, of the day of `at`."""
    policy = in_force(editions, ends.went_live_on or at.astimezone(zone).date())
    return lead_time(ends, map(turn_of, taken), at, zone, policy)


def ends_of(row: MilestonesEntry | None) -> Milestones | None:
    if row is None or row.closed_on is None:
        return None
    return Milestones(
        closed_on=row.closed_on,
        started_at=row.started_at,
        started_seq=row.started_seq,
        went_live_on=row.went_live_on,
    )


def turn_of(row: TurnEntry) -> Taken:
    return Taken(
        seq=row.seq,
        at=row.at,
        turn=row.turn,
        subject=row.subject,
        stage=row.stage,
        deliverable=row.deliverable,
        until=row.until,
    )


async def portfolio_lead_times(reader: Reader, source: Source, keys: Sequence[None]) -> list[PortfolioLeadTime]:
    """Of all engagements that have started, and were not stopped."""
    zone = await zone_of(reader, source)
    rows = source.of(MILESTONES)
    started = rows.c.closed_on.is_not(None) & rows.c.started_at.is_not(None)
    going = started & rows.c.engagement_id.not_in(stopped(source))
    ends = await reader.rows(select(rows.c.closed_on, rows.c.went_live_on).where(going), Ends)
    live = [each for each in ends if each.went_live_on is not None]
    times = [length(each, zone) // MICROSECOND for each in live]
    shown = percentiles(times, LATEST_BENCHMARKS.lead_time.percentiles)
    found = PortfolioLeadTime(live=len(live), under_way=len(ends) - len(live), percentiles=shown)
    return [found for _ in keys]


def length(ends: Ends, zone: ZoneInfo) -> timedelta:
    begin = day_begins(ends.closed_on, zone)
    return max(timedelta(), day_begins(ends.went_live_on or ends.closed_on, zone) - begin)
