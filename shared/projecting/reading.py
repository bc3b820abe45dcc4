"""Reading the views of a service: a transaction per question, for one tenant, at one cut of the log."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
from sqlalchemy import Select

from shared.kernel.record import record
from shared.projecting.compiled import NOTHING, Compiler
from shared.projecting.connections import Connection, Pool, transaction
from shared.projecting.failures import NotServing
from shared.projecting.rows import maker
from shared.projecting.views import Views

Row = TypeVar("Row")

# In one round trip: the transaction, its tenant, the scopes it may read, the build that serves, and the lock that keeps
# that from being dropped.
OPEN = """
begin isolation level repeatable read read only;
select set_config('fairway.tenant', '{tenant}', true), set_config('fairway.scopes', '{scopes}', true),
    set_config('search_path', schema, true),
    pg_advisory_xact_lock_shared(hashtextextended(schema, 0))
from {service}.build where fingerprint = '{fingerprint}' and state = 'SERVING'
"""


@record
class Reader:
    """An open read-only transaction. Statements are SQLAlchemy selects over what a source gives."""

    connection: Connection
    compiler: Compiler
    on_statement: Callable[[str], None]

    async def rows(self, statement: Select[Any], row: type[Row], given: Mapping[str, Any] = NOTHING) -> list[Row]:
        """The selected rows as records of `row`, whose fields are named as the columns.

        `given` are the values of the parameters that the statement only names.
        """
        found = await self._fetch(statement, given)
        if not found:
            return []
        make = maker(row, tuple(found[0].keys()))
        return [make(values.values()) for values in found]

    async def owned(
        self, statement: Select[Any], row: type[Row], given: Mapping[str, Any] = NOTHING
    ) -> list[tuple[Row, str]]:
        """The selected rows as records of `row`, each with the scope that it belongs to, which is the last column."""
        found = await self._fetch(statement, given)
        if not found:
            return []
        make = maker(row, tuple(found[0].keys())[:-1])
        return [(make(tuple(values)[:-1]), values[-1]) for values in found]

    async def value(self, statement: Select[Any]) -> Any:
        """The first column of the first row, None where there is no row."""
        found = await self._fetch(statement)
        return found[0][0] if found else None

    async def _fetch(self, statement: Select[Any], given: Mapping[str, Any] = NOTHING) -> list[asyncpg.Record]:
        text, values = self.compiler.prepare(statement, given)
        self.on_statement(text)
        try:
            return await self.connection.fetch(text, *values)
        except asyncpg.UndefinedTableError as error:
            raise NotServing from error


def unheard(_: str) -> None:
    """Tell nobody of a statement."""


@record
class Reading:
    """How a process reads, by the role of requests. `on_statement` hears every statement that a reader sends."""

    pool: Pool
    views: Views
    compiler: Compiler
    on_statement: Callable[[str], None] = unheard

    @asynccontextmanager
    async def of(self, tenant: UUID, scopes: Collection[str] | None = None) -> AsyncIterator[Reader]:
        """Of these scopes alone; None: of all."""
        opening = OPEN.format(
            tenant=UUID(str(tenant)),
            scopes="*" if scopes is None else ",".join(sorted(scopes)).replace("'", "''"),
            service=self.views.service,
            fingerprint=self.views.fingerprint,
        )
        async with transaction(self.pool, opening) as connection:
            yield Reader(connection=connection, compiler=self.compiler, on_statement=self.on_statement)
