"""Which rows a reader wants: comparisons of columns, joined by and, or, not."""

from enum import StrEnum
from typing import Annotated, Any, TypeAlias, assert_never

from sqlalchemy import ColumnElement, and_, collate, func, not_, or_, true
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from shared.kernel.record import record
from shared.projecting.choices import NamedChoice, Scalar
from shared.projecting.compiled import among


class Is(StrEnum):
    EQUAL = "equal"
    ONE_OF = "one_of"
    BELOW = "below"
    AT_MOST = "at_most"
    ABOVE = "above"
    AT_LEAST = "at_least"
    CONTAINING = "containing"
    MISSING = "missing"
    HOLDING = "holding"


@record
class Compare:
    """`values` holds one value, or any number for ONE_OF, or True/False for MISSING. Null compares as unequal.

    HOLDING is for lists of texts.
    """

    column: str
    how: Is
    values: tuple[Scalar, ...]


@record
class AllOf:
    of: tuple["Filter", ...]


@record
class AnyOf:
    of: tuple["Filter", ...]


@record
class NoneOf:
    of: tuple["Filter", ...]


Filter: TypeAlias = Annotated[Compare | AllOf | AnyOf | NoneOf, NamedChoice()]

EVERYTHING = AllOf(of=())


def where(wanted: Filter, columns: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    match wanted:
        case Compare():
            return _compare(wanted, columns[wanted.column])
        case AllOf(of=of):
            return and_(true(), *(where(each, columns) for each in of))
        case AnyOf(of=of):
            return or_(*(where(each, columns) for each in of)) if of else true()
        case NoneOf(of=of):
            return and_(true(), *(not_(where(each, columns)) for each in of))
        case _:
            assert_never(wanted)


def _compare(wanted: Compare, column: ColumnElement[Any]) -> ColumnElement[bool]:
    value = wanted.values[0] if wanted.values else None
    match wanted.how:
        case Is.EQUAL:
            return column.is_not_distinct_from(value)
        case Is.ONE_OF:
            return and_(column.is_not(None), among(column, list(wanted.values)))
        case Is.BELOW | Is.AT_MOST | Is.ABOVE | Is.AT_LEAST:
            return and_(column.is_not(None), _ordered(wanted.how, column, value))
        case Is.CONTAINING:
            return and_(column.is_not(None), in_any_case(column).icontains(value, autoescape=True))
        case Is.MISSING:
            return column.is_(None) if value else column.is_not(None)
        case Is.HOLDING:
            return and_(column.is_not(None), func.jsonb_exists(column, value))
        case _:
            assert_never(wanted.how)


def in_any_case(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The columns' own collation, which sorts alike everywhere, knows no letter case beyond ASCII."""
    return collate(column, "default")


def _ordered(how: Is, column: ColumnElement[Any], value: Scalar | None) -> ColumnElement[bool]:
    match how:
        case Is.BELOW:
            return column < value
        case Is.AT_MOST:
            return column <= value
        case Is.ABOVE:
            return column > value
        case _:
            return column >= value
