"""Scalars beyond GraphQL's own."""

from typing import NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

Long = NewType("Long", int)


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise ValueError(f"Long cannot represent {value!r:.40}")
    return value


LONG = strawberry.scalar(
    name="Long",
    description="A whole number of up to 63 bits: a position in the log.",
    serialize=int,
    parse_value=whole,
)


CONFIG = StrawberryConfig(scalar_map={Long: LONG}, disable_field_suggestions=True)
