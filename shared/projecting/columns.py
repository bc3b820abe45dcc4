"""How each field of a record stands in a table: the column's type, and the way there and back."""

import types
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from shared.kernel.record import record

Conversion = Callable[[Any], Any]

Given = ParamSpec("Given")
Made = TypeVar("Made")

TEXT = Text(collation="C")  # the same order on every server
PLAIN: dict[object, tuple[TypeEngine[Any], str]] = {
    UUID: (Uuid(), "uuid"),
    str: (TEXT, "text"),
    bool: (Boolean(), "boolean"),
    int: (BigInteger(), "bigint"),
    Decimal: (Numeric(), "numeric"),
    datetime: (DateTime(timezone=True), "timestamptz"),
    date: (Date(), "date"),
}


@record
class ColumnType:
    """The database's type and its name in a cast, and the conversion where the driver's value is not the record's."""

    type: TypeEngine[Any]
    sql: str
    nullable: bool = False
    read: Conversion | None = None


def once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Make it once for each argument: `cache` for functions of classes, which a checker does not take for hashable."""
    return cast("Callable[Given, Made]", cache(make))


@once
def columns(row: type[Any]) -> dict[str, ColumnType]:
    """The columns of a record class, in the order of its fields."""
    return {name: _column(hint) for name, hint in get_type_hints(row).items()}


def _column(hint: Any) -> ColumnType:
    present, nullable = _without_none(hint)
    if present in PLAIN:
        kind, sql = PLAIN[present]
        return ColumnType(type=kind, sql=sql, nullable=nullable)
    if isinstance(present, type) and issubclass(present, StrEnum):
        return ColumnType(type=TEXT, sql="text", nullable=nullable, read=_if_any(present, nullable=nullable))
    if get_origin(present) is Literal and all(isinstance(word, str) for word in get_args(present)):
        return ColumnType(type=TEXT, sql="text", nullable=nullable)
    return _json(present, nullable=nullable)


def _json(hint: Any, *, nullable: bool) -> ColumnType:
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    return ColumnType(
        type=JSONB(),
        sql="jsonb",
        nullable=nullable,
        read=_if_any(adapter.validate_json, nullable=nullable),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    present = tuple(part for part in get_args(hint) if part is not types.NoneType)
    return Union.__getitem__(present), len(present) < len(get_args(hint))


def _if_any(convert: Conversion, *, nullable: bool) -> Conversion:
    return (lambda value: None if value is None else convert(value)) if nullable else convert
