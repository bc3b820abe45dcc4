"""Questions that every read model answers: the rows with these keys, and the rows that belong to these keys."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader

Row = TypeVar("Row")
Key = TypeVar("Key")


async def by_key(reader: Reader, source: Source, projection: Projection[Row], keys: Sequence[Key]) -> list[Row | None]:
    """The row of each key, in the order of the keys; None where there is none."""
    (name,) = projection.key
    table = source.of(projection)
    rows = await reader.rows(select(table).where(among(table.c[name], list(keys))), projection.row)
    found: dict[Any, Row] = {getattr(row, name): row for row in rows}
    return [found.get(key) for key in keys]


async def belonging(
    reader: Reader, source: Source, projection: Projection[Row], column: str, keys: Sequence[Key], order: Sequence[str]
) -> list[list[Row]]:
    """All rows whose `column` holds the key, for each key, ordered by the columns named."""
    table = source.of(projection)
    wanted = select(table).where(among(table.c[column], list(keys))).order_by(*(table.c[name] for name in order))
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in await reader.rows(wanted, projection.row):
        found[getattr(row, column)].append(row)
    return [found[key] for key in keys]
