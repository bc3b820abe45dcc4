"""The tables of a read model: the live rows, and beside them every row version that was superseded.

A row version is valid from `since_seq` up to but not including `until_seq`; a live row has no end yet.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Column, Index, MetaData, PrimaryKeyConstraint, Table, Uuid

from shared.kernel.record import record
from shared.projecting.columns import TEXT, columns
from shared.projecting.projection import Projection

NAME_LIMIT = 50  # PostgreSQL cuts names at 63 bytes; the rest is for suffixes


@record
class Tables:
    live: Table
    past: Table


@cache
def tables(projection: Projection[Any]) -> Tables:
    """Both tables, without a schema: the search path says which build they are read from."""
    metadata = MetaData()
    name = table_name(projection)
    live = Table(
        name,
        metadata,
        *_columns(projection),
        PrimaryKeyConstraint("tenant_id", *projection.key),
        *_indexes(name, projection.indexes),
    )
    past = Table(
        f"{name}_past",
        metadata,
        *_columns(projection),
        Column("until_seq", BigInteger, nullable=False),
        PrimaryKeyConstraint("tenant_id", *projection.key, "since_seq"),
        *_indexes(f"{name}_past", projection.indexes),
    )
    return Tables(live=live, past=past)


@cache
def live_rows(projection: Projection[Any]) -> Table:
    """The live table as a query sees it: the fields of the row and nothing else."""
    return Table(table_name(projection), MetaData(), *_row_columns(projection))


def table_name(projection: Projection[Any]) -> str:
    name = f"{projection.name}_v{projection.version}"
    if len(name) > NAME_LIMIT:
        raise ValueError(f"{name} is longer than {NAME_LIMIT} characters")
    return name


def _columns(projection: Projection[Any]) -> Iterable[Column[Any]]:
    yield Column("tenant_id", Uuid, nullable=False)
    yield from _row_columns(projection)
    yield Column("scope", TEXT, nullable=False)
    yield Column("since_seq", BigInteger, nullable=False)


def _row_columns(projection: Projection[Any]) -> Iterable[Column[Any]]:
    for name, column in columns(projection.row).items():
        yield Column(name, column.type, nullable=column.nullable)


def _indexes(table: str, indexes: tuple[tuple[str, ...], ...]) -> Iterable[Index]:
    for number, names in enumerate(indexes, start=1):
        yield Index(f"{table}_{number}", "tenant_id", *names)
