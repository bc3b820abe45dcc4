"""Questions about what waits for what."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.gap_links import GAP_LINKS, GapLink
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


async def needs_of(reader: Reader, source: Source, gap_ids: Sequence[UUID]) -> list[list[GapLink]]:
    """What each gap waits for."""
    return await belonging(reader, source, GAP_LINKS, "gap_id", gap_ids, ("needs",))


async def needed_by(reader: Reader, source: Source, gap_ids: Sequence[UUID]) -> list[list[GapLink]]:
    """What waits for each gap."""
    return await belonging(reader, source, GAP_LINKS, "needs", gap_ids, ("gap_id",))


async def links_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[GapLink]]:
    """All dependencies within each engagement."""
    return await belonging(reader, source, GAP_LINKS, "engagement_id", engagement_ids, ("gap_id", "needs"))
