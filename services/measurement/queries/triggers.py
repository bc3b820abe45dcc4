"""Questions about triggers and what they started: by their ids, and by engagement in pages."""

from collections.abc import Sequence
from uuid import UUID

from services.measurement.projections.interventions import INTERVENTIONS, InterventionEntry
from services.measurement.projections.triggers import TRIGGERS, TriggerEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def triggers_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[TriggerEntry | None]:
    return await by_key(reader, source, TRIGGERS, ids)


async def trigger_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[TriggerEntry]]:
    return await pages_of(reader, listing(source, TRIGGERS), "engagement_id", engagement_ids, ask)


async def trigger_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, TRIGGERS), "engagement_id", engagement_ids, wanted)


async def interventions_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[InterventionEntry | None]:
    return await by_key(reader, source, INTERVENTIONS, ids)


async def intervention_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[InterventionEntry]]:
    return await pages_of(reader, listing(source, INTERVENTIONS), "engagement_id", engagement_ids, ask)


async def intervention_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, INTERVENTIONS), "engagement_id", engagement_ids, wanted)
