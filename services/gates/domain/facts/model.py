"""What a fact is, and an area of facts: items folded from events, and what they tell together."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

from shared.kernel.record import record
from shared.kernel.recorded import Recorded

Item = TypeVar("Item")

Value: TypeAlias = bool | int | Decimal | date | str


class FactKind(StrEnum):
    """How rules see a value: truths and texts as they are, decimals in millionths, days counted from 1970-01-01."""

    TRUTH = "truth"
    COUNT = "count"
    DECIMAL = "decimal"
    DAY = "day"
    TEXT = "text"


@record
class Meaning:
    """A fact's name, as `area.fact` in rules, and what it says, in English and French."""

    name: str
    kind: FactKind
    en: str
    fr: str


@record
class Fact:
    """`positions` are those of the events in the tenant's log that made the value what it is, in order."""

    value: Value
    positions: tuple[int, ...] = ()


Facts: TypeAlias = Mapping[str, Fact]
"""By name. What is not known yet is not there."""


@record
class Held(Generic[Item]):
    """An item as the events so far left it, and the positions of those that it still stands on."""

    item: Item
    positions: tuple[int, ...]


@record
class Area(Generic[Item]):
    """One part of the sheet: items of one kind, by key within the engagement.

    `keys` tells from an event alone which items it changes, `fold` what becomes of each; None: there is none.
    `tell` says the facts on one of the tenant's days. An area without any item tells nothing: nobody has spoken yet.
    `latest_only`: an item stands on its last event alone.
    """

    name: str
    item: type[Item]
    handles: tuple[type, ...]
    keys: Callable[[Recorded[Any]], Iterable[str]]
    fold: Callable[[Item | None, Recorded[Any]], Item | None]
    tell: Callable[[Mapping[str, Held[Item]], date], Facts]
    meanings: tuple[Meaning, ...]
    latest_only: bool = False
