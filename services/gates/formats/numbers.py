"""Numbers as the file writes them: exact, finite, within bounds that no measurement leaves."""

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from services.gates.formats.limits import EXPONENT, NUMERAL_CHARACTERS
from services.gates.formats.refusals import NumberOutOfRange, NumberUnreadable, TimeUnreadable, WrongType

NUMERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
ARITHMETIC = Context(prec=28, rounding=ROUND_HALF_EVEN)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIME_CHARACTERS = 64
PLAIN_DIGITS = 18
EARLIEST_MS, LATEST_MS = 946_684_800_000, 4_102_444_800_000  # the years 2000 and 2100


def shown(text: object) -> str:
    """What a refusal quotes from a file: short, on one line, nothing invisible."""
    quoted = "".join(character if character.isprintable() else "?" for character in str(text)[:40])
    return f"“{quoted}”"


def number(text: str, place: str) -> Decimal:
    """A cell's number. Formulas, `NaN`, thousands separators and digits of other scripts are none."""
    stripped = text.strip()
    if not NUMERAL.fullmatch(stripped):
        raise NumberUnreadable(place=place, given=shown(text))
    if len(stripped) > NUMERAL_CHARACTERS:
        raise NumberOutOfRange(place=place, expected="a number that can be written down", given=shown(text))
    return bounded(_parsed(stripped, place), place)


def _parsed(numeral: str, place: str) -> Decimal:
    try:
        return Decimal(numeral)
    except InvalidOperation:
        raise NumberOutOfRange(
            place=place, expected="a number that can be written down", given=shown(numeral)
        ) from None


def whole(text: str, place: str) -> int:
    """A cell's count."""
    if len(text) <= PLAIN_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    return count(number(text, place), place)


def bounded(value: object, place: str) -> Decimal:
    if not isinstance(value, Decimal):
        raise NumberUnreadable(place=place, given=shown(value))
    if len(value.as_tuple().digits) > NUMERAL_CHARACTERS or (value and abs(value.adjusted()) > EXPONENT):
        raise NumberOutOfRange(place=place, expected="a number that can be written down", given=shown(value))
    return value


def amount(value: Decimal, place: str) -> Decimal:
    if value < 0:
        raise NumberOutOfRange(place=place, expected="0 or more", given=shown(value))
    return value


def share(value: Decimal, place: str) -> Decimal:
    if not 0 <= value <= 1:
        raise NumberOutOfRange(place=place, expected="between 0 and 1", given=shown(value))
    return value


def count(value: Decimal, place: str) -> int:
    if amount(value, place) != value.to_integral_value():
        raise WrongType(place=place, expected="a whole number")
    return int(value)


def ratio(part: Decimal | int, of: Decimal | int) -> Decimal | None:
    """To 28 digits, halves to even; nothing of nothing has no ratio."""
    return ARITHMETIC.divide(Decimal(part), Decimal(of)) if of else None


def sum_of(total: Decimal, value: Decimal) -> Decimal:
    return ARITHMETIC.add(total, value)


def moment(milliseconds: Decimal, place: str) -> datetime:
    """Since 1970, as tools write it; what is counted in seconds would lie in 1970 itself."""
    passed = count(milliseconds, place)
    if not EARLIEST_MS <= passed <= LATEST_MS:
        expected = "a time between 2000 and 2100, in milliseconds since 1970"
        raise NumberOutOfRange(place=place, expected=expected, given=passed)
    return EPOCH + timedelta(milliseconds=passed)


def instant(text: str, place: str) -> datetime | None:
    """A time by ISO 8601; one without an offset is no point in time, and not told."""
    try:
        read = datetime.fromisoformat(text[:TIME_CHARACTERS])
        return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        raise TimeUnreadable(place=place, given=shown(text)) from None
