"""Which criterion each gap of an engagement serves, by the difference that it came of."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from services.engagement.domain.lead_time.criteria import LATEST_CRITERIA
from services.engagement.projections.gap_register import GAP_REGISTER
from shared.events.dimensions import Dimension
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import grouped
from shared.projecting.reading import Reader


@record
class GapFound:
    engagement_id: UUID
    gap_id: UUID
    dimension: Dimension | None
    aspect: str | None


async def criteria_of_gaps(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[Mapping[UUID, str | None]]:
    gaps = source.of(GAP_REGISTER)
    columns = (gaps.c.engagement_id, gaps.c.gap_id, gaps.c.dimension, gaps.c.aspect)
    mine = among(gaps.c.engagement_id, list(engagement_ids))
    found = await reader.rows(select(*columns).where(mine, gaps.c.aspect.is_not(None)), GapFound)
    return [
        {each.gap_id: LATEST_CRITERIA.of_aspect(each.dimension, each.aspect) for each in several}
        for several in grouped(found, "engagement_id", engagement_ids)
    ]
