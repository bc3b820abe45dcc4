"""Where a query takes its rows from: as they are, as they were after an event, or as they are handed in.

A query function asks its source for each projection it reads and is written once for all three.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import Text, cast, column, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.expression import FromClause

from shared.kernel.record import record
from shared.projecting.choices import NamedChoice
from shared.projecting.columns import columns, once
from shared.projecting.projection import Projection
from shared.projecting.tables import live_rows, tables


@record
class Live:
    """The rows as they are now."""

    def of(self, projection: Projection[Any]) -> FromClause:
        return live_rows(projection)


@record
class AtSeq:
    """The rows as they were after the tenant's event `seq`; `at` is the moment, where it is not the event's own."""

    seq: int
    at: datetime | None = None

    def of(self, projection: Projection[Any]) -> FromClause:
        return _rows_at(self.seq, projection)


@record
class Given:
    """Rows that stand nowhere, by the name of their projection; all other projections come from `otherwise`."""

    rows: Mapping[str, Sequence[Any]]
    otherwise: Annotated[Live | AtSeq, NamedChoice()]

    def of(self, projection: Projection[Any]) -> FromClause:
        if projection.name not in self.rows:
            return self.otherwise.of(projection)
        text = _json(projection.row, self.rows[projection.name])
        typed = (column(name, kind.type) for name, kind in columns(projection.row).items())
        rows = func.jsonb_to_recordset(cast(literal(text, Text), JSONB)).table_valued(*typed, name=projection.name)
        return rows.render_derived(with_types=True)


@lru_cache(maxsize=200)
def _rows_at(seq: int, projection: Projection[Any]) -> FromClause:
    """Kept, since a request asks for the same position many times, and this takes longer to make than to run."""
    stored = tables(projection)
    names = list(columns(projection.row))
    live, past = stored.live.c, stored.past.c
    standing = select(*(live[name] for name in names)).where(live.since_seq <= seq)
    ended = select(*(past[name] for name in names)).where(past.since_seq <= seq, past.until_seq > seq)
    return union_all(standing, ended).subquery(projection.name)


Source: TypeAlias = Annotated[Live | AtSeq | Given, NamedChoice()]

LIVE = Live()


def _json(row: type[Any], rows: Sequence[Any]) -> str:
    return f"[{','.join(_adapter(row).dump_json(each).decode() for each in rows)}]"


@once
def _adapter(row: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(row)
