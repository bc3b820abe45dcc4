"""In which order clients may have their lists."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import strawberry

from gateway.masking import Expected
from shared.projecting.pages import Order

MOST_ORDERS = 10


class TooManyOrders(Expected):
    """A list is ordered by at most {most} fields."""


@strawberry.enum
class Direction(Enum):
    ASC = "asc"
    DESC = "desc"


def orders(given: Sequence[Any] | None) -> tuple[Order, ...]:
    """What an `orderBy` says; empty values come last either way. Without one a list comes oldest first."""
    if given is not None and len(given) > MOST_ORDERS:
        raise TooManyOrders(most=MOST_ORDERS)
    return tuple(Order(column=each.field.value, descending=each.direction is Direction.DESC) for each in given or ())
