"""Numbers that were measured, or are wanted: finite, and exact to a millionth."""

from decimal import Decimal

from shared.kernel.refusal import NotWellFormed

DIGITS, PLACES = 18, 6


def figure(field: str, value: Decimal) -> Decimal:
    """A finite number of at most 18 digits, at most 6 of them after the point. Nothing is never less than nothing."""
    if (text := str(value)).isdecimal() and len(text) <= DIGITS:
        return value  # a whole number, as counts are
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise NotWellFormed(where=("input", field), problem=f"{field} is a finite number")
    places = max(0, -exponent)
    if places > PLACES or max(0, len(digits) + exponent) + places > DIGITS:
        raise NotWellFormed(
            where=("input", field), problem=f"{field} has at most {DIGITS} digits, {PLACES} of them after the point"
        )
    return value if value or not value.is_signed() else abs(value)
