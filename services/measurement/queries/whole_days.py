"""The rows of days for all observations together: what windows and triggers are judged by, without their parts."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.sql.expression import FromClause

from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry
from shared.projecting.as_of import Source
from shared.projecting.questions import KEYS, grouped
from shared.projecting.reading import Reader


async def whole_days(reader: Reader, source: Source, column: str, keys: Sequence[UUID]) -> list[list[SeriesDayEntry]]:
    """Of each key, by day and series."""
    statement = _whole(source.of(SERIES_DAYS), column)
    rows = await reader.rows(statement, SeriesDayEntry, {KEYS: list(keys)})
    return grouped(rows, column, keys)


@lru_cache(maxsize=50)
def _whole(table: FromClause, column: str) -> Select[Any]:
    keys = bindparam(KEYS, expanding=True, type_=table.c[column].type)
    wanted = select(table).where(table.c[column].in_(keys), table.c.split == ALL)
    return wanted.order_by(table.c.day, table.c.series_id)
