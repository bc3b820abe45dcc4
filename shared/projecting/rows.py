"""Records made of rows and of one another, as fast as Python allows: every read model passes here, event by event.

A frozen record's own constructor took seven times as long; `dataclasses.replace` two to five times, the more fields
the more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import make_dataclass, replace
from operator import attrgetter
from typing import Any, TypeVar

from shared.projecting.columns import Conversion, columns, once

Row = TypeVar("Row")


@once
def maker(row: type[Row], names: tuple[str, ...]) -> Callable[[Iterable[Any]], Row]:
    """What makes a record of values that come in the order of `names`. They were checked when they were written."""
    kinds = columns(row)
    if set(names) != set(kinds):
        raise TypeError(f"{row.__name__} has the fields {sorted(kinds)}, not {sorted(names)}")
    made = _handed_over(row, names) or _slot_by_slot(row, names)
    conversions = [(place, read) for place, name in enumerate(names) if (read := kinds[name].read)]
    return _converting(made, conversions) if conversions else made


def replaced(row: Row, **changes: Any) -> Row:
    """The record with some fields changed."""
    replacing: Callable[..., Row] = _replacing(type(row))
    return replacing(row, **changes)


def _handed_over(row: type[Any], names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any] | None:
    """A twin that is not frozen is filled and then becomes the record."""
    twin = _twin(row, names)

    def made(values: Iterable[Any]) -> Any:
        new = twin(*values)
        new.__class__ = row
        return new

    return made if twin else None


def _slot_by_slot(row: type[Any], names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    setters = [getattr(row, name).__set__ for name in names]

    def made(values: Iterable[Any]) -> Any:
        new = object.__new__(row)
        for put, value in zip(setters, values, strict=True):
            put(new, value)
        return new

    return made


@once
def _replacing(row: type[Any]) -> Callable[..., Any]:
    names = tuple(columns(row))
    twin = _twin(row, names)
    values: Callable[[Any], Any] = attrgetter(*names)
    if twin is None or len(names) == 1 or hasattr(row, "__post_init__"):
        return replace

    def replacing(before: Any, **changes: Any) -> Any:
        new = twin(*values(before))
        for name, value in changes.items():
            setattr(new, name, value)
        new.__class__ = row
        return new

    return replacing


def _twin(row: type[Any], names: tuple[str, ...]) -> Any:
    """A class of objects with the same slots. None where some slots are inherited: then no object can change over."""
    twin = make_dataclass(f"Mutable{row.__name__}", names, slots=True, eq=False, repr=False)
    empty: Any = object.__new__(twin)
    try:
        empty.__class__ = row
    except TypeError:
        return None
    return twin


def _converting(
    made: Callable[[Iterable[Any]], Row], conversions: Sequence[tuple[int, Conversion]]
) -> Callable[[Iterable[Any]], Row]:
    def convert(values: Iterable[Any]) -> Row:
        changed = list(values)
        for place, read in conversions:
            changed[place] = read(changed[place])
        return made(changed)

    return convert
