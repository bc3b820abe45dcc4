"""The criteria that an engagement is measured by: those of the frameworks that were adopted for it."""

from collections.abc import Mapping
from typing import TypeAlias

from services.gates.domain.framework.model import Criterion, Framework

Adopted: TypeAlias = Mapping[str, Framework]
"""By the framework's name."""


def criterion_of(adopted: Adopted, told: str) -> Criterion | None:
    """The criterion that is told as `framework/code`."""
    name, _, code = told.partition("/")
    framework = adopted.get(name)
    return next((each for each in framework.criteria if each.code == code), None) if framework else None
