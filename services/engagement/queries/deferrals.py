"""Questions about what is put off, and about what was found after the pilot's close."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, Select, func, select

from services.engagement.domain.deferral_debt import DeferralDebt, PutOff, debt
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.projections.gap_register import GAP_REGISTER, GapEntry
from services.engagement.projections.milestones import MILESTONES
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.gap_register import register
from services.engagement.queries.outcomes import stopped
from services.engagement.queries.plan import estimate
from shared.events.gaps import Severity
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import by_key, grouped
from shared.projecting.reading import Reader


@record
class Planned:
    engagement_id: UUID
    planned_on: date


@record
class FoundLate:
    """Of all `gaps` but the cancelled, those found after the register's baseline: how many, and how many remain."""

    gaps: int
    late: int
    late_blocking: int
    late_open: int


@record
class FoundLateOf:
    engagement_id: UUID
    gaps: int
    late: int
    late_blocking: int
    late_open: int


NONE_FOUND = FoundLate(gaps=0, late=0, late_blocking=0, late_open=0)


async def deferral_debts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[DeferralDebt]:
    """On the tenant's day of `at`."""
    zone = await zone_of(reader, source)
    rows = source.of(GAP_REGISTER)
    mine = put_off(rows).where(among(rows.c.engagement_id, list(engagement_ids)))
    gaps = [as_put_off(entry, zone) for entry in await reader.rows(mine, GapEntry)]
    milestones = await by_key(reader, source, MILESTONES, engagement_ids)
    planned = {row.engagement_id: row.planned_on for row in milestones if row and row.planned_on}
    day = at.astimezone(zone).date()
    return [debt(each, day, planned) for each in grouped(gaps, "engagement_id", engagement_ids)]


async def portfolio_debts(reader: Reader, source: Source, moments: Sequence[datetime]) -> list[DeferralDebt]:
    """Of all engagements that were not stopped, on the tenant's day of each moment."""
    zone, rows = await zone_of(reader, source), source.of(GAP_REGISTER)
    owed = put_off(rows).where(rows.c.engagement_id.not_in(stopped(source)))
    entries = await reader.rows(owed, GapEntry)
    planned = await planned_days(reader, source)
    gaps = [as_put_off(entry, zone) for entry in entries]
    return [debt(gaps, at.astimezone(zone).date(), planned) for at in moments]


def put_off(rows: FromClause) -> Select[Any]:
    return select(rows).where(rows.c.status == GapStatus.DEFERRED.value)


def as_put_off(entry: GapEntry, zone: ZoneInfo) -> PutOff:
    since = (entry.deferred_at or entry.changed_at).astimezone(zone).date()
    return PutOff(
        engagement_id=entry.engagement_id,
        severity=entry.severity,
        estimate=estimate(entry),
        since=since,
        until=entry.deferred_until or since,
        extensions=entry.extensions,
    )


async def planned_days(reader: Reader, source: Source) -> Mapping[UUID, date]:
    """Of all engagements."""
    rows = source.of(MILESTONES)
    planned = select(rows.c.engagement_id, rows.c.planned_on).where(rows.c.planned_on.is_not(None))
    return {each.engagement_id: each.planned_on for each in await reader.rows(planned, Planned)}


async def found_late_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[FoundLate]:
    rows = register(source)
    mine = counted(rows, [rows.c.engagement_id]).where(among(rows.c.engagement_id, list(engagement_ids)))
    found = {
        row.engagement_id: FoundLate(
            gaps=row.gaps, late=row.late, late_blocking=row.late_blocking, late_open=row.late_open
        )
        for row in await reader.rows(mine, FoundLateOf)
    }
    return [found.get(engagement_id, NONE_FOUND) for engagement_id in engagement_ids]


async def portfolio_found_late(reader: Reader, source: Source, keys: Sequence[None]) -> list[FoundLate]:
    (found,) = await reader.rows(counted(register(source), []), FoundLate)
    return [found for _ in keys]


def counted(rows: FromClause, by: list[ColumnElement[Any]]) -> Select[Any]:
    late = rows.c.found_after_close
    blocking, still_open = rows.c.severity == Severity.BLOCKING.value, rows.c.status.in_(sorted(REMAINING))
    wanted: Sequence[ColumnElement[Any]] = [
        *by,
        func.count().label("gaps"),
        func.count().filter(late).label("late"),
        func.count().filter(late & blocking).label("late_blocking"),
        func.count().filter(late & still_open).label("late_open"),
    ]
    return select(*wanted).where(rows.c.status != GapStatus.CANCELLED.value).group_by(*by)
