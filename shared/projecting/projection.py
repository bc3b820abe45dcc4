"""A read model: a table, and a pure function from (row, event) to row."""

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.kernel.record import record
from shared.kernel.recorded import Recorded

Row = TypeVar("Row")

Part = UUID | str | int | date
Key = tuple[Part, ...]


@record
class Projection(Generic[Row]):
    """What one table of a read model holds and how an event changes it.

    `row` is the record of one row; its fields are the columns, `key` names those of the primary key.
    `keys` tells from an event alone which rows it changes; `fold` gives the row after it, None where there is none.
    `fold_at` is told the key as well, and stands in for `fold` where an event begins rows under several keys.
    `handles` lists the events that change anything. `indexes` are the column lists that queries need.
    A changed fold or row takes a new `version`: its tables are filled anew beside the old ones.
    """

    name: str
    version: int
    row: type[Row]
    key: tuple[str, ...]
    handles: tuple[type, ...]
    keys: Callable[[Recorded[Any]], tuple[Key, ...]]
    fold: Callable[[Row | None, Recorded[Any]], Row | None]
    indexes: tuple[tuple[str, ...], ...] = ()
    fold_at: Callable[[Key, Row | None, Recorded[Any]], Row | None] | None = None

    def after(self, key: Key, row: Row | None, recorded: Recorded[Any]) -> Row | None:
        """What the row of this key becomes."""
        return self.fold(row, recorded) if self.fold_at is None else self.fold_at(key, row, recorded)
