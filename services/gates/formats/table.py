"""CSV, read row by row: every row has the cells that the header names."""

import csv
from _csv import Reader
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.gates.formats.limits import ROWS, STREAM_BYTES
from services.gates.formats.numbers import amount, count, number
from services.gates.formats.refusals import FieldMissing, MalformedResult, TooManyRows
from services.gates.formats.source import at_most, lines, text
from shared.kernel.record import record


@record
class Row:
    line: int
    cells: dict[str, str]

    def place(self, column: str) -> str:
        return f"Line {self.line}, column {column}"

    def cell(self, column: str) -> str:
        if column not in self.cells:
            raise FieldMissing(place=self.place(column))
        return self.cells[column]

    def number(self, column: str) -> Decimal:
        return number(self.cell(column), self.place(column))

    def amount(self, column: str) -> Decimal:
        return amount(self.number(column), self.place(column))

    def count(self, column: str) -> int:
        return count(self.number(column), self.place(column))


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
    if len(set(columns)) < len(columns):
        raise MalformedResult(place="line 1", problem="a column stands there twice")
    for seen in range(ROWS + 1):
        line = reader.line_num + 1
        cells = _cells(reader)
        if cells is None:
            return
        if seen == ROWS:
            raise TooManyRows(most=ROWS, what="rows")
        if len(cells) != len(columns):
            raise MalformedResult(place=f"line {line}", problem=f"it has {len(cells)} cells, not {len(columns)}")
        yield Row(line=line, cells=dict(zip(columns, cells, strict=True)))


def _cells(reader: Reader) -> list[str] | None:
    try:
        return next((cells for cells in reader if cells), None)
    except csv.Error as error:
        raise MalformedResult(place=f"line {reader.line_num}", problem=f"{error}") from None
