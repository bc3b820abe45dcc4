"""Scopes that wait: an event of theirs could not be folded, and all that followed it is left out until it can."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from shared.kernel.record import record
from shared.projecting.batch import Poisoned
from shared.projecting.connections import Connection

PARK = """
insert into parked (tenant_id, scope, seq, error) select $1, scope, seq, error
from unnest($2::text[], $3::bigint[], $4::text[]) as given (scope, seq, error)
on conflict (tenant_id, scope) do update set seq = excluded.seq, error = excluded.error, at = excluded.at
"""


@record
class Parked:
    """`scope` is an engagement's id or a stream's name; `error` names no person and quotes no data."""

    tenant: UUID
    scope: str
    seq: int
    error: str
    at: datetime


async def park(connection: Connection, tenant: UUID, poisoned: Collection[Poisoned]) -> None:
    await connection.execute(
        PARK, tenant, [each.scope for each in poisoned], [each.seq for each in poisoned], [e.error for e in poisoned]
    )


async def unpark(connection: Connection, tenant: UUID, scope: str) -> None:
    await connection.execute("delete from parked where tenant_id = $1 and scope = $2", tenant, scope)


async def parked_scopes(connection: Connection, tenant: UUID) -> list[str]:
    return [row[0] for row in await connection.fetch("select scope from parked where tenant_id = $1", tenant)]


async def all_parked(connection: Connection) -> list[Parked]:
    """Of all tenants, for operators: only the role that owns the views may see them."""
    rows = await connection.fetch("select tenant_id, scope, seq, error, at from parked order by tenant_id, scope")
    return [
        Parked(tenant=row["tenant_id"], scope=row["scope"], seq=row["seq"], error=row["error"], at=row["at"])
        for row in rows
    ]
