"""An immutable record: a command, an event, a state, a row of a read model."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Freeze `cls` and take its fields by name only."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
