"""Questions about sources that answers rest on, and whether they may."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.engagement.domain.grounding_standing import (
    Approval,
    GroundingGround,
    GroundingObstacle,
    grounding_obstacles,
)
from services.engagement.projections.grounding_sources import GROUNDING_SOURCES, GroundingEntry
from services.engagement.queries.calendar import day_of
from services.engagement.queries.data_sources import data_sources_by_id
from services.engagement.queries.in_office import in_office, people_named
from shared.events.people import Role
from shared.projecting.as_of import Source
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def grounding_sources_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[GroundingEntry | None]:
    return await by_key(reader, source, GROUNDING_SOURCES, ids)


async def grounding_source_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[GroundingEntry]]:
    return await pages_of(reader, listing(source, GROUNDING_SOURCES), "engagement_id", engagement_ids, ask)


async def grounding_source_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, GROUNDING_SOURCES), "engagement_id", engagement_ids, wanted)


async def grounding_obstacles_of(
    reader: Reader, source: Source, source_ids: Sequence[UUID], at: datetime
) -> list[tuple[GroundingObstacle, ...]]:
    """Why answers may not rest on each of them on the tenant's day of `at`; nothing where they may."""
    entries = await grounding_sources_by_id(reader, source, source_ids)
    owned = await data_sources_by_id(reader, source, source_ids)
    people = await people_named(reader, source, (each.owner for each in owned if each))
    day = await day_of(reader, source, at)
    return [
        standing(
            entry,
            data.owner_seq or 0,
            day,
            owner_in_office=in_office(people, data.owner, Role.DATA_OWNER, data.engagement_id),
        )
        if entry and data
        else ()
        for entry, data in zip(entries, owned, strict=True)
    ]


def standing(
    entry: GroundingEntry, owner_seq: int, day: date, *, owner_in_office: bool
) -> tuple[GroundingObstacle, ...]:
    ground = GroundingGround(
        retired=entry.retired,
        controlled=entry.controlled_at is not None,
        revised_seq=entry.revised_seq,
        scoped_seq=entry.scoped_seq,
        owner_seq=owner_seq,
        owner_in_office=owner_in_office,
    )
    approved = entry.approved_seq is not None and entry.fresh_until is not None
    approval = Approval(seq=entry.approved_seq or 0, fresh_until=entry.fresh_until or day) if approved else None
    return grounding_obstacles(approval, ground, day)
