"""JSON, read strictly: exact numbers, no key twice, no NaN, no endless nesting. A node knows its path."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import Any, NoReturn, TypeAlias, cast

from services.gates.formats.limits import DEPTH, DOCUMENT_BYTES, TEXT_CHARACTERS
from services.gates.formats.numbers import amount, bounded, count, share, shown
from services.gates.formats.refusals import (
    FieldMissing,
    KeyRepeated,
    MalformedResult,
    NestedTooDeep,
    NotANumber,
    NumberOutOfRange,
    TextNotAllowed,
    WrongType,
)
from services.gates.formats.source import at_most, text
from shared.kernel.record import record

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | Decimal | bool | None"

QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
UNBRACKETED = re.compile(r"[^\[\]{}]+")
FORMULA = ("=", "+", "-", "@")
STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


def parsed(incoming: Iterable[bytes]) -> Json:
    written = "".join(text(at_most(DOCUMENT_BYTES, incoming)))
    if deepest(written) > DEPTH:
        raise NestedTooDeep(most=DEPTH)
    try:
        return cast("Json", STRICT.decode(written))
    except json.JSONDecodeError as error:
        raise MalformedResult(
            place=f"line {error.lineno}, column {error.colno}", problem=f"{error.msg} in JSON"
        ) from None
    except RecursionError:  # brackets within a text that is never closed
        raise NestedTooDeep(most=DEPTH) from None


def deepest(written: str) -> int:
    brackets = UNBRACKETED.sub("", QUOTED.sub("", written))
    return max(accumulate(STEP[bracket] for bracket in brackets), default=0)


def _exact(numeral: str) -> Decimal:
    try:
        return Decimal(numeral)
    except InvalidOperation:
        raise NumberOutOfRange(
            place="A number", expected="one that can be written down", given=shown(numeral)
        ) from None


def _never(constant: str) -> NoReturn:
    raise NotANumber(place="A value", given=constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyRepeated(key=shown(next(key for key in found if keys.count(key) > 1)))
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
