"""What clients may compare: typed comparators, joined by `and`, `or`, `not`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import GenericAlias
from typing import Any, Generic, TypeVar

import strawberry

from gateway.masking import Expected
from gateway.schema.ids import uuid_of
from shared.kernel.text import LINE
from shared.projecting.filtering import AllOf, AnyOf, Compare, Filter, Is, NoneOf

T = TypeVar("T")
MOST_CHOICES = 250
MOST_COMPARISONS = 100
NUL = "\0"


class TooManyChoices(Expected):
    """A list of alternatives has at most {most} entries."""


class FilterTooLarge(Expected):
    """A filter has at most {most} comparisons."""


class TextTooLong(Expected):
    """A text to compare with has at most {most} characters: none here is longer."""


class BadText(Expected):
    """This text holds a character that no text here can hold."""


@strawberry.input(description="One of these values; or, by `missing`, none at all.")
class OneOf(Generic[T]):
    eq: T | None = None
    in_: list[T] | None = strawberry.field(name="in", default=None)
    missing: bool | None = None


@strawberry.input(
    description="A text that is, or that contains, these words; letter case does not count for `contains`."
)
class TextFilter:
    eq: str | None = None
    in_: list[str] | None = strawberry.field(name="in", default=None)
    contains: str | None = None


@strawberry.input(description="A number in a range, both ends included.")
class IntFilter:
    eq: int | None = None
    from_: int | None = strawberry.field(name="from", default=None)
    until: int | None = None


@strawberry.input(description="A day in a range, both ends included; or, by `missing`, none at all.")
class DateFilter:
    eq: date | None = None
    from_: date | None = strawberry.field(name="from", default=None)
    until: date | None = None
    missing: bool | None = None


@strawberry.input(description="The things with these ids; or, by `missing`, none at all.")
class IdFilter:
    eq: strawberry.ID | None = None
    in_: list[strawberry.ID] | None = strawberry.field(name="in", default=None)
    missing: bool | None = None


@strawberry.input(description="A list that holds this word.")
class ListFilter:
    has: str | None = None


HOW = {
    "eq": Is.EQUAL,
    "in_": Is.ONE_OF,
    "contains": Is.CONTAINING,
    "from_": Is.AT_LEAST,
    "until": Is.AT_MOST,
    "missing": Is.MISSING,
    "has": Is.HOLDING,
}

JOINED: Mapping[str, Callable[[tuple[Filter, ...]], Filter]] = {
    "and_": lambda of: AllOf(of=of),
    "or_": lambda of: AnyOf(of=of),
    "not_": lambda of: NoneOf(of=of),
}


def filtering(kind: Any) -> Any:  # noqa: ANN401 - an input of the schema
    """The filter of a list, whose comparisons may also be joined by `and`, `or` and `not`."""
    several = GenericAlias(list, kind)
    kind.__annotations__ |= {"and_": several | None, "or_": several | None, "not_": kind | None}
    for name in JOINED:
        setattr(kind, name, strawberry.field(name=name.rstrip("_"), default=None))
    return strawberry.input(kind)


def filter_of(given: Any, nouns: Mapping[str, str], columns: Mapping[str, str]) -> Filter:  # noqa: ANN401
    """What a filter input says. `nouns` names what the id fields are ids of; `columns` renames fields."""
    wanted = AllOf(of=tuple(_parts(given, nouns, columns)))
    if comparisons(wanted) > MOST_COMPARISONS:
        raise FilterTooLarge(most=MOST_COMPARISONS)
    return wanted


def comparisons(wanted: Filter) -> int:
    """A group without any counts as one: it takes its time too."""
    return 1 if isinstance(wanted, Compare) else max(1, sum(map(comparisons, wanted.of)))


def _parts(given: Any, nouns: Mapping[str, str], columns: Mapping[str, str]) -> Iterator[Filter]:  # noqa: ANN401
    for field in fields(given) if given is not None else ():
        value = getattr(given, field.name)
        if value is None:
            continue
        if field.name in JOINED:
            each = value if isinstance(value, list) else [value]
            yield JOINED[field.name](tuple(AllOf(of=tuple(_parts(one, nouns, columns))) for one in each))
        elif isinstance(value, bool):
            yield Compare(column=columns.get(field.name, field.name), how=Is.EQUAL, values=(value,))
        else:
            yield from _compared(columns.get(field.name, field.name), value, nouns.get(field.name))


def _compared(column: str, comparator: Any, noun: str | None) -> Iterator[Filter]:  # noqa: ANN401
    for field in fields(comparator):
        value = getattr(comparator, field.name)
        if value is None:
            continue
        values = value if isinstance(value, list) else [value]
        if len(values) > MOST_CHOICES:
            raise TooManyChoices(most=MOST_CHOICES)
        if noun is not None and not isinstance(value, bool):
            values = [uuid_of(noun, each) for each in values]
        for each in values:
            if isinstance(each, str):
                _check(each)
        yield Compare(column=column, how=HOW[field.name], values=tuple(values))


def _check(text: str) -> None:
    if len(text) > LINE:
        raise TextTooLong(most=LINE)
    if NUL in text:
        raise BadText
