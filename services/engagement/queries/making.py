"""Pages of what a pilot was made of: components, assumptions, the vendor's decisions, transfers of knowledge."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.assumptions import ASSUMPTIONS, AssumptionEntry
from services.engagement.projections.components import COMPONENTS, ComponentEntry
from services.engagement.projections.knowledge_transfers import KNOWLEDGE_TRANSFERS, KnowledgeTransferEntry
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS, VendorDecisionEntry
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, count, counts_of, listing, one_page, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader

PARENT = "engagement_id"


async def components_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[ComponentEntry | None]:
    return await by_key(reader, source, COMPONENTS, ids)


async def component_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ComponentEntry]]:
    return await pages_of(reader, listing(source, COMPONENTS), PARENT, engagement_ids, ask)


async def component_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, COMPONENTS), PARENT, engagement_ids, wanted)


async def assumption_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[AssumptionEntry]]:
    return await pages_of(reader, listing(source, ASSUMPTIONS), PARENT, engagement_ids, ask)


async def assumption_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, ASSUMPTIONS), PARENT, engagement_ids, wanted)


async def decision_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[VendorDecisionEntry]]:
    return await pages_of(reader, listing(source, VENDOR_DECISIONS), PARENT, engagement_ids, ask)


async def decision_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, VENDOR_DECISIONS), PARENT, engagement_ids, wanted)


async def transfer_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[KnowledgeTransferEntry]]:
    return await pages_of(reader, listing(source, KNOWLEDGE_TRANSFERS), PARENT, engagement_ids, ask)


async def transfer_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, KNOWLEDGE_TRANSFERS), PARENT, engagement_ids, wanted)


async def decision_pages(reader: Reader, source: Source, asks: Sequence[PageAsk]) -> list[Page[VendorDecisionEntry]]:
    """Of the whole tenant."""
    return [await one_page(reader, listing(source, VENDOR_DECISIONS), ask) for ask in asks]


async def decision_counts(reader: Reader, source: Source, filters: Sequence[Filter]) -> list[Count]:
    return [await count(reader, listing(source, VENDOR_DECISIONS), wanted) for wanted in filters]
