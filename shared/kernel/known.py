"""What a fold may take for granted: a row that changes was there before."""

from typing import TypeVar

Row = TypeVar("Row")


def known(row: Row | None) -> Row:
    if row is None:
        raise LookupError("a row changed before it began: the log was read out of order")
    return row
