"""What a fact is, and an area of facts: items folded from events, and what they tell together."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

from services.gates.domain.framework.model import EvidenceKind
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

Item = TypeVar("Item")

Value: TypeAlias = bool | int | Decimal | date | str
Positions: TypeAlias = tuple[int, ...]


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
    """`positions` are those of the events in the tenant's log that made the value what it is, in order.

    These events alone tell the same value. A count stands on the events of what it counts; a count of nothing on those
    of the last thing that is not counted.
    """

    value: Value
    positions: Positions = ()


Facts: TypeAlias = Mapping[str, Fact]
"""By name. What is not known yet is not there."""


@record
class On:
    """What facts are told for: a day of the tenant's, and the kinds of evidence that the frameworks in force know.

    `zone` is where the tenant's days begin.
    """

    day: date
    kinds: tuple[EvidenceKind, ...] = ()
    zone: tzinfo = UTC

    def day_of(self, instant: datetime) -> date:
        """On which of the tenant's days it was."""
        return instant.astimezone(self.zone).date()


@record
class Area(Generic[Item]):
    """One part of the sheet: items by key within the engagement. They hold the positions of what made them so.

    `items` are the records that an item may be, each with a name of its own within the area.
    `keys` tells from an event alone which items it changes, `fold` what becomes of each; None: there is none.
    `tell` says the facts on a day. An area without any item tells nothing: nobody has spoken yet.
    `turns` are the days from which on they may read differently though nothing happens.
    """

    name: str
    items: tuple[type[Any], ...]
    handles: tuple[type[Any], ...]
    keys: Callable[[Recorded[Any]], Iterable[str]]
    fold: Callable[[Item | None, Recorded[Any]], Item | None]
    tell: Callable[[Mapping[str, Item], On], Facts]
    meanings: tuple[Meaning, ...]
    turns: Callable[[Mapping[str, Item]], Iterable[date]] = lambda _: ()
