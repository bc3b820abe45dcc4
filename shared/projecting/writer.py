"""Storing a folded batch: per projection one statement to load, and one for all ways in which rows change."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python

from shared.projecting.columns import columns
from shared.projecting.connections import Connection
from shared.projecting.folding import Staged, Version
from shared.projecting.projection import Projection
from shared.projecting.rows import maker
from shared.projecting.statements import statements, together


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


async def store(connection: Connection, tenant: UUID, staged: Sequence[Staged]) -> None:
    """All in one statement, whose parts see the rows as they were before any of it."""
    writes = [write for each in staged for write in _writes(each)]
    if writes:
        texts, values = zip(*writes, strict=True)
        await connection.execute(together(texts), tenant, *chain.from_iterable(values))


def _writes(staged: Staged) -> Iterator[tuple[str, Sequence[Any]]]:
    """The statements that store what changed, with the values of each but for the tenant."""
    sql = statements(staged.projection)
    changed = [place for place in staged.places.values() if place.now is not place.stored]
    ended = [(*place.key, place.ended) for place in changed if place.stored]
    deleted = [place.key for place in changed if place.stored and not place.now]
    written = [place.now for place in changed if place.now]
    if ended:
        yield sql.supersede, _columns(ended)
    if deleted:
        yield sql.delete, _columns(deleted)
    if written:
        yield sql.upsert, _rows(written)
    if staged.passed:
        versions, untils = zip(*staged.passed, strict=True)
        yield sql.remember, (*_rows(versions), untils)


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
