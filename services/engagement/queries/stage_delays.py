"""Questions about stages that take longer than expected."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.stage_delays import STAGE_DELAYS, DelayEntry
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def stage_delays_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[DelayEntry, ...]]:
    """Of all stages of each engagement, newest first."""
    rows = await by_key(reader, source, STAGE_DELAYS, engagement_ids)
    return [tuple(reversed(row.delays)) if row else () for row in rows]
