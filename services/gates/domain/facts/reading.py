"""What artefacts say in words, read as values of facts; None where the words are not such a value."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.gates.domain.facts.model import FactKind, Value

MOST = Decimal(10) ** 12
PLACES = 6
NUMERAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?")
"""As the files of tools write it: no digits of other scripts, no underscores, no blanks."""
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}


def as_decimal(text: str | None) -> Decimal | None:
    """Rules count in millionths: what lies below that is cut off, never rounded up."""
    number = exact(text)
    return None if number is None else Decimal(int(number.scaleb(PLACES))).scaleb(-PLACES)


def exact(text: str | None) -> Decimal | None:
    """To the last digit."""
    if text is None or not NUMERAL.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= MOST else None


def as_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def as_count(text: str | None) -> int | None:
    """How many of something: whole, and not less than none."""
    number = exact(text)
    return int(number) if number is not None and number == int(number) >= 0 else None


READ: Mapping[FactKind, Callable[[str], Value | None]] = {
    FactKind.TRUTH: TRUTHS.get,
    FactKind.COUNT: as_count,
    FactKind.DECIMAL: as_decimal,
    FactKind.DAY: as_day,
    FactKind.TEXT: lambda text: text,
}
