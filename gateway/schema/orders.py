"""In which order clients may have their lists."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import strawberry

from shared.projecting.pages import Order


@strawberry.enum
class Direction(Enum):
    ASC = "asc"
    DESC = "desc"


def orders(given: Sequence[Any] | None) -> tuple[Order, ...]:
    """What an `orderBy` says; empty values come last either way."""
    return tuple(Order(column=each.field.value, descending=each.direction is Direction.DESC) for each in given or ())
