"""What artefacts say in words, read as values of facts; None where the words are not such a value."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.gates.domain.facts.model import FactKind, Value

MOST = Decimal(10) ** 12
PLACES = 6
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}


def as_decimal(text: str | None) -> Decimal | None:
    """Rules count in millionths: what lies below that is cut off, never rounded up."""
    try:
        number = Decimal(text or "")
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > MOST:
        return None
    scaled = int(number.scaleb(PLACES))
    return Decimal(scaled).scaleb(-PLACES)


def as_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def as_count(text: str | None) -> int | None:
    number = as_decimal(text)
    return int(number) if number is not None and number == int(number) else None


READ: Mapping[FactKind, Callable[[str], Value | None]] = {
    FactKind.TRUTH: TRUTHS.get,
    FactKind.COUNT: as_count,
    FactKind.DECIMAL: as_decimal,
    FactKind.DAY: as_day,
    FactKind.TEXT: lambda text: text,
}
