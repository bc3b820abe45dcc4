"""Where a query takes its rows from: as they are, as they were after an event, or as they are handed in.

A query function asks its source for each projection it reads and is written once for all of them. A branch is folded
into rows that are handed in before a question is asked of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, Text, and_, cast, column, exists, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.expression import ColumnElement, FromClause

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
    """Rows that stand nowhere, by the name of their projection; all other projections come from `otherwise`.

    Where `instead_of` names keys, as a JSON list of them, the other rows of that projection stand as well.
    """

    rows: Mapping[str, Sequence[Any]]
    otherwise: Annotated[Live | AtSeq, NamedChoice()]
    instead_of: Mapping[str, str] = field(default_factory=dict)

    def of(self, projection: Projection[Any]) -> FromClause:
        if projection.name not in self.rows:
            return self.otherwise.of(projection)
        text = _json(projection.row, self.rows[projection.name])
        given = recordset(literal(text, Text), projection, columns(projection.row), projection.name)
        gone = self.instead_of.get(projection.name)
        if gone is None:
            return given
        standing = apart_from(self.otherwise.of(projection), gone, projection)
        return union_all(standing, select(*given.c)).subquery(projection.name)


@record
class Assumed:
    """An event that nobody recorded. `data` is its JSON; `version` counts its stream's events, 0: it stands in none."""

    type: str
    schema_version: int
    data: str
    occurred_at: datetime
    recorded_at: datetime
    actor: UUID
    version: int = 0


@record
class Branch:
    """The rows as they would be if these events of one engagement had followed on the event `since`, `at` that moment.

    Nothing reads them before `branching.folded` made them.
    """

    engagement_id: UUID
    since: AtSeq
    assumed: tuple[Assumed, ...]
    at: datetime

    def of(self, projection: Projection[Any]) -> FromClause:
        raise TypeError(f"{projection.name} of a branch is not folded yet")


def recordset(text: ColumnElement[str], projection: Projection[Any], names: Iterable[str], name: str) -> FromClause:
    """JSON rows as a table of these columns."""
    kinds = columns(projection.row)
    typed = (column(each, kinds[each].type) for each in names)
    rows = func.jsonb_to_recordset(cast(text, JSONB)).table_valued(*typed, name=name)
    return rows.render_derived(with_types=True)


def apart_from(table: FromClause, keys: str, projection: Projection[Any]) -> Select[Any]:
    """All rows but those with these keys."""
    gone = recordset(literal(keys, Text), projection, projection.key, "gone")
    return select(*table.c).where(~exists(select(1).select_from(gone).where(same_key(gone, table, projection))))


def same_key(one: FromClause, other: FromClause, projection: Projection[Any]) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in projection.key))


@lru_cache(maxsize=200)
def _rows_at(seq: int, projection: Projection[Any]) -> FromClause:
    """Kept, since a request asks for the same position many times, and this takes longer to make than to run."""
    stored = tables(projection)
    names = list(columns(projection.row))
    live, past = stored.live.c, stored.past.c
    standing = select(*(live[name] for name in names)).where(live.since_seq <= seq)
    ended = select(*(past[name] for name in names)).where(past.since_seq <= seq, past.until_seq > seq)
    return union_all(standing, ended).subquery(projection.name)


Source: TypeAlias = Annotated[Live | AtSeq | Given | Branch, NamedChoice()]

LIVE = Live()


def _json(row: type[Any], rows: Sequence[Any]) -> str:
    return f"[{','.join(_adapter(row).dump_json(each).decode() for each in rows)}]"


@once
def _adapter(row: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(row)
