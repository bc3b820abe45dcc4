"""What verdicts of engagements stand on, read from rows: the same as folded from the log."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from services.gates.domain.framework.known import edition_of, framework_of
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import FRAMEWORKS as SHIPPED
from services.gates.domain.framework.shipped import Edition
from services.gates.domain.verdict.standing import Ground
from services.gates.projections.criteria_sets import CRITERIA_SETS
from services.gates.projections.criterion_statements import CRITERION_STATEMENTS
from services.gates.queries.facts import items_of_engagements
from services.gates.queries.frameworks import documents_of
from services.gates.queries.time_zones import time_zone_of
from shared.events.verdicts import FrameworkRef
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


@record
class Grounded:
    """The frameworks are those that were adopted, in their order."""

    ground: Ground
    frameworks: tuple[Framework, ...]


async def grounds_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> Mapping[UUID, Grounded]:
    """By engagement."""
    ids = list(dict.fromkeys(engagement_ids))
    items = await items_of_engagements(reader, source, ids)
    said = await belonging(reader, source, CRITERION_STATEMENTS, "engagement_id", ids, ("criterion",))
    adopted = [row.frameworks if row else () for row in await by_key(reader, source, CRITERIA_SETS, ids)]
    time_zone = await time_zone_of(reader, source)
    known = await known_frameworks(reader, source, (ref for refs in adopted for ref in refs))
    return {
        engagement_id: Grounded(
            ground=Ground(
                items=item, said={row.criterion: row.said for row in words}, adopted=refs, time_zone=time_zone
            ),
            frameworks=tuple(known[edition_of(ref)] for ref in refs),
        )
        for engagement_id, item, words, refs in zip(ids, items, said, adopted, strict=True)
    }


async def known_frameworks(reader: Reader, source: Source, refs: Iterable[FrameworkRef]) -> Mapping[Edition, Framework]:
    return await editions_of(reader, source, map(edition_of, refs))


async def editions_of(reader: Reader, source: Source, wanted: Iterable[Edition]) -> Mapping[Edition, Framework]:
    """Those that there are; what ships is not asked for."""
    editions = tuple(dict.fromkeys(wanted))
    own = [edition for edition in editions if edition not in SHIPPED]
    documents = await documents_of(reader, source, own) if own else []
    published = {edition: text for edition, text in zip(own, documents, strict=True) if text is not None}
    there = (edition for edition in editions if edition in SHIPPED or edition in published)
    return {edition: framework_of(edition, published) for edition in there}
