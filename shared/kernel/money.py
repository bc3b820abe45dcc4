"""Money: integer minor units with a currency. Never a float, never added across currencies."""

from shared.kernel.record import record


class CurrencyMismatch(ValueError):
    """Amounts of different currencies are never added."""


@record
class Money:
    """`minor` counts the currency's smallest unit (cents); `currency` is its ISO 4217 code."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} + {other.currency}")
        return Money(minor=self.minor + other.minor, currency=self.currency)
