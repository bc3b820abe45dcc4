"""Storing a folded batch: per projection one statement to load, and one for each way in which rows change."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python

from shared.projecting.columns import columns
from shared.projecting.connections import Connection
from shared.projecting.folding import Staged, Version
from shared.projecting.projection import Projection
from shared.projecting.rows import maker
from shared.projecting.statements import statements


class Unwritable(Exception):
    """A row holds a value that no column takes: a number beyond 64 bits, or text that is none."""


async def load(connection: Connection, tenant: UUID, staged: Staged) -> None:
    """Put the stored rows in their places."""
    projection = staged.projection
    found = await connection.fetch(statements(projection).load, tenant, *_columns(staged.places))
    names = list(columns(projection.row))
    make = maker(projection.row, tuple(names))
    key = [names.index(name) for name in projection.key]
    for values in found:
        place = staged.places[tuple([values[index] for index in key])]
        place.stored = place.now = Version(make(values[: len(names)]), values["scope"], values["since_seq"])


async def store(connection: Connection, tenant: UUID, staged: Staged) -> None:
    """Superseded versions first, while the live table still holds them."""
    sql = statements(staged.projection)
    changed = [place for place in staged.places.values() if place.now is not place.stored]
    ended = [(*place.key, place.ended) for place in changed if place.stored]
    deleted = [place.key for place in changed if place.stored and not place.now]
    written = [place.now for place in changed if place.now]
    if ended:
        await connection.execute(sql.supersede, tenant, *_columns(ended))
    if deleted:
        await connection.execute(sql.delete, tenant, *_columns(deleted))
    if written:
        await connection.execute(sql.upsert, tenant, *_rows(written))
    if staged.passed:
        versions, untils = zip(*staged.passed, strict=True)
        await connection.execute(sql.remember, tenant, *_rows(versions), untils)


async def forget_scope(connection: Connection, tenant: UUID, projection: Projection[Any], scope: str) -> None:
    """Drop all rows of a scope, with their past."""
    sql = statements(projection)
    await connection.execute(sql.delete_scope, tenant, scope)
    await connection.execute(sql.delete_past_scope, tenant, scope)


def _rows(versions: Sequence[Version]) -> tuple[str, list[str], list[int]]:
    """Rows, scopes and since when, as the statements take them."""
    try:
        text = orjson.dumps([version.row for version in versions], _plain, orjson.OPT_NON_STR_KEYS).decode()
    except orjson.JSONEncodeError as error:
        raise Unwritable from error
    return text, [version.scope for version in versions], [version.since for version in versions]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal | UUID) else to_jsonable_python(value)


def _columns(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True))
