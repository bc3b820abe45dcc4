"""The currencies that exist: ISO 4217 codes with the decimal places of their minor unit."""

from collections.abc import Mapping
from importlib.resources import files

from shared.kernel.refusal import Refused
from shared.policy.shipped import read_yaml

CURRENCIES: Mapping[str, int] = read_yaml(
    files("services.engagement.domain").joinpath("currencies.yaml").read_text("utf-8")
)


class UnknownCurrency(Refused):
    """{currency} is not the code of a currency in circulation, such as CAD or USD."""


def known_currency(code: str, *, where: tuple[str, ...]) -> str:
    if code not in CURRENCIES:
        raise UnknownCurrency(where=where, currency=code)
    return code
