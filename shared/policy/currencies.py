"""The currencies that exist: ISO 4217 codes with the decimal places of their minor unit."""

from collections.abc import Mapping
from importlib.resources import files

from shared.policy.shipped import read_yaml

CURRENCIES: Mapping[str, int] = read_yaml(files("shared.policy").joinpath("currencies.yaml").read_text("utf-8"))
