"""What all nodes share: an opaque id, and the source that their fields are read from."""

from dataclasses import fields
from functools import cache
from typing import Any

import strawberry

from shared.projecting.as_of import LIVE, Source


@strawberry.interface(description="Anything that has an id of its own and can be asked for by it.")
class Node:
    id: strawberry.ID


def plain(kind: Any, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields that the type and the row have in common."""
    return {name: getattr(row, name) for name in shared(kind, row.__class__)}


@cache
def shared(kind: Any, row: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(field.name for field in fields(kind) if field.init and hasattr(row, field.name))


def seen(root: Any) -> Source:  # noqa: ANN401
    """What a root field reads: the rows as they are, unless it stands below `asOf`."""
    return LIVE if root is None else root.source
