"""Questions about what was decided at the gates."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from services.gates.projections.gate_decisions import GATE_DECISIONS, DecisionEntry
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import having
from shared.projecting.reading import Reader


@record
class Gate:
    """The one that ends this stage of the engagement."""

    engagement_id: UUID
    stage: Stage


async def decisions_of(reader: Reader, source: Source, gates: Sequence[Gate]) -> list[tuple[DecisionEntry, ...]]:
    """What was decided at each gate, newest first."""
    ids = list(dict.fromkeys(gate.engagement_id for gate in gates))
    table = source.of(GATE_DECISIONS)
    rows = await having(reader, table, GATE_DECISIONS.row, "engagement_id", ids, ("decided_seq",))
    found: defaultdict[Gate, list[DecisionEntry]] = defaultdict(list)
    for row in reversed(rows):
        found[Gate(engagement_id=row.engagement_id, stage=row.stage)].append(row)
    return [tuple(found[gate]) for gate in gates]
