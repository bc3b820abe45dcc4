"""The shape of an event: its fields down to the last value, in a form that can be kept and compared."""

from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Shape = str | list[Any] | dict[str, Any]


def shape(kind: object) -> Shape:
    """`field?` may be left out; a list holds an enum's values; `many` and `optional` wrap another shape."""
    if get_origin(kind) is UnionType:
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return {"optional": shape(inner)}
    if get_origin(kind) is tuple:
        inner, _ = get_args(kind)
        return {"many": shape(inner)}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {
            field.name + ("" if field.default is MISSING else "?"): shape(hints[field.name]) for field in fields(kind)
        }
    if isinstance(kind, type) and issubclass(kind, Enum):
        return sorted(str(value.value) for value in kind)
    return getattr(kind, "__name__", str(kind))


def still_reads(kept: Shape, today: Shape) -> bool:
    """Whether what was written in the kept shape is today's too: the same fields, and no value of an enum gone."""
    if isinstance(kept, list) and isinstance(today, list):
        return set(kept) <= set(today)
    if isinstance(kept, dict) and isinstance(today, dict):
        return kept.keys() == today.keys() and all(still_reads(kept[name], today[name]) for name in kept)
    return kept == today
