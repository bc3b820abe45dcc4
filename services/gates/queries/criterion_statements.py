"""Questions about what people said of criteria."""

from collections.abc import Sequence
from uuid import UUID

from services.gates.projections.criterion_statements import CRITERION_STATEMENTS, StatementsEntry
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import having
from shared.projecting.reading import Reader


@record
class OfEngagement:
    """A criterion of this engagement, as `framework/code`."""

    engagement_id: UUID
    criterion: str


async def statements_of(
    reader: Reader, source: Source, criteria: Sequence[OfEngagement]
) -> list[StatementsEntry | None]:
    """None: nobody has said anything of it."""
    ids = list(dict.fromkeys(each.engagement_id for each in criteria))
    table = source.of(CRITERION_STATEMENTS)
    rows = await having(reader, table, CRITERION_STATEMENTS.row, "engagement_id", ids)
    found = {(row.engagement_id, row.criterion): row for row in rows}
    return [found.get((each.engagement_id, each.criterion)) for each in criteria]
