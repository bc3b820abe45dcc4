"""Numbers that people write down: measured figures and amounts of money, checked before they become facts."""

from decimal import Decimal

from services.engagement.domain.currency import known_currency
from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed

DIGITS, PLACES = 18, 6
LARGEST = 2**53 - 1  # the largest integer that every reader of JSON holds exactly


def figure(field: str, value: Decimal) -> Decimal:
    """A finite number of at most 18 digits, at most 6 of them after the point."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise NotWellFormed(where=("input", field), problem=f"{field} is a finite number")
    places = max(0, -exponent)
    if places > PLACES or max(0, len(digits) + exponent) + places > DIGITS:
        raise NotWellFormed(
            where=("input", field), problem=f"{field} has at most {DIGITS} digits, {PLACES} of them after the point"
        )
    return value


def counted(field: str, number: int, least: int = 1, most: int = LARGEST) -> int:
    if not least <= number <= most:
        raise NotWellFormed(where=("input", field), problem=f"{field} is from {least} to {most}")
    return number


def amount(field: str, value: Money) -> Money:
    """What something cost: more than nothing, in a currency that exists."""
    if not 0 < value.minor <= LARGEST:
        raise NotWellFormed(
            where=("input", field, "minor"), problem=f"{field} is more than nothing and at most {LARGEST} minor units"
        )
    return Money(minor=value.minor, currency=known_currency(value.currency, where=("input", field, "currency")))
