"""Filtered, ordered pages of a list: of all rows, or of the rows of each of many parents, in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, column, func, literal, select, true
from sqlalchemy.sql.expression import FromClause

from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.columns import columns
from shared.projecting.compiled import among
from shared.projecting.filtering import EVERYTHING, Filter, where
from shared.projecting.paging import COUNT_CAP, By, Count, Page, Window, cut, directed, page, windowed
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader

Row = TypeVar("Row")


@record
class Order:
    column: str
    descending: bool = False


@record
class Listing:
    """A list that can be paged: its rows, what they are made into, and the columns that tell one from another."""

    rows: FromClause
    row: type[Any]
    key: tuple[str, ...]


def listing(source: Source, projection: Projection[Any]) -> Listing:
    """The rows of a projection as they stand there."""
    return Listing(rows=source.of(projection), row=projection.row, key=projection.key)


@record
class PageAsk:
    """Which rows, in which order, and which part of them. The list's key always ends the order."""

    wanted: Filter = EVERYTHING
    order: tuple[Order, ...] = ()
    window: Window


async def one_page(reader: Reader, listing: Listing, ask: PageAsk) -> Page[Any]:
    """A page of the whole list."""
    rows = listing.rows
    return await page(reader, select(rows).where(where(ask.wanted, rows.c)), listing.row, _by(listing, ask), ask.window)


async def pages_of(
    reader: Reader, listing: Listing, parent: str, parents: Sequence[UUID], ask: PageAsk
) -> list[Page[Any]]:
    """The same page of each parent's part of the list, in the order of the parents."""
    rows, order = listing.rows, _by(listing, ask)
    given = func.unnest(literal(list(parents), ARRAY(Uuid)))
    each = given.table_valued(column("parent", Uuid), name="parents").render_derived()
    own = select(rows).where(and_(rows.c[parent] == each.c.parent, where(ask.wanted, rows.c)))
    part = windowed(own, order, ask.window).lateral("part")
    outer = [directed(By(column=part.c[str(by.column.key)], descending=by.descending), ask.window) for by in order]
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    statement = select(part).select_from(each).join(part, true()).order_by(part.c[parent], *outer)
    for row in await reader.rows(statement, listing.row):
        found[getattr(row, parent)].append(row)
    return [cut(found[key], order, ask.window) for key in parents]


async def count(reader: Reader, listing: Listing, wanted: Filter) -> Count:
    """How many rows the whole list has, up to a cap."""
    some = select(literal(1)).select_from(listing.rows).where(where(wanted, listing.rows.c)).limit(COUNT_CAP + 1)
    found: int = await reader.value(select(func.count()).select_from(some.subquery()))
    return Count(value=min(found, COUNT_CAP), capped=found > COUNT_CAP)


async def counts_of(
    reader: Reader, listing: Listing, parent: str, parents: Sequence[UUID], wanted: Filter
) -> list[Count]:
    """How many rows each parent's part has, up to a cap."""
    rows = listing.rows
    owner = rows.c[parent].label("parent")
    chosen = and_(among(rows.c[parent], list(parents)), where(wanted, rows.c))
    counted = select(owner, func.count().label("rows")).where(chosen).group_by(owner)
    found = {row.parent: row.rows for row in await reader.rows(counted, Counted)}
    numbers = (found.get(key, 0) for key in parents)
    return [Count(value=min(number, COUNT_CAP), capped=number > COUNT_CAP) for number in numbers]


@record
class Counted:
    parent: UUID
    rows: int


def _by(listing: Listing, ask: PageAsk) -> list[By]:
    named = [*ask.order, *(Order(column=name) for name in listing.key)]
    kinds = columns(listing.row)
    return [
        By(
            column=listing.rows.c[order.column],
            descending=order.descending,
            nullable=kinds[order.column].nullable,
        )
        for order in named
    ]
