"""Facts made of items: counts, days and truths, each with the positions of the events that it stands on."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from services.gates.domain.facts.model import Fact, FactKind, Meaning, Positions, Value
from shared.kernel.replacing import by_place

T = TypeVar("T")
told = by_place(Fact, "value", "positions")


def at(*positions: int | None) -> Positions:
    """Each once, in the order of the log."""
    found = [each for each in positions if each is not None]
    return tuple(found if len(found) < 2 else sorted(set(found)))  # noqa: PLR2004 - the fewest that have an order


def joined(several: Iterable[Positions]) -> Positions:
    return tuple(sorted({position for positions in several for position in positions}))


def latest(several: Iterable[Positions]) -> Positions:
    """Those of what changed last."""
    return max(several, key=lambda positions: positions[::-1], default=())


def fact(value: Value, *positions: int | None) -> Fact:
    return told(value, at(*positions))


def yes(*positions: int | None) -> Fact:
    return Fact(value=True, positions=at(*positions))


def count(counted: Iterable[Positions], others: Iterable[Positions] = ()) -> Fact:
    """How many are counted; `others` are those that a count of nothing stands on."""
    found = tuple(counted)
    return told(len(found), joined(found) if found else latest(others))


def every(those: Iterable[Positions], exceptions: Iterable[Positions]) -> Fact:
    """True where there is no exception; else the last exception says why not."""
    found = tuple(exceptions)
    return told(not found, latest(found) if found else joined(those))


def earliest(name: str, days: Iterable[tuple[date, Positions]]) -> dict[str, Fact]:
    """The first of the days; nothing where there is none."""
    first = min(days, default=None)
    return {} if first is None else {name: told(*first)}


def known(facts: Mapping[str, Fact | None]) -> dict[str, Fact]:
    """Those that there are."""
    return {name: told for name, told in facts.items() if told is not None}


def only(kind: type[T], items: Mapping[str, Any]) -> tuple[T, ...]:
    """The items that are such a record."""
    return tuple(item for item in items.values() if isinstance(item, kind))


def one(kind: type[T], items: Mapping[str, Any], key: str) -> T | None:
    item = items.get(key)
    return item if isinstance(item, kind) else None


def after(last: date) -> date:
    """The first day on which what holds up to and including the last one holds no more."""
    return last + timedelta(days=1) if last < date.max else last


def truth(name: str, en: str, fr: str) -> Meaning:
    return Meaning(name=name, kind=FactKind.TRUTH, en=en, fr=fr)


def counted(name: str, en: str, fr: str) -> Meaning:
    return Meaning(name=name, kind=FactKind.COUNT, en=en, fr=fr)


def day(name: str, en: str, fr: str) -> Meaning:
    return Meaning(name=name, kind=FactKind.DAY, en=en, fr=fr)


def decimal(name: str, en: str, fr: str) -> Meaning:
    return Meaning(name=name, kind=FactKind.DECIMAL, en=en, fr=fr)
