"""Questions about the fact sheets of engagements: as they stand, or as they stood at any position of the log."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.facts.model import Facts
from services.gates.domain.facts.sheet import Items, sheet
from services.gates.domain.framework.model import EvidenceKind
from services.gates.projections.fact_items import FACT_ITEMS, items_of_rows
from services.gates.queries.time_zones import time_zone_of
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


async def items_of_engagements(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Items]:
    """What each engagement's facts are told from; nothing where nothing has happened yet."""
    several = await belonging(reader, source, FACT_ITEMS, "engagement_id", engagement_ids, ("area", "item"))
    return [items_of_rows(rows) for rows in several]


async def facts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], day: date, kinds: Sequence[EvidenceKind]
) -> list[Facts]:
    """The facts of each engagement on one of the tenant's days; of evidence, what these kinds say."""
    several = await items_of_engagements(reader, source, engagement_ids)
    time_zone = await time_zone_of(reader, source)
    return [sheet(items, day, kinds, time_zone) for items in several]
