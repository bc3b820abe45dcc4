"""Questions about what was shown: by its ids, by engagement in pages, and the last pieces of a criterion."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from services.gates.projections.evidence import EVIDENCE, EvidenceEntry
from services.gates.queries.criterion_statements import OfEngagement
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader

LAST = 10


async def evidence_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[EvidenceEntry | None]:
    return await by_key(reader, source, EVIDENCE, ids)


async def evidence_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[EvidenceEntry]]:
    return await pages_of(reader, listing(source, EVIDENCE), "engagement_id", engagement_ids, ask)


async def evidence_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, EVIDENCE), "engagement_id", engagement_ids, wanted)


async def last_evidence_of(
    reader: Reader, source: Source, criteria: Sequence[OfEngagement]
) -> list[tuple[EvidenceEntry, ...]]:
    """Of each criterion the pieces that something was done about last, the newest first."""
    rows = source.of(EVIDENCE)
    newest = rows.c.changed_seq.desc()
    place = func.row_number().over(partition_by=(rows.c.engagement_id, rows.c.criterion), order_by=newest)
    chosen = (
        select(rows, place.label("place"))
        .where(rows.c.engagement_id.in_({each.engagement_id for each in criteria}))
        .where(rows.c.criterion.in_({each.criterion for each in criteria}))
        .subquery()
    )
    columns = [chosen.c[name] for name in EvidenceEntry.__dataclass_fields__]
    ordered = select(*columns).where(chosen.c.place <= LAST).order_by(chosen.c.changed_seq.desc())
    found: defaultdict[OfEngagement, list[EvidenceEntry]] = defaultdict(list)
    for row in await reader.rows(ordered, EvidenceEntry):
        found[OfEngagement(engagement_id=row.engagement_id, criterion=row.criterion)].append(row)
    return [tuple(found[each]) for each in criteria]
