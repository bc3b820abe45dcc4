"""Questions about close-out reports: made from the rows as they were at one position of the log."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from services.engagement.projections.dimensions import DIMENSIONS
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.tenants import TENANTS, TenantEntry
from services.engagement.queries.engagements import engagements_by_id
from services.engagement.queries.gap_links import links_of
from services.engagement.queries.pilots import costs_of, findings_of, pilots_by_id, results_of
from services.engagement.reports.close_out import CloseOutReport, CloseOutRows, build
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader

Row = TypeVar("Row")


@record
class ReportAsk:
    """The engagement, the position to report at, and the moment at which that position was recorded."""

    engagement_id: UUID
    position: int
    at: datetime


async def close_outs(reader: Reader, _: Source, asks: Sequence[ReportAsk]) -> list[CloseOutReport | None]:
    """Each report as of its own position; None where there was no such engagement then."""
    return [await close_out(reader, ask) for ask in asks]


async def close_out(reader: Reader, ask: ReportAsk) -> CloseOutReport | None:
    source, ids = AtSeq(seq=ask.position), [ask.engagement_id]
    tenants = await reader.rows(select(source.of(TENANTS)), TenantEntry)
    (pilot,) = await pilots_by_id(reader, source, ids)
    (engagement,) = await engagements_by_id(reader, source, ids)
    if pilot is None or engagement is None or not tenants:
        return None
    rows = CloseOutRows(
        tenant=tenants[0],
        pilot=pilot,
        results=only(await results_of(reader, source, ids)),
        costs=only(await costs_of(reader, source, ids)),
        findings=only(await findings_of(reader, source, ids)),
        engagement=engagement,
        dimensions=only(await belonging(reader, source, DIMENSIONS, "engagement_id", ids, ("dimension",))),
        gaps=only(await belonging(reader, source, GAP_REGISTER, "engagement_id", ids, ("opened_seq",))),
        links=only(await links_of(reader, source, ids)),
        moves=only(await belonging(reader, source, GAP_MOVES, "engagement_id", ids, ("seq",))),
    )
    return await asyncio.to_thread(build, rows, position=ask.position, at=ask.at)


def only(answers: list[list[Row]]) -> list[Row]:
    (answer,) = answers
    return answer
