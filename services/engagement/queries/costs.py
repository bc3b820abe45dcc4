"""Questions about what going to production costs, beside what the pilot cost."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause, Select, and_, func, literal, not_, select, union_all

from services.engagement.domain.benchmarks import LATEST_BENCHMARKS
from services.engagement.domain.cost_multiple import CostMultiple, Spent, multiple_of, multiples
from services.engagement.projections.pilot_costs import PILOT_COSTS
from services.engagement.projections.scale_costs import SCALE_COSTS, ScaleCost
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key, grouped
from shared.projecting.reading import Reader

BAND = LATEST_BENCHMARKS.cost_multiple


@record
class SpentOn:
    engagement_id: UUID
    currency: str
    pilot: Decimal
    scale: Decimal


@record
class SpentInAll:
    currency: str
    pilot: Decimal
    scale: Decimal
    engagements: int
    one_sided: int


@record
class PortfolioMultiple:
    """Over the `engagements` that have both costs in the currency; `one_sided` counts those that have only one."""

    of: CostMultiple
    engagements: int
    one_sided: int


async def cost_multiples_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[CostMultiple, ...]]:
    """One multiple for each currency that anything was spent in."""
    spent = spending(source)
    wanted = select(spent).where(among(spent.c.engagement_id, list(engagement_ids)))
    rows = await reader.rows(wanted, SpentOn)
    return [multiples([*map(spent_in, mine)], BAND) for mine in grouped(rows, "engagement_id", engagement_ids)]


async def portfolio_multiples(
    reader: Reader, source: Source, keys: Sequence[None]
) -> list[tuple[PortfolioMultiple, ...]]:
    found = tuple(map(portfolio_multiple, await reader.rows(in_all(spending(source)), SpentInAll)))
    return [found for _ in keys]


def portfolio_multiple(row: SpentInAll) -> PortfolioMultiple:
    multiple = multiple_of(spent_in(row), BAND)
    return PortfolioMultiple(of=multiple, engagements=row.engagements, one_sided=row.one_sided)


def spent_in(row: SpentOn | SpentInAll) -> Spent:
    return Spent(currency=row.currency, pilot=int(row.pilot), scale=int(row.scale))


def spending(source: Source) -> FromClause:
    """Of each engagement in each currency, what its pilot and what going to production cost."""
    pilots, scales = source.of(PILOT_COSTS), source.of(SCALE_COSTS)
    nothing = literal(0)
    each = union_all(
        select(pilots.c.pilot_id.label("engagement_id"), pilots.c.currency, pilots.c.minor, nothing.label("scale")),
        select(scales.c.engagement_id, scales.c.currency, nothing, scales.c.minor).where(not_(scales.c.withdrawn)),
    ).subquery("each")
    sums = (func.sum(each.c.minor).label("pilot"), func.sum(each.c.scale).label("scale"))
    whole = select(each.c.engagement_id, each.c.currency, *sums).group_by(each.c.engagement_id, each.c.currency)
    return whole.subquery("spent")


def in_all(spent: FromClause) -> Select[Any]:
    both = and_(spent.c.pilot > 0, spent.c.scale > 0)
    return (
        select(
            spent.c.currency,
            func.coalesce(func.sum(spent.c.pilot).filter(both), 0).label("pilot"),
            func.coalesce(func.sum(spent.c.scale).filter(both), 0).label("scale"),
            func.count().filter(both).label("engagements"),
            func.count().filter(not_(both)).label("one_sided"),
        )
        .group_by(spent.c.currency)
        .order_by(spent.c.currency)
    )


async def scale_cost_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ScaleCost]]:
    return await pages_of(reader, listing(source, SCALE_COSTS), "engagement_id", engagement_ids, ask)


async def scale_cost_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, SCALE_COSTS), "engagement_id", engagement_ids, wanted)


async def scale_costs_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[ScaleCost | None]:
    return await by_key(reader, source, SCALE_COSTS, ids)
