"""Questions about access to sources of data, and whether it stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from services.engagement.domain.data_access import Approval, Ground, Obstacle, obstacles
from services.engagement.projections.data_accesses import DATA_ACCESSES, DataAccessEntry
from services.engagement.projections.data_sources import DATA_SOURCES
from services.engagement.queries.calendar import day_of
from services.engagement.queries.in_office import People, in_office, people_named
from shared.events.people import Role
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader
from shared.projecting.waited import Somebody


@record
class AccessGround:
    """An access beside what it rests on: its source's owner and class."""

    access_id: UUID
    engagement_id: UUID
    requested_at: datetime
    approved_seq: int | None
    until: date | None
    revoked_at: datetime | None
    owner: UUID | None
    owner_seq: int | None
    owned_at: datetime | None
    class_seq: int | None
    classified_at: datetime | None


OF_THE_SOURCE = ("engagement_id", "owner", "owner_seq", "owned_at", "class_seq", "classified_at")
OF_THE_ACCESS = ("access_id", "requested_at", "approved_seq", "until", "revoked_at")


@record
class AccessAsked:
    """An access that does not stand, and the source that its owner is asked for."""

    access_id: UUID
    source_id: UUID
    engagement_id: UUID
    name: str
    part: str
    requested_at: datetime
    owned_at: datetime


def accesses_asked(source: Source, who: Somebody) -> Select[Any]:
    """What was asked for of sources that they own: never approved, or no longer so as things are now."""
    asked, sources = source.of(DATA_ACCESSES), source.of(DATA_SOURCES)
    both = asked.join(sources, asked.c.source_id == sources.c.source_id)
    outdated = (asked.c.approved_seq < sources.c.owner_seq) | (asked.c.approved_seq < sources.c.class_seq)
    open_ = or_(asked.c.approved_seq.is_(None), asked.c.until < who.day, outdated)
    of_source = (sources.c.source_id, sources.c.engagement_id, sources.c.name, sources.c.owned_at)
    return (
        select(asked.c.access_id, *of_source, asked.c.part, asked.c.requested_at)
        .select_from(both)
        .where(sources.c.owner == who.person, asked.c.revoked_at.is_(None), open_)
        .order_by(asked.c.requested_seq)
    )


async def data_accesses_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[DataAccessEntry | None]:
    return await by_key(reader, source, DATA_ACCESSES, ids)


async def data_access_pages_of(
    reader: Reader, source: Source, source_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[DataAccessEntry]]:
    return await pages_of(reader, listing(source, DATA_ACCESSES), "source_id", source_ids, ask)


async def data_access_counts_of(
    reader: Reader, source: Source, source_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, DATA_ACCESSES), "source_id", source_ids, wanted)


async def obstacles_of(
    reader: Reader, source: Source, access_ids: Sequence[UUID], at: datetime
) -> list[tuple[Obstacle, ...]]:
    """Why each access does not stand on the tenant's day of `at`; nothing where it does."""
    grounds = {each.access_id: each for each in await grounds_of(reader, source, "access_id", access_ids)}
    people = await people_named(reader, source, (each.owner for each in grounds.values()))
    day = await day_of(reader, source, at)
    return [
        standing(grounds[access_id], people, day) if access_id in grounds else (Obstacle.NOT_APPROVED,)
        for access_id in access_ids
    ]


async def grounds_of(reader: Reader, source: Source, column: str, keys: Sequence[UUID]) -> list[AccessGround]:
    """Of the accesses or the engagements with these ids, in the order of the requests."""
    accesses, sources = source.of(DATA_ACCESSES), source.of(DATA_SOURCES)
    of = accesses if column in OF_THE_ACCESS else sources
    columns = [*(accesses.c[name] for name in OF_THE_ACCESS), *(sources.c[name] for name in OF_THE_SOURCE)]
    both = accesses.join(sources, accesses.c.source_id == sources.c.source_id)
    wanted = select(*columns).select_from(both).where(among(of.c[column], list(keys)))
    return await reader.rows(wanted.order_by(accesses.c.requested_seq), AccessGround)


def standing(access: AccessGround, people: People, day: date) -> tuple[Obstacle, ...]:
    approved = access.approved_seq is not None and access.until is not None
    approval = Approval(seq=access.approved_seq or 0, until=access.until or day) if approved else None
    ground = Ground(
        owner_seq=access.owner_seq or 0,
        class_seq=access.class_seq or 0,
        owner_in_office=in_office(people, access.owner, Role.DATA_OWNER, access.engagement_id),
    )
    return obstacles(approval, ground, day, revoked=access.revoked_at is not None)
