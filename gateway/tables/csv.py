"""Lines of a table as CSV (RFC 4180), in which no table program takes a text for a formula."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final, TypeAlias

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it some table programs read UTF-8 as something else."""

AT_ONCE: Final = 500
FORMULA: Final = re.compile('(^|[;\t\r\n])(?="*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])')
"""Where one would begin: at a semicolon or a tab too, since some table programs divide cells there."""

Cell: TypeAlias = str | int | Decimal | date | None
Line: TypeAlias = Iterable[Cell]


def written(lines: Iterable[Line]) -> bytes:
    return "".join(f"{','.join(map(shown, line))}\r\n" for line in lines).encode()


def streamed(lines: Iterable[Line]) -> Iterator[bytes]:
    """A whole file, some lines at a time."""
    yield BYTE_ORDER_MARK.encode()
    left = iter(lines)
    while several := tuple(islice(left, AT_ONCE)):
        yield written(several)


def shown(cell: Cell) -> str:
    """Texts in quotes and made harmless, numbers exact and as they are written by hand."""
    match cell:
        case str():
            return '"' + harmless(cell).replace('"', '""') + '"'
        case Decimal():
            digits = f"{cell:f}"
            return digits.rstrip("0").removesuffix(".") if "." in digits else digits
        case None:
            return ""
        case _:
            return str(cell)


def harmless(text: str) -> str:
    return FORMULA.sub("\\1'", text)
