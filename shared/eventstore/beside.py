"""What lies beside the hash chain and must agree with it: each tenant's head, and the leaf that is kept with an event.

Takes a superuser: to everybody else the events of a tenant that nobody named do not show.
"""

from collections.abc import Set as AbstractSet
from uuid import UUID

from asyncpg import Connection, Record

from shared.eventstore.log import Head
from shared.eventstore.verify import Fault, FaultKind

# From one tenant to the next in the primary key, so that it takes as long as there are tenants, not events.
HEADLESS = """
with recursive of_events (tenant_id) as (
  (select v.tenant_id from es.event v order by v.tenant_id limit 1)
  union all
  select (select v.tenant_id from es.event v where v.tenant_id > t.tenant_id order by v.tenant_id limit 1)
  from of_events t where t.tenant_id is not null
)
select t.tenant_id from of_events t
where t.tenant_id is not null
  and not exists (select from es.tenant_head h where h.tenant_id = t.tenant_id and h.seq > 0)
"""

END = """
select h.seq, es.microseconds(v.recorded_at) is distinct from h.last_at as other_time, (
    select n.seq from es.event n where n.tenant_id = h.tenant_id and n.seq > h.seq order by n.seq limit 1
  ) as surplus
from es.tenant_head h left join es.event v on v.tenant_id = h.tenant_id and v.seq = h.seq
where h.tenant_id = $1
"""

OTHER_LEAF = """
select min(v.seq) from (
  select e.seq, e.recorded_at, e.leaf, e.chain,
    lag(e.chain, 1, decode(repeat('00', 32), 'hex')) over (order by e.seq) as previous
  from es.event e where e.tenant_id = $1 and e.seq <= $2
) v
where v.chain <> es.link(v.previous, v.seq, es.microseconds(v.recorded_at), v.leaf)
"""


async def headless(connection: "Connection[Record]") -> AbstractSet[UUID]:
    """The tenants that have events and no head, or one that knows of none."""
    return {row["tenant_id"] for row in await connection.fetch(HEADLESS)}


async def beside_the_chain(connection: "Connection[Record]", tenant: UUID, head: Head) -> Fault | None:
    """The first fault beside a chain that holds up to `head`."""
    leaf = await connection.fetchval(OTHER_LEAF, tenant, head.seq)
    if leaf is not None:
        return Fault(seq=leaf, kind=FaultKind.OTHER_LEAF)
    end = await connection.fetchrow(END, tenant)
    if end is None:
        return Fault(seq=1, kind=FaultKind.NO_HEAD)
    if end["surplus"] is not None:
        return Fault(seq=end["surplus"], kind=FaultKind.SURPLUS)
    return Fault(seq=end["seq"], kind=FaultKind.OTHER_TIME) if end["other_time"] else None
