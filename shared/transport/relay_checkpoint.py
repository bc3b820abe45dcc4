"""How far a topic is with a tenant's log: the row whose lock lets one relay at a time go on, from the very next event.

It lies in the log's own database: what restores one restores both, so neither can run ahead of the other.
"""

from collections.abc import Sequence
from typing import TypeAlias
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.kernel.record import record

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

LOCK = "select seq from ledger.relay_checkpoint where topic = $1 and tenant_id = $2 for update skip locked"
CREATE = "insert into ledger.relay_checkpoint (topic, tenant_id) values ($1, $2) on conflict do nothing"
MOVE = "update ledger.relay_checkpoint set seq = $3 where topic = $1 and tenant_id = $2"
PLACES = """
select t.topic, h.tenant_id, coalesce(c.seq, 0), h.seq
from unnest($1::text[]) t (topic) cross join es.heads() h
left join ledger.relay_checkpoint c on c.topic = t.topic and c.tenant_id = h.tenant_id
order by t.topic, h.tenant_id
"""
SET_BACK = """
with before as (
  select topic, tenant_id, seq from ledger.relay_checkpoint
  where topic = any($1) and ($2::uuid is null or tenant_id = $2) for update
)
update ledger.relay_checkpoint c set seq = $3 from before b
where c.topic = b.topic and c.tenant_id = b.tenant_id and b.seq > $3
returning c.topic, c.tenant_id, b.seq
"""


@record
class Place:
    """A topic has the tenant's events up to `seq`; the log reaches to `head`."""

    topic: str
    tenant: UUID
    seq: int
    head: int

    @property
    def lag(self) -> int:
        return max(self.head - self.seq, 0)


async def lock(connection: Connection, topic: str, tenant: UUID) -> int | None:
    """The last event that the topic has. None where another relay has the row, or where it was not created yet."""
    seq: int | None = await connection.fetchval(LOCK, topic, tenant)
    return seq


async def create(pool: Pool, topic: str, tenant: UUID) -> None:
    """A row that is not there cannot be locked, and two relays would both go on."""
    await pool.execute(CREATE, topic, tenant)


async def move(connection: Connection, topic: str, tenant: UUID, seq: int) -> None:
    await connection.execute(MOVE, topic, tenant, seq)


async def places(pool: Pool, topics: Sequence[str]) -> list[Place]:
    """Of every topic and every tenant, by these."""
    rows = await pool.fetch(PLACES, topics)
    return [Place(topic=row[0], tenant=row[1], seq=row[2], head=row[3]) for row in rows]


async def set_back(pool: Pool, topics: Sequence[str], tenant: UUID | None, seq: int) -> list[Place]:
    """Have what follows `seq` sent again, of one tenant or of all; gives what was further, as it was.

    Waits for the batches that are under way. A checkpoint that is not yet there stays: nothing is ever left out.
    """
    heads = {(place.topic, place.tenant): place.head for place in await places(pool, topics)}
    rows = await pool.fetch(SET_BACK, topics, tenant, seq)
    return [Place(topic=row[0], tenant=row[1], seq=row[2], head=heads[row[0], row[1]]) for row in rows]
