"""Questions about the cohorts of a population, and about the champions of its network."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BigInteger, and_, cast, func, select

from services.engagement.projections.champions import CHAMPIONS, ChampionEntry
from services.engagement.projections.change_programs import CHANGE_PROGRAMS, ChangeProgramEntry
from services.engagement.projections.cohorts import COHORTS, CohortEntry
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import Listing, PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key, grouped
from shared.projecting.reading import Reader


@record
class CohortGroup:
    """All cohorts of an engagement that have these in common, and the people in them."""

    engagement_id: UUID
    department: str
    role: str
    volunteers: bool
    trained_in: str | None
    cohorts: int
    headcount: int
    trained: int


@record
class ChampionGroup:
    """The champions of a department; `briefed` since the network was activated."""

    engagement_id: UUID
    department: str
    champions: int
    briefed: int


async def change_programs_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[ChangeProgramEntry | None]:
    return await by_key(reader, source, CHANGE_PROGRAMS, engagement_ids)


async def cohorts_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[CohortEntry | None]:
    return await by_key(reader, source, COHORTS, ids)


async def cohort_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[CohortEntry]]:
    return await pages_of(reader, listing(source, COHORTS), "engagement_id", engagement_ids, ask)


async def cohort_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, COHORTS), "engagement_id", engagement_ids, wanted)


def champions(source: Source) -> Listing:
    return Listing(rows=source.of(CHAMPIONS), row=ChampionEntry, key=("person",))


async def champion_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ChampionEntry]]:
    return await pages_of(reader, champions(source), "engagement_id", engagement_ids, ask)


async def champion_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, champions(source), "engagement_id", engagement_ids, wanted)


async def cohort_groups_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[list[CohortGroup]]:
    """How many people of each engagement are in cohorts that stand, and how many of them were trained in what."""
    rows = source.of(COHORTS)
    by = (rows.c.engagement_id, rows.c.department, rows.c.role, rows.c.volunteers, rows.c.trained_in)
    headcount, trained = (cast(func.sum(rows.c[name]), BigInteger).label(name) for name in ("headcount", "trained"))
    wanted = select(*by, func.count().label("cohorts"), headcount, trained)
    mine = and_(among(rows.c.engagement_id, list(engagement_ids)), rows.c.withdrawn_at.is_(None))
    found = await reader.rows(wanted.where(mine).group_by(*by).order_by(*by), CohortGroup)
    return grouped(found, "engagement_id", engagement_ids)


async def champion_groups_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[list[ChampionGroup]]:
    """How many champions each department has."""
    rows, programs = source.of(CHAMPIONS), source.of(CHANGE_PROGRAMS)
    by = (rows.c.engagement_id, rows.c.department)
    briefed = func.count().filter(rows.c.briefed_seq > programs.c.activated_seq).label("briefed")
    both = rows.join(programs, rows.c.engagement_id == programs.c.engagement_id)
    wanted = select(*by, func.count().label("champions"), briefed).select_from(both)
    mine = wanted.where(among(rows.c.engagement_id, list(engagement_ids))).group_by(*by).order_by(*by)
    return grouped(await reader.rows(mine, ChampionGroup), "engagement_id", engagement_ids)
