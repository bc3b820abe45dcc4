"""Keyset pages of any select: an order that is always total, a window, and whether there is more."""

from collections.abc import Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select, tuple_

from shared.kernel.record import record
from shared.projecting.choices import Scalar
from shared.projecting.reading import Reader

Row = TypeVar("Row")

Position: TypeAlias = tuple[Scalar | None, ...]
"""Where a row stands in an order: its values of the order's columns."""

SMALLEST, LARGEST = 1, 100
COUNT_CAP = 1_000


@record
class By:
    """A column to order by, named as the row's field. Empty values come last, whichever the direction.

    Where the row's field is never None, `nullable=False` lets an index find the window.
    """

    column: ColumnElement[Any]
    descending: bool = False
    nullable: bool = True


@record
class Window:
    """`limit` rows after or before a position: the first of them, or with `last` the last."""

    limit: int
    after: Position | None = None
    before: Position | None = None
    last: bool = False

    def __post_init__(self) -> None:
        if not SMALLEST <= self.limit <= LARGEST:
            raise ValueError(f"a page has {SMALLEST} to {LARGEST} rows, not {self.limit}")


@record
class Page(Generic[Row]):
    """Rows in order, each with its position.

    Whether there is more is known exactly in the direction of the window; on the side that it starts from lies what
    its `after` or `before` named.
    """

    rows: list[Row]
    positions: list[Position]
    has_next: bool
    has_previous: bool


@record
class Count:
    """`value` is exact unless `capped`: then there are more."""

    value: int
    capped: bool


async def page(
    reader: Reader, statement: Select[Any], row: type[Row], order: Sequence[By], window: Window
) -> Page[Row]:
    """`order` must end with what makes it total: the key of the rows."""
    return cut(await reader.rows(windowed(statement, order, window), row), order, window)


async def count(reader: Reader, statement: Select[Any], cap: int = COUNT_CAP) -> Count:
    some = statement.order_by(None).limit(cap + 1).subquery()
    found: int = await reader.value(select(func.count()).select_from(some))
    return Count(value=min(found, cap), capped=found > cap)


def windowed(statement: Select[Any], order: Sequence[By], window: Window) -> Select[Any]:
    """The window's rows and one more, which tells whether the page is the last."""
    if window.after is not None:
        statement = statement.where(_beyond(order, window.after, backwards=False))
    if window.before is not None:
        statement = statement.where(_beyond(order, window.before, backwards=True))
    return statement.order_by(None).order_by(*(directed(by, window) for by in order)).limit(window.limit + 1)


def directed(by: By, window: Window) -> ColumnElement[Any]:
    """The column in the direction in which the window's rows are fetched."""
    way: ColumnElement[Any] = by.column.desc() if by.descending != window.last else by.column.asc()
    if by.nullable:
        return way.nulls_first() if window.last else way.nulls_last()
    return way


def cut(found: Sequence[Row], order: Sequence[By], window: Window) -> Page[Row]:
    """The page of the rows that `windowed` found."""
    more, rows = len(found) > window.limit, list(found[: window.limit])
    if window.last:
        rows.reverse()
    return Page(
        rows=rows,
        positions=[tuple(getattr(row, str(by.column.key)) for by in order) for row in rows],
        has_next=window.before is not None if window.last else more,
        has_previous=more if window.last else window.after is not None,
    )


def _beyond(order: Sequence[By], place: Position, *, backwards: bool) -> ColumnElement[bool]:
    if len(place) != len(order):
        raise ValueError(f"a position of {len(place)} values in an order of {len(order)} columns")
    downwards = {by.descending != backwards for by in order}
    if len(downwards) > 1 or any(by.nullable for by in order):
        return _stepwise(order, place, backwards=backwards)
    columns = tuple_(*(by.column for by in order))
    values = tuple_(*(_given(by, value) for by, value in zip(order, place, strict=True)))
    beyond: ColumnElement[bool] = columns < values if downwards.pop() else columns > values
    return beyond


def _stepwise(order: Sequence[By], place: Position, *, backwards: bool) -> ColumnElement[bool]:
    """Beyond in the first column, or equal there and beyond in the second, and so on."""
    steps: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for by, value in zip(order, place, strict=True):
        steps.append(and_(*equal, _further(by, value, backwards=backwards)))
        equal.append(by.column.is_(None) if value is None else by.column == _given(by, value))
    return or_(*steps)


def _further(by: By, value: object, *, backwards: bool) -> ColumnElement[bool]:
    if value is None:
        return by.column.is_not(None) if backwards else false()
    given = _given(by, value)
    further: ColumnElement[bool] = by.column < given if by.descending != backwards else by.column > given
    return or_(further, by.column.is_(None)) if by.nullable and not backwards else further


def _given(by: By, value: object) -> ColumnElement[Any]:
    return literal(value, by.column.type)
