"""Questions about the seven dimensions: how the pilot ran, what production requires, where it stands now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, select

from services.engagement.domain.catalogue import CATALOGUES, LATEST
from services.engagement.domain.differences import Difference, differences, levels
from services.engagement.domain.gap_status import CLOSED, GapStatus
from services.engagement.projections.dimensions import DIMENSIONS, DimensionEntry
from services.engagement.projections.gap_register import GAP_REGISTER
from shared.events.dimensions import Dimension
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


@record
class AspectLine:
    """One aspect: its level in the pilot, the one that production requires, and the one that holds by now.

    `difference` is there where the pilot falls short; it has a gap, was dismissed with a reason, or is still open.
    """

    name: str
    pilot: str | None
    required: str | None
    current: str | None
    difference: Difference | None
    gap_id: UUID | None
    dismissed: str | None


@record
class DimensionLine:
    engagement_id: UUID
    dimension: Dimension
    pilot_note: str | None
    production_note: str | None
    aspects: tuple[AspectLine, ...]
    version: int


@record
class ProposedGap:
    """A standing gap that came from a difference."""

    engagement_id: UUID
    dimension: Dimension
    aspect: str
    gap_id: UUID
    status: GapStatus


Gaps = Mapping[tuple[Dimension, str], ProposedGap]


async def dimensions_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[DimensionLine]]:
    """All seven dimensions of each engagement, recorded or not."""
    entries = await belonging(reader, source, DIMENSIONS, "engagement_id", engagement_ids, ("dimension",))
    gaps = await proposed_gaps(reader, source, engagement_ids)
    return [
        [line(engagement_id, dimension, mine, gaps[engagement_id]) for dimension in Dimension]
        for engagement_id, mine in zip(engagement_ids, entries, strict=True)
    ]


async def proposed_gaps(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> Mapping[UUID, Gaps]:
    gaps = source.of(GAP_REGISTER)
    columns = (gaps.c.engagement_id, gaps.c.dimension, gaps.c.aspect, gaps.c.gap_id, gaps.c.status)
    standing = and_(gaps.c.dimension.is_not(None), gaps.c.status != GapStatus.CANCELLED.value)
    wanted = select(*columns).where(among(gaps.c.engagement_id, list(engagement_ids)), standing)
    found: defaultdict[UUID, dict[tuple[Dimension, str], ProposedGap]] = defaultdict(dict)
    for gap in await reader.rows(wanted, ProposedGap):
        found[gap.engagement_id][gap.dimension, gap.aspect] = gap
    return found


def line(engagement_id: UUID, dimension: Dimension, entries: Sequence[DimensionEntry], gaps: Gaps) -> DimensionLine:
    unrecorded = DimensionEntry(engagement_id=engagement_id, dimension=dimension, catalogue=LATEST.version, version=0)
    entry = next((entry for entry in entries if entry.dimension is dimension), unrecorded)
    return DimensionLine(
        engagement_id=engagement_id,
        dimension=dimension,
        pilot_note=entry.pilot_note,
        production_note=entry.production_note,
        aspects=aspects(entry, gaps),
        version=entry.version,
    )


def aspects(entry: DimensionEntry, gaps: Gaps) -> tuple[AspectLine, ...]:
    catalogue = CATALOGUES[entry.catalogue]
    pilot, required = levels(entry.pilot), levels(entry.production)
    short = {each.aspect: each for each in differences(entry.dimension, entry.pilot, entry.production, catalogue)}
    dismissed = {each.aspect: each.reason for each in entry.dismissed}
    names = [aspect.name for aspect in catalogue.dimensions[entry.dimension].aspects]
    return tuple(
        aspect(name, pilot.get(name), required.get(name), short.get(name), gaps.get((entry.dimension, name)), dismissed)
        for name in names
        if name in pilot or name in required
    )


def aspect(
    name: str,
    pilot: str | None,
    required: str | None,
    difference: Difference | None,
    gap: ProposedGap | None,
    dismissed: Mapping[str, str],
) -> AspectLine:
    return AspectLine(
        name=name,
        pilot=pilot,
        required=required,
        current=required if gap is not None and gap.status in CLOSED else pilot,
        difference=difference,
        gap_id=gap.gap_id if gap is not None else None,
        dismissed=dismissed.get(name),
    )
