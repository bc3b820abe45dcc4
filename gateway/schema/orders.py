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


def ordering(name: str, **columns: str) -> Any:  # noqa: ANN401 - an input made here
    """The input by which such things are ordered: each of its fields stands for a column."""
    made: Any = Enum
    of = strawberry.enum(made(f"{name}OrderField", columns))
    fields = {"__annotations__": {"field": of, "direction": Direction}, "direction": Direction.ASC}
    return strawberry.input(type(f"{name}Order", (), fields))


def orders(given: Sequence[Any] | None) -> tuple[Order, ...]:
    """What an `orderBy` says; empty values come last either way. Without one a list comes oldest first."""
    if given is not None and len(given) > MOST_ORDERS:
        raise TooManyOrders(most=MOST_ORDERS)
    return tuple(Order(column=each.field.value, descending=each.direction is Direction.DESC) for each in given or ())
