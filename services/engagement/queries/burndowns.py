"""Questions about how the gaps went down, counted in the tenant's days."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.engagement.domain.burndown import Day, Move, burndown
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.queries.calendar import zone_of
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


async def burndowns_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[tuple[Day, ...]]:
    """Each engagement's days from its first gap to the day of `at`."""
    zone = await zone_of(reader, source)
    until = at.astimezone(zone).date()
    moves = await belonging(reader, source, GAP_MOVES, "engagement_id", engagement_ids, ("seq",))
    return [
        burndown((Move(at=move.at, gap_id=move.gap_id, status=move.status) for move in mine), zone, until)
        for mine in moves
    ]
