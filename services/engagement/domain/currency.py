"""Whether a currency exists."""

from shared.kernel.refusal import Refused
from shared.policy.currencies import CURRENCIES


class UnknownCurrency(Refused):
    """{currency} is not the code of a currency in circulation, such as CAD or USD."""


def known_currency(code: str, *, where: tuple[str, ...]) -> str:
    if code not in CURRENCIES:
        raise UnknownCurrency(where=where, currency=code)
    return code
