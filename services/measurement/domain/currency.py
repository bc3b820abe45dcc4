"""Amounts of money that are measured against each other: all in the tenant's currency."""

from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed, Refused

LARGEST = 2**53 - 1  # the largest integer that every reader of JSON holds exactly
LONGEST_GIVEN = 10


class CurrencyDiffers(Refused):
    """What is measured is reckoned in the tenant's currency, {currency}, and not in {given}."""


def amount(field: str, value: Money, currency: str, *, least: int = 1) -> Money:
    if not least <= value.minor <= LARGEST:
        raise NotWellFormed(
            where=("input", field, "minor"), problem=f"{field} is from {least} to {LARGEST} minor units"
        )
    if value.currency != currency:
        given = value.currency[:LONGEST_GIVEN]
        raise CurrencyDiffers(where=("input", field, "currency"), currency=currency or "?", given=given)
    return value
