"""Records as text in a column, for rows that are of many shapes."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

from shared.projecting.columns import once

T = TypeVar("T")


def written(what: object) -> str:
    return _adapter(type(what)).dump_json(what).decode()


def read(shape: type[T], text: str) -> T:
    """The record of this shape that the text was written of."""
    found: T = _adapter(shape).validate_json(text)
    return found


@once
def _adapter(shape: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
