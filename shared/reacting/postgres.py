"""Where reactions and timers stand, in the service's own schema."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import asyncpg

from shared.kernel.reaction import Reaction
from shared.kernel.record import record
from shared.projecting.connections import Connection, Pool, transaction
from shared.projecting.projection import Projection
from shared.projecting.rows import maker
from shared.projecting.tables import live_rows
from shared.projecting.views import Views
from shared.reacting.checkpoints import ParkedEvent
from shared.reacting.standing import Place, Soonest
from shared.reacting.timers import TimerEntry

BEGIN = """
with new as (insert into reaction (name) values ($1) on conflict do nothing returning name)
insert into reaction_checkpoint (reaction, tenant_id, seq)
select new.name, head.tenant_id, head.seq from new cross join es.heads() head where not $2
"""
CREATE = "insert into reaction_checkpoint (reaction, tenant_id, seq) values ($1, $2, 0) on conflict do nothing"
LOCK = "select seq from reaction_checkpoint where reaction = $1 and tenant_id = $2 for update skip locked"
MOVE = "update reaction_checkpoint set seq = $3 where reaction = $1 and tenant_id = $2"
PARK = """
insert into reaction_parked (reaction, tenant_id, seq, error) values ($1, $2, $3, $4)
on conflict (reaction, tenant_id, seq) do update set error = excluded.error, at = excluded.at
"""
PARKED = "select reaction, tenant_id, seq, error from reaction_parked order by reaction, tenant_id, seq"

SERVING = """
begin read only; set local fairway.tenant = '{tenant}'; select set_config('search_path', schema, true)
from {service}.build where fingerprint = '{fingerprint}' and state = 'SERVING'
"""
SEEN = "select seq from checkpoint where tenant_id = $1"
SOONEST = """
with waiting as not materialized (
  select {columns} from {table} t
  where t.tenant_id = $1
  and not exists (select from unnest($2::text[], $3::text[], $4::bigint[]) as without (kind, key, set_seq)
    where without.kind = t.kind and without.key = t.key and without.set_seq = t.set_seq)
)
(select {columns} from waiting
where due_at = (select due_at from waiting where due_at is not null order by due_at limit 1)
order by kind, key limit $5)
union all
(select {columns} from waiting
where due_on = (select due_on from waiting where due_on is not null order by due_on limit 1)
order by kind, key limit $5)
"""


async def install(connection: Connection, service: str, worker: str) -> None:
    """After the service's views: in their schema, for the role that keeps them. Takes an administrator."""
    async with connection.transaction():
        await connection.execute(f"set local role {worker}; set local search_path = {service}")
        await connection.execute(Path(__file__).with_name("reacting.sql").read_text())


@record
class PostgresTurn:
    connection: Connection
    reaction: str
    tenant: UUID
    seq: int

    async def move(self, seq: int) -> None:
        await self.connection.execute(MOVE, self.reaction, self.tenant, seq)

    async def park(self, seq: int, error: str) -> None:
        await self.connection.execute(PARK, self.reaction, self.tenant, seq, error)


class PostgresCheckpoints:
    def __init__(self, pool: Pool, service: str) -> None:
        self._pool = pool
        self._opening = f"begin; set local search_path = {service}"
        self._created: set[tuple[str, UUID]] = set()

    async def begin(self, reactions: Sequence[Reaction]) -> None:
        async with transaction(self._pool, self._opening) as connection:
            for reaction in reactions:
                await connection.execute(BEGIN, reaction.name, reaction.past)

    @asynccontextmanager
    async def turn(self, reaction: str, tenant: UUID) -> AsyncIterator[PostgresTurn | None]:
        await self._create(reaction, tenant)
        async with transaction(self._pool, self._opening) as connection:
            seq = await connection.fetchval(LOCK, reaction, tenant)
            yield (
                None if seq is None else PostgresTurn(connection=connection, reaction=reaction, tenant=tenant, seq=seq)
            )

    async def _create(self, reaction: str, tenant: UUID) -> None:
        """A row that is not there cannot be locked, and two processes would both go on."""
        if (reaction, tenant) not in self._created:
            async with transaction(self._pool, self._opening) as connection:
                await connection.execute(CREATE, reaction, tenant)
            self._created.add((reaction, tenant))

    async def parked(self) -> Sequence[ParkedEvent]:
        async with transaction(self._pool, self._opening) as connection:
            rows = await connection.fetch(PARKED)
        return [ParkedEvent(reaction=row[0], tenant=row[1], seq=row[2], error=row[3]) for row in rows]


class PostgresStanding:
    """The rows of the build that serves. While none does, nothing is due yet."""

    def __init__(self, pool: Pool, views: Views, projection: Projection[TimerEntry]) -> None:
        self._pool = pool
        self._views = views
        table = live_rows(projection)
        names = tuple(table.columns.keys())
        self._made = maker(TimerEntry, names)
        self._soonest = SOONEST.format(columns=", ".join(names), table=table.name)

    async def soonest(self, tenant: UUID, without: Collection[Place], limit: int) -> Soonest | None:
        opening = SERVING.format(
            tenant=UUID(str(tenant)), service=self._views.service, fingerprint=self._views.fingerprint
        )
        kinds, keys, seqs = [[each[part] for each in without] for part in range(3)]
        try:
            async with transaction(self._pool, opening) as connection:
                seq = await connection.fetchval(SEEN, tenant)
                rows = await connection.fetch(self._soonest, tenant, kinds, keys, seqs, limit)
        except asyncpg.UndefinedTableError:
            return None
        return Soonest(seq=seq or 0, rows=tuple(map(self._made, rows)))
