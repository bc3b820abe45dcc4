"""Questions about why the gaps are there: counts by cause, kind and severity."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, func, select

from services.engagement.domain.gap_status import CLOSED, GapStatus
from services.engagement.projections.gap_register import GAP_REGISTER
from shared.events.gaps import Cause
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import grouped
from shared.projecting.reading import Reader


@record
class CauseCount:
    """How many gaps have this cause, how many of them block, how many are closed; cancelled ones do not count."""

    cause: Cause
    gaps: int
    blocking: int
    closed: int


@record
class CauseOf:
    engagement_id: UUID
    cause: Cause
    gaps: int
    blocking: int
    closed: int


async def causes_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[CauseCount]]:
    """The profile of each engagement, largest cause first."""
    gaps = source.of(GAP_REGISTER)
    mine = counted(gaps, [gaps.c.engagement_id]).where(among(gaps.c.engagement_id, list(engagement_ids)))
    rows = await reader.rows(mine, CauseOf)
    return [[*map(count_of, each)] for each in grouped(rows, "engagement_id", engagement_ids)]


def count_of(row: CauseOf) -> CauseCount:
    return CauseCount(cause=row.cause, gaps=row.gaps, blocking=row.blocking, closed=row.closed)


async def tenant_causes(reader: Reader, source: Source, keys: Sequence[None]) -> list[list[CauseCount]]:
    """The profile of the whole tenant, largest cause first."""
    profile = await reader.rows(counted(source.of(GAP_REGISTER), []), CauseCount)
    return [profile for _ in keys]


def counted(gaps: FromClause, by: list[ColumnElement[Any]]) -> Select[Any]:
    number = func.count().label("gaps")
    blocking = func.count().filter(gaps.c.severity == "blocking").label("blocking")
    closed = func.count().filter(gaps.c.status.in_(sorted(CLOSED))).label("closed")
    standing = gaps.c.status != GapStatus.CANCELLED.value
    wanted: Sequence[ColumnElement[Any]] = [*by, gaps.c.cause, number, blocking, closed]
    return select(*wanted).where(standing).group_by(*by, gaps.c.cause).order_by(number.desc(), gaps.c.cause)
