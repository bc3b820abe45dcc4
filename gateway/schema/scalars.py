"""Scalars beyond GraphQL's own."""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

LONGEST_DECIMAL = 40
LARGEST_EXPONENT = 40
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)

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


def moment(value: object) -> datetime:
    """Without an offset nobody could tell which instant is meant."""
    try:
        given = datetime.fromisoformat(value) if isinstance(value, str) else None
        if given is not None and given.tzinfo is not None:
            return given.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"DateTime cannot represent {value!r:.40}")


DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="An instant: an ISO 8601 date and time with its offset from UTC, such as 2026-03-02T09:00:00Z.",
    serialize=datetime.isoformat,
    parse_value=moment,
)


def decimal(value: object) -> Decimal:
    """Written out, a large exponent would fill the memory."""
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    try:
        given = Decimal(text) if len(text) <= LONGEST_DECIMAL and NUMBER.fullmatch(text) else None
    except InvalidOperation:
        given = None
    if given is None or not given.is_finite() or abs(given.adjusted()) > LARGEST_EXPONENT:
        raise ValueError(f"Decimal cannot represent {value!r:.40}")
    return given


DECIMAL = strawberry.scalar(
    name="Decimal",
    description="A decimal number; a string keeps all its digits.",
    serialize=str,
    parse_value=decimal,
)


CONFIG = StrawberryConfig(
    scalar_map={Long: LONG, datetime: DATE_TIME, Decimal: DECIMAL}, disable_field_suggestions=True
)
