"""Questions about readiness: how it was evaluated at the outset and before going live, and what lies between."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.gates.domain.verdict.compared import Compared, compared
from services.gates.projections.readiness_evaluations import READINESS_EVALUATIONS, ReadinessEntry
from services.gates.queries.grounds import known_frameworks
from services.gates.queries.verdict_lines import VerdictLine, line_of
from shared.events.readiness import Purpose
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging
from shared.projecting.reading import Reader


@record
class EvaluationLine:
    evaluation_id: UUID
    position: int
    evaluated_at: datetime
    evaluated_by: UUID
    verdict: VerdictLine


@record
class ReadinessLine:
    """The last evaluation of each purpose; `delta` once there are both."""

    baseline: EvaluationLine | None
    go_no_go: EvaluationLine | None
    delta: tuple[Compared, ...] | None


async def readiness_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[ReadinessLine]:
    order = ("evaluated_seq",)
    several = await belonging(reader, source, READINESS_EVALUATIONS, "engagement_id", engagement_ids, order)
    last = [{row.purpose: row for row in rows} for rows in several]
    known = await known_frameworks(
        reader, source, (ref for rows in last for row in rows.values() for ref in row.frameworks)
    )

    def line(row: ReadinessEntry | None) -> EvaluationLine | None:
        if row is None:
            return None
        frameworks = tuple(known[ref.name, ref.version] for ref in row.frameworks)
        return EvaluationLine(
            evaluation_id=row.evaluation_id,
            position=row.position,
            evaluated_at=row.evaluated_at,
            evaluated_by=row.evaluated_by,
            verdict=line_of(row.engagement_id, None, row.frameworks, frameworks, row.verdict),
        )

    return [
        ReadinessLine(
            baseline=line(rows.get(Purpose.BASELINE)),
            go_no_go=line(rows.get(Purpose.GO_NO_GO)),
            delta=delta(rows.get(Purpose.BASELINE), rows.get(Purpose.GO_NO_GO)),
        )
        for rows in last
    ]


def delta(before: ReadinessEntry | None, after: ReadinessEntry | None) -> tuple[Compared, ...] | None:
    return compared(before.verdict, after.verdict) if before and after else None
