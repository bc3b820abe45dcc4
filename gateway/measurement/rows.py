"""One row of a file of observations: its fields, as texts, become what is to be recorded. Each fault has a code."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from gateway.masking import BadId
from gateway.measurement.recording import RowAnswer
from gateway.measurement.refusals import (
    RowDayNotRead,
    RowFieldMissing,
    RowFieldUnknown,
    RowIdNotRead,
    RowNotText,
    RowNumberNotRead,
)
from gateway.schema.ids import uuid_of
from shared.events.observations import Observation

NEEDED = ("series", "day", "key", "value")
FIELDS = (*NEEDED, "of", "cohort", "department", "unit")
KNOWN = frozenset(FIELDS)
LONGEST_TOLD = 60
REMEMBERED = 1_000
PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Row(NamedTuple):
    """`line` is where it stands in its file, counted from 1. `unit` None: that of the series.

    A named tuple, as `Told` is: a file has a million of them, and these are made in half the time.
    """

    line: int
    series_id: UUID
    day: date
    unit: str | None
    observation: Observation


class Told(NamedTuple):
    """What became of the row in this line."""

    line: int
    answer: RowAnswer


def row_of(line: int, given: Mapping[str, str]) -> Row:
    """What stands empty was left out. What looks like a formula is text like any other. Raises Refused."""
    if not (given.keys() <= KNOWN and "".join(given.values()).isascii()):
        of_known_texts(given)
    for name in NEEDED:
        if not given.get(name):
            raise RowFieldMissing(where=("input", name), name=name)
    said = given if all(given.values()) else {name: text for name, text in given.items() if text}
    cohort, of = said.get("cohort"), said.get("of")
    observation = Observation(
        key=said["key"],
        value=number("value", said["value"]),
        of=None if of is None else number("of", of),
        cohort_id=None if cohort is None else id_of("Cohort", "cohort", cohort),
        department=said.get("department"),
    )
    series_id = id_of("Series", "series", said["series"])
    return Row(line=line, series_id=series_id, day=day_of(said["day"]), unit=said.get("unit"), observation=observation)


def of_known_texts(given: Mapping[str, str]) -> None:
    """The first that is not is the one that is told of. Raises Refused."""
    for name, text in given.items():
        is_text(name, text)
        if name not in KNOWN:
            raise RowFieldUnknown(given=name[:LONGEST_TOLD])


def is_text(*given: str) -> None:
    """Halves of characters, which JSON can name, are none."""
    try:
        for each in given:
            each.isascii() or each.encode()
    except UnicodeEncodeError:
        raise RowNotText from None


def number(name: str, text: str) -> Decimal:
    if not PLAIN.fullmatch(text):
        raise RowNumberNotRead(where=("input", name))
    return Decimal(text)


@lru_cache(REMEMBERED)
def day_of(text: str) -> date:
    if not DAY.fullmatch(text):
        raise RowDayNotRead(where=("input", "day"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RowDayNotRead(where=("input", "day")) from None


@lru_cache(REMEMBERED)
def id_of(noun: str, name: str, text: str) -> UUID:
    """As the API tells it, or as the log does."""
    try:
        number = UUID(text)
    except ValueError:
        pass
    else:
        if str(number) == text.lower():
            return number
    try:
        return uuid_of(noun, text)
    except BadId:
        raise RowIdNotRead(where=("input", name), noun=noun) from None
