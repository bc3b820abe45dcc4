"""Questions about gates: who asks that they be decided, and who has signed."""

from collections.abc import Sequence

from services.gates.projections.gates import GATES, GateEntry
from services.gates.queries.gate_decisions import Gate
from shared.projecting.as_of import Source
from shared.projecting.pages import PageAsk, listing, one_page
from shared.projecting.paging import Page
from shared.projecting.questions import having
from shared.projecting.reading import Reader


async def gates_of(reader: Reader, source: Source, gates: Sequence[Gate]) -> list[GateEntry | None]:
    """None where nothing has happened yet."""
    ids = list(dict.fromkeys(gate.engagement_id for gate in gates))
    rows = await having(reader, source.of(GATES), GATES.row, "engagement_id", ids)
    found = {Gate(engagement_id=row.engagement_id, stage=row.stage): row for row in rows}
    return [found.get(gate) for gate in gates]


async def gate_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[GateEntry]]:
    """Gates of the whole tenant, or of as much of it as is readable."""
    return [await one_page(reader, listing(source, GATES), ask) for ask in asks]
