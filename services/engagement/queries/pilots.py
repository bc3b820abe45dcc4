"""Questions about pilots, their results, costs and findings."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.findings import FINDINGS, Finding
from services.engagement.projections.pilot_costs import PILOT_COSTS, PilotCost
from services.engagement.projections.pilot_results import PILOT_RESULTS, PilotResult
from services.engagement.projections.pilots import PILOTS, PilotEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, counts_of, listing, one_page, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader


async def pilots_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[PilotEntry | None]:
    return await by_key(reader, source, PILOTS, ids)


async def findings_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[Finding | None]:
    return await by_key(reader, source, FINDINGS, ids)


async def results_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID]) -> list[list[PilotResult]]:
    return await belonging(reader, source, PILOT_RESULTS, "pilot_id", pilot_ids, ("criterion",))


async def costs_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID]) -> list[list[PilotCost]]:
    return await belonging(reader, source, PILOT_COSTS, "pilot_id", pilot_ids, ("recorded_seq",))


async def findings_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID]) -> list[list[Finding]]:
    return await belonging(reader, source, FINDINGS, "pilot_id", pilot_ids, ("recorded_seq",))


async def pilot_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[PilotEntry]]:
    return [await one_page(reader, listing(source, PILOTS), ask) for ask in asks]


async def pilot_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, PILOTS), wanted) for wanted in filters]


async def result_pages_of(
    reader: Reader, source: Source, pilot_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[PilotResult]]:
    return await pages_of(reader, listing(source, PILOT_RESULTS), "pilot_id", pilot_ids, ask)


async def result_counts_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID], wanted: Filter) -> list[Count]:
    return await counts_of(reader, listing(source, PILOT_RESULTS), "pilot_id", pilot_ids, wanted)


async def cost_pages_of(
    reader: Reader, source: Source, pilot_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[PilotCost]]:
    return await pages_of(reader, listing(source, PILOT_COSTS), "pilot_id", pilot_ids, ask)


async def cost_counts_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID], wanted: Filter) -> list[Count]:
    return await counts_of(reader, listing(source, PILOT_COSTS), "pilot_id", pilot_ids, wanted)


async def finding_pages_of(
    reader: Reader, source: Source, pilot_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[Finding]]:
    return await pages_of(reader, listing(source, FINDINGS), "pilot_id", pilot_ids, ask)


async def finding_counts_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID], wanted: Filter) -> list[Count]:
    return await counts_of(reader, listing(source, FINDINGS), "pilot_id", pilot_ids, wanted)
