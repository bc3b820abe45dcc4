"""What a result file says: which tool wrote it, when it ran, and what it measured."""

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from shared.kernel.record import record

Value: TypeAlias = Decimal | int | bool | str


@record
class Measured:
    """A name of the vocabulary and its value: a number is exact, a count is whole."""

    name: str
    value: Value


@record
class Tool:
    """Who wrote the file; the version is empty where the file does not tell it."""

    name: str
    version: str = ""


@record
class Noticed:
    """Something that does not change the values, but that a reader of them should know: how often it was met."""

    code: str
    count: int


@record
class Reading:
    format: str
    tool: Tool
    values: tuple[Measured, ...]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    warnings: tuple[Noticed, ...] = ()


def given(*values: tuple[str, Value | None]) -> tuple[Measured, ...]:
    """Those that the file tells; one that it does not tell is left out, never guessed."""
    return tuple(Measured(name=name, value=value) for name, value in values if value is not None)


def noticed(**counts: int) -> tuple[Noticed, ...]:
    return tuple(Noticed(code=code.upper(), count=count) for code, count in counts.items() if count)
