"""Questions about verdicts: what the rules make of the rows, on a day of the tenant's."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.queries.grounds import Grounded, grounds_of
from services.gates.queries.verdict_lines import VerdictLine, line_of
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


@record
class Measured:
    """The gate that ends the stage or, without one, all criteria."""

    engagement_id: UUID
    stage: Stage | None


async def verdicts_of(
    reader: Reader, source: Source, wanted: Sequence[Measured], day: date
) -> list[VerdictLine | None]:
    """None where nobody has said yet which criteria the engagement is measured by."""
    grounds = await grounds_of(reader, source, [each.engagement_id for each in wanted])
    return [verdict_of(each, grounds[each.engagement_id], day) for each in wanted]


def verdict_of(wanted: Measured, grounded: Grounded, day: date) -> VerdictLine | None:
    ground, frameworks = grounded.ground, grounded.frameworks
    if not frameworks:
        return None
    verdict = ground.verdict(frameworks, wanted.stage, day)
    return line_of(wanted.engagement_id, wanted.stage, ground.adopted, frameworks, verdict)
