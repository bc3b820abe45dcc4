"""JSON, read strictly: exact numbers, no key twice, no NaN, no endless nesting. A node knows its path."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import Any, NoReturn, TypeAlias, cast

from services.gates.formats.limits import DEPTH, DOCUMENT_BYTES, NUMERAL_CHARACTERS, TEXT_CHARACTERS, VALUES
from services.gates.formats.numbers import amount, bounded, count, share, shown
from services.gates.formats.refusals import (
    FieldMissing,
    KeyRepeated,
    MalformedResult,
    NestedTooDeep,
    NumberOutOfRange,
    NumberUnreadable,
    TextNotAllowed,
    TooManyRows,
    WrongType,
)
from services.gates.formats.source import at_most, text
from shared.kernel.record import record

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | Decimal | bool | None"

QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # open-ended, lest each quote be tried anew
UNBRACKETED = re.compile(r"[^\[\]{}]+")
BEFORE_A_VALUE = ",[{"
FORMULA = ("=", "+", "-", "@")
STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


def parsed(incoming: Iterable[bytes]) -> Json:
    written = "".join(text(at_most(DOCUMENT_BYTES, incoming)))
    _within_bounds(QUOTED.sub("", written))
    try:
        return cast("Json", STRICT.decode(written))
    except json.JSONDecodeError as error:
        raise MalformedResult(
            place=f"line {error.lineno}, column {error.colno}", problem=f"{error.msg} in JSON"
        ) from None


def _within_bounds(unquoted: str) -> None:
    """Counted before anything is built of it, so that what is small as a text cannot become large in memory."""
    if sum(unquoted.count(mark) for mark in BEFORE_A_VALUE) > VALUES:
        raise TooManyRows(most=VALUES, what="values")
    if max(accumulate(map(STEP.__getitem__, UNBRACKETED.sub("", unquoted))), default=0) > DEPTH:
        raise NestedTooDeep(most=DEPTH)


def _exact(numeral: str) -> Decimal:
    if len(numeral) <= NUMERAL_CHARACTERS:
        with suppress(InvalidOperation):
            return Decimal(numeral)
    raise NumberOutOfRange(place="A number", expected="one that can be written down", given=shown(numeral))


def _never(constant: str) -> NoReturn:
    raise NumberUnreadable(place="A value", given=constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise KeyRepeated(key=shown(repeated))
    return found


STRICT = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_exact, parse_int=_exact, parse_constant=_never, strict=True
)


@record
class Node:
    """A place in a document: what is asked of it and not there is refused by the path to it."""

    value: Json
    path: str = "$"

    def optional(self, key: str) -> "Node | None":
        value = self.mapping().get(key)
        return None if value is None else Node(value=value, path=f"{self.path}.{key}")

    def member(self, key: str) -> "Node":
        found = self.optional(key)
        if found is None:
            raise FieldMissing(place=f"{self.path}.{key}")
        return found

    def mapping(self) -> Mapping[str, Json]:
        if not isinstance(self.value, Mapping):
            raise WrongType(place=self.path, expected="an object")
        return self.value

    def members(self) -> Iterator[tuple[str, "Node"]]:
        for key, value in self.mapping().items():
            yield key, Node(value=value, path=f"{self.path}[{shown(key)}]")

    def elements(self) -> Iterator["Node"]:
        if not isinstance(self.value, list):
            raise WrongType(place=self.path, expected="a list")
        for at, value in enumerate(self.value):
            yield Node(value=value, path=f"{self.path}[{at}]")

    def listed(self, key: str) -> Iterator["Node"]:
        """What the list of this name holds; a list that is null or not there holds nothing."""
        found = self.optional(key)
        return iter(()) if found is None else found.elements()

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise WrongType(place=self.path, expected="a text")
        return self.value

    def label(self) -> str:
        """A text that is kept as it is: no reader and no spreadsheet mistakes it for something else."""
        label = self.text()
        if len(label) > TEXT_CHARACTERS or not label.isprintable() or label.startswith(FORMULA):
            raise TextNotAllowed(place=self.path, most=TEXT_CHARACTERS, given=shown(label))
        return label

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise WrongType(place=self.path, expected="true or false")
        return self.value

    def number(self) -> Decimal:
        return bounded(self.value, self.path)

    def amount(self) -> Decimal:
        return amount(self.number(), self.path)

    def share(self) -> Decimal:
        return share(self.number(), self.path)

    def count(self) -> int:
        return count(self.number(), self.path)
