"""Numbers as reports hold them: exact, and equal numbers written alike."""

from decimal import Decimal


def plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 4.00 and 4 are the same figure, and so the same bytes."""
    digits = value.normalize()
    return digits.quantize(Decimal(1)) if int(digits.as_tuple().exponent) > 0 else digits + Decimal(0)
