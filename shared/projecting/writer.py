"""Storing a folded batch: per projection one statement to load, and one for each way in which rows change."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from shared.projecting.columns import columns, once
from shared.projecting.connections import Connection
from shared.projecting.folding import Staged, Version
from shared.projecting.projection import Key, Projection
from shared.projecting.rows import maker
from shared.projecting.statements import statements


async def load(connection: Connection, tenant: UUID, projection: Projection[Any], keys: Sequence[Key]) -> Staged:
    """The rows with these keys, ready to be folded."""
    found = await connection.fetch(statements(projection).load, tenant, *_columns(keys))
    make = maker(projection.row, tuple(columns(projection.row)))
    places = [list(columns(projection.row)).index(name) for name in projection.key]
    stored: dict[Key, Version] = {}
    for record in found:
        *values, scope, since = record.values()
        stored[tuple([values[place] for place in places])] = (make(values), scope, since)
    return Staged(projection, stored)


async def store(connection: Connection, tenant: UUID, staged: Staged) -> None:
    """Superseded versions first, while the live table still holds them."""
    sql = statements(staged.projection)
    written = [version for key in staged.changed if (version := staged.rows.get(key)) is not None]
    deleted = [key for key in staged.ended if key not in staged.rows]
    if staged.ended:
        ends = [(*key, until) for key, until in staged.ended.items()]
        await connection.execute(sql.supersede, tenant, *_columns(ends))
    if deleted:
        await connection.execute(sql.delete, tenant, *_columns(deleted))
    if written:
        await connection.execute(sql.upsert, tenant, *_arrays(staged.projection, written))
    if staged.passed:
        versions, untils = zip(*staged.passed, strict=True)
        await connection.execute(sql.remember, tenant, *_arrays(staged.projection, versions), untils)


async def forget_scope(connection: Connection, tenant: UUID, projection: Projection[Any], scope: str) -> None:
    """Drop all rows of a scope, with their past."""
    sql = statements(projection)
    await connection.execute(sql.delete_scope, tenant, scope)
    await connection.execute(sql.delete_past_scope, tenant, scope)


def _arrays(projection: Projection[Any], versions: Iterable[Version]) -> list[Sequence[Any]]:
    """One array per column, as the statements take them."""
    rows, scopes, sinces = zip(*versions, strict=True)
    arrays: list[Sequence[Any]] = _columns(map(_getter(projection.row), rows))
    for place, column in enumerate(columns(projection.row).values()):
        if write := column.write:
            arrays[place] = [write(value) for value in arrays[place]]
    return [*arrays, scopes, sinces]


def _columns(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True))


@once
def _getter(row: type[Any]) -> Any:
    names = tuple(columns(row))
    return attrgetter(*names) if len(names) > 1 else lambda values: (getattr(values, names[0]),)
