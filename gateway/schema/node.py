"""What all nodes share: an opaque id, and the source that their fields are read from."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import strawberry

from shared.projecting.as_of import LIVE, Source

Kind = TypeVar("Kind")


@strawberry.interface(description="Anything that has an id of its own and can be asked for by it.")
class Node:
    id: strawberry.ID


def plain(kind: Any, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields that the type and the row have in common."""
    return {name: getattr(row, name) for name in shared(kind, row.__class__)}


@cache
def shared(kind: Any, row: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(field.name for field in fields(kind) if field.init and hasattr(row, field.name))


def node(kind: type[Kind], row: Any, /, **own: Any) -> Kind:  # noqa: ANN401
    """One that has its own fields from here, and all others from the row: a page has hundreds of them."""
    of: Any = kind
    names, read = reading(of, row.__class__, frozenset(own))
    made: Any = object.__new__(kind)
    made.__dict__.update(zip(names, read(row), strict=True), **own)
    return cast("Kind", made)


@cache
def reading(kind: Any, row: Any, own: frozenset[str]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:  # noqa: ANN401
    """TypeError: a field has its value from nowhere."""
    names = tuple(name for name in shared(kind, row) if name not in own)
    missing = {each.name for each in fields(kind) if each.init} - own - set(names)
    if missing:
        raise TypeError(f"nothing fills {sorted(missing)} of {kind.__name__}")
    return names, attrgetter(*names)


def seen(root: Any) -> Source:  # noqa: ANN401
    """What a root field reads: the rows as they are, unless it stands below `asOf`."""
    return LIVE if root is None else root.source
