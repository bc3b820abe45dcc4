"""The answer to a file of observations: one line for each row, counts in between, and all counts at the end."""

import csv
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from io import StringIO
from typing import Any, Final, TypeAlias

import orjson

from gateway.measurement.delivery import Answered
from gateway.measurement.refusals import RowOutcomeUnknown
from gateway.measurement.rows import Told
from gateway.tables.csv import harmless

UNKNOWN: Final = "unknown"
STATUSES: Final = ("taken", "duplicate", "refused", UNKNOWN)
LONGEST_MESSAGE: Final = 2_000

Counts: TypeAlias = dict[str, int]
Line: TypeAlias = dict[str, Any]


async def as_json_lines(answers: AsyncIterator[Answered], token: Callable[[int], str]) -> AsyncIterator[bytes]:
    """Rows in the order in which they are answered, and so not always in that of the file."""
    counts, position = Counter[str](), 0
    async for each in answers:
        counted(counts, each.rows)
        position = max(position, each.position)
        lines = [*map(line_of, each.rows), {"progress": told(counts)}]
        yield b"".join(orjson.dumps(line) + b"\n" for line in lines)
    end = {"done": told(counts), **({"consistency": token(position)} if position else {})}
    yield orjson.dumps(end) + b"\n"


async def as_csv(answers: AsyncIterator[Answered]) -> AsyncIterator[bytes]:
    """For tables: a last line, `end`, holds the counts; where it is missing the answer is not whole."""
    counts = Counter[str]()
    yield written([("line", "status", "code", "message", "field")])
    async for each in answers:
        counted(counts, each.rows)
        lines = map(line_of, each.rows)
        yield written((line["line"], line["status"], *map(line.get, ("code", "message", "field"))) for line in lines)
    yield written([("end", ", ".join(f"{several} {status}" for status, several in told(counts).items()), "", "", "")])


def counted(counts: Counter[str], rows: Iterable[Told]) -> None:
    counts.update(map(status_of, rows))


def told(counts: Counter[str]) -> Counts:
    return {"rows": counts.total(), **{status: counts[status] for status in STATUSES}}


def line_of(row: Told) -> Line:
    answer = row.answer
    line: Line = {"line": row.line, "status": status_of(row)}
    if answer.code is not None and answer.message is not None:
        line |= {"code": answer.code, "message": answer.message[:LONGEST_MESSAGE]}
        line |= {} if answer.field is None else {"field": answer.field}
    return line


def status_of(row: Told) -> str:
    return UNKNOWN if row.answer.code == RowOutcomeUnknown.code else row.answer.status


def written(lines: Iterable[Iterable[object]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return text.getvalue().encode()
