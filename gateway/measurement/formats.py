"""The two forms of a file of observations: CSV under a line of names, and JSON lines. One line is one row, or none."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Final, TextIO, TypeAlias

from gateway.measurement.refusals import (
    RowFieldsDiffer,
    RowNotObject,
    RowQuotesWrong,
    RowTooLong,
    UploadHeaderWrong,
)
from gateway.measurement.rows import FIELDS, NEEDED, Row, is_text, row_of
from shared.kernel.refusal import Refused

CSV: Final = frozenset({"text/csv"})
JSON_LINES: Final = frozenset({"application/x-ndjson", "application/jsonl", "application/x-jsonlines"})
ENCODING: Final = "utf-8-sig"
"""What begins with a mark of the byte order begins after it."""

MOST_CHARACTERS: Final = 4_000

Fields: TypeAlias = Callable[[str], dict[str, str]]
Numbered: TypeAlias = tuple[int, str | None]
Read: TypeAlias = tuple[int, Row | Refused]


def rows(file: TextIO, *, header: bool) -> Iterator[Read]:
    """Each line that is not empty, with the row that it is, or why it is none.

    `file` takes all ends of lines for the same, and keeps by `surrogateescape` what is no text. Raises
    UploadHeaderWrong before the first row.
    """
    return numbered_rows(numbered(file), header=header)


def numbered_rows(lines: Iterator[Numbered], *, header: bool) -> Iterator[Read]:
    """Likewise, of lines that are at hand."""
    fields = under(next(lines, (1, ""))[1]) if header else of_object
    return ((line, read(line, text, fields)) for line, text in lines if text is None or text.strip())


def numbered(file: TextIO) -> Iterator[Numbered]:
    """Lines without their ends; None: one that is too long, of which nothing is held."""
    for line in count(1):
        text = file.readline(MOST_CHARACTERS + 1)
        if not text:
            return
        if text.endswith("\n") or len(text) <= MOST_CHARACTERS:
            yield line, text.removesuffix("\n")
            continue
        while (rest := file.readline(MOST_CHARACTERS)) and not rest.endswith("\n"):
            pass
        yield line, None


def read(line: int, text: str | None, fields: Fields) -> Row | Refused:
    try:
        if text is None:
            raise RowTooLong(most=MOST_CHARACTERS)
        is_text(text)
        return row_of(line, fields(text))
    except Refused as refusal:
        return refusal


def under(header: str | None) -> Fields:
    """How lines below this one are read. Raises UploadHeaderWrong."""
    try:
        names = [name.strip() for name in columns(header or "")]
    except RowQuotesWrong:
        names = []
    if not set(NEEDED) <= set(names) <= set(FIELDS) or len(names) != len(set(names)):
        raise UploadHeaderWrong

    def fields(text: str) -> dict[str, str]:
        found = columns(text)
        if len(found) != len(names):
            raise RowFieldsDiffer(given=len(found), named=len(names))
        return dict(zip(names, found, strict=True))

    return fields


def columns(text: str) -> list[str]:
    if not ('"' in text or "\r" in text or "\n" in text):
        return text.split(",")
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error:
        raise RowQuotesWrong from None


def of_object(text: str) -> dict[str, str]:
    """Numbers as they are written, so that nothing is rounded before it is looked at."""
    try:
        found = json.loads(text, object_pairs_hook=each_once, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise RowNotObject from None
    return texts(found)


def texts(found: object) -> dict[str, str]:
    """The fields of an object that was read with its numbers as they are written."""
    if not isinstance(found, dict):
        raise RowNotObject
    said = {name: value for name, value in found.items() if value is not None}
    if not all(isinstance(value, str) for value in said.values()):
        raise RowNotObject
    return said


def each_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
