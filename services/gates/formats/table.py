"""CSV, read row by row: every row has the cells that the header names."""

import csv
from _csv import Reader
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from services.gates.formats.limits import COLUMNS, ROWS, STREAM_BYTES
from services.gates.formats.numbers import amount, number, whole
from services.gates.formats.refusals import MalformedResult, TooManyRows
from services.gates.formats.source import at_most, lines, text
from shared.kernel.record import record


@record
class Row:
    line: int
    columns: Mapping[str, int]
    values: Sequence[str]

    def place(self, column: str) -> str:
        return f"Line {self.line}, column {column}"

    def cell(self, column: str) -> str:
        """Of a column that a format is known by, and which is therefore there."""
        return self.values[self.columns[column]]

    def optional(self, column: str) -> str | None:
        at = self.columns.get(column)
        return None if at is None else self.values[at]

    def named(self) -> Iterator[tuple[str, str]]:
        return zip(self.columns, self.values, strict=True)

    def number(self, column: str) -> Decimal:
        return number(self.cell(column), self.place(column))

    def amount(self, column: str) -> Decimal:
        return amount(self.number(column), self.place(column))

    def count(self, column: str) -> int:
        return whole(self.cell(column), self.place(column))


def written(incoming: Iterable[bytes]) -> Iterator[str]:
    return lines(text(at_most(STREAM_BYTES, incoming)))


def header(line: str) -> tuple[str, ...]:
    """The columns that a first line names; none, where it is no line of CSV."""
    try:
        return tuple(next(csv.reader([line], strict=True), ()))
    except csv.Error:
        return ()


def rows(text_lines: Iterator[str]) -> Iterator[Row]:
    reader = csv.reader(text_lines, strict=True)
    columns = _cells(reader) or []
    if len(columns) > COLUMNS:
        raise TooManyRows(most=COLUMNS, what="columns")
    if len(set(columns)) < len(columns):
        raise MalformedResult(place="line 1", problem="a column stands there twice")
    places = {column: at for at, column in enumerate(columns)}
    for seen, cells in enumerate(iter(partial(_cells, reader), None)):
        line = reader.line_num
        if seen == ROWS:
            raise TooManyRows(most=ROWS, what="rows")
        if len(cells) != len(columns):
            raise MalformedResult(place=f"line {line}", problem=f"it has {len(cells)} cells, not {len(columns)}")
        yield Row(line=line, columns=places, values=cells)


def _cells(reader: Reader) -> list[str] | None:
    try:
        return next((cells for cells in reader if cells), None)
    except csv.Error as error:
        raise MalformedResult(place=f"line {reader.line_num}", problem=f"{error}") from None
