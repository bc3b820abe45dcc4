"""Questions that every read model answers: the rows with these keys, and the rows that belong to these keys."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.sql.expression import FromClause

from shared.projecting.as_of import Source
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader

Row = TypeVar("Row")
Key = TypeVar("Key")

KEYS = "keys"


async def by_key(reader: Reader, source: Source, projection: Projection[Row], keys: Sequence[Key]) -> list[Row | None]:
    """The row of each key, in the order of the keys; None where there is none."""
    (name,) = projection.key
    rows = await having(reader, source.of(projection), projection.row, name, keys)
    found: dict[Any, Row] = {getattr(row, name): row for row in rows}
    return [found.get(key) for key in keys]


async def belonging(
    reader: Reader, source: Source, projection: Projection[Row], column: str, keys: Sequence[Key], order: Sequence[str]
) -> list[list[Row]]:
    """All rows whose `column` holds the key, for each key, ordered by the columns named."""
    rows = await having(reader, source.of(projection), projection.row, column, keys, order)
    return grouped(rows, column, keys)


def grouped(rows: Iterable[Row], column: str, keys: Sequence[Any]) -> list[list[Row]]:
    """The rows whose `column` holds the key, for each key, in the order in which they came."""
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return [found[key] for key in keys]


async def having(
    reader: Reader, table: FromClause, row: type[Row], column: str, keys: Sequence[Key], order: Sequence[str] = ()
) -> list[Row]:
    """The rows whose `column` holds one of the keys, ordered by the columns named."""
    return await reader.rows(_having(table, column, tuple(order)), row, {KEYS: list(keys)})


@lru_cache(maxsize=200)
def _having(table: FromClause, column: str, order: tuple[str, ...]) -> Select[Any]:
    """Kept, since it takes longer to make than to run."""
    keys = bindparam(KEYS, expanding=True, type_=table.c[column].type)
    return select(table).where(table.c[column].in_(keys)).order_by(*(table.c[name] for name in order))
