"""Questions about how forecasts that are on record turned out: since when each engagement is ready, and all of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from services.engagement.domain.calibration import CALIBRATION_POLICIES, Calibration, Promised, calibrated
from services.engagement.domain.readiness import Readiness, Stretch, readiness
from services.engagement.projections.blockages import BLOCKAGES, Blockage
from services.engagement.projections.go_lives import GO_LIVES, GoLiveEntry
from services.engagement.projections.recorded_forecasts import RECORDED_FORECASTS, ForecastEntry
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.outcomes import stopped
from shared.kernel.record import record
from shared.policy.shipped import in_force
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class Calibrations:
    """Of the forecasts of each engagement that was not stopped: when it would be ready, and when live."""

    ready: Calibration
    go_live: Calibration


async def ready_since_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Readiness]:
    zone = await zone_of(reader, source)
    lives = await by_key(reader, source, GO_LIVES, engagement_ids)
    return await ready(reader, source, engagement_ids, lives, zone)


async def ready(
    reader: Reader,
    source: Source,
    engagement_ids: Sequence[UUID],
    lives: Iterable[GoLiveEntry | None],
    zone: ZoneInfo,
) -> list[Readiness]:
    blockages = await belonging(reader, source, BLOCKAGES, "engagement_id", engagement_ids, ("gap_id",))
    return [
        readiness(stretches(several), live.went_live_at if live else None, zone)
        for several, live in zip(blockages, lives, strict=True)
    ]


def stretches(blockages: Iterable[Blockage]) -> Iterable[Stretch]:
    for each in blockages:
        yield from (Stretch(since=ended.since, until=ended.until) for ended in each.ended)
        if each.since is not None:
            yield Stretch(since=each.since, until=None)


async def calibrations(reader: Reader, source: Source, moments: Sequence[datetime]) -> list[Calibrations]:
    """Those whose day is over at each moment: a few moments, all by what the source knows."""
    zone = await zone_of(reader, source)
    forecasts = source.of(RECORDED_FORECASTS)
    wanted = select(forecasts).where(forecasts.c.engagement_id.not_in(stopped(source)))
    rows = await reader.rows(wanted.order_by(forecasts.c.recorded_seq), ForecastEntry)
    ids = sorted({row.engagement_id for row in rows})
    found = await by_key(reader, source, GO_LIVES, ids)
    lives = dict(zip(ids, found, strict=True))
    readied = dict(zip(ids, await ready(reader, source, ids, found, zone), strict=True))
    live = [
        Promised(engagement_id=row.engagement_id, dates=row.go_live, came_on=live.went_live_on if live else None)
        for row in rows
        for live in [lives[row.engagement_id]]
    ]
    readied_on = [
        Promised(
            engagement_id=row.engagement_id, dates=row.ready, came_on=readied[row.engagement_id].come_after(row.made_on)
        )
        for row in rows
    ]
    days = (at.astimezone(zone).date() for at in moments)
    return [
        Calibrations(ready=calibrated(readied_on, day, policy), go_live=calibrated(live, day, policy))
        for day in days
        for policy in [in_force(CALIBRATION_POLICIES, day)]
    ]
