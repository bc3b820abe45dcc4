"""How far the views of a tenant are: the row whose lock lets one worker at a time go on, from the very next event."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.projecting.builds import Build, State
from shared.projecting.connections import Connection, Pool, begun, carried_out, transaction
from shared.projecting.failures import HistoryDiverged


class BuildRetired(Exception):
    """Another build serves now."""


@record
class Checkpoint:
    """The last event that the views show, and the hash chain up to it: the views are a witness of the log."""

    seq: int
    chain: bytes

    def check(self, again: Sequence[Entry]) -> Sequence[Entry]:
        """The entries that follow. `again` begins with the last one known, if there is one. Raises HistoryDiverged."""
        if self.seq == 0:
            return _linked(0, GENESIS, again)
        if not again or again[0].seq != self.seq:
            raise HistoryDiverged(f"the log ends before event {self.seq}")
        if again[0].chain != self.chain:
            raise HistoryDiverged(f"event {self.seq} is not the one that was seen before")
        return _linked(self.seq, self.chain, again[1:])


LOCK = """
select c.seq, c.chain, b.state from checkpoint c, build b
where c.tenant_id = $1 and b.fingerprint = $2 and b.number = $3 for update of c
"""

GO_ON = """
{opening};
update checkpoint set seq = {last.seq}, chain = '\\x{chain}' where tenant_id = (
  select c.tenant_id from checkpoint c, build b
  where c.tenant_id = '{tenant}' and c.seq = {start.seq} and c.chain = '\\x{known}'
    and b.fingerprint = '{build.fingerprint}' and b.number = {build.number} and b.state <> 'RETIRED'
  for update of c skip locked)
"""

MOVED = "UPDATE 1"
START = Checkpoint(seq=0, chain=GENESIS)


def working(build: Build, service: str, tenant: UUID) -> str:
    """What opens a worker's transaction on one tenant's views."""
    return f"begin; {_within(build, service, tenant)}"


def of(entry: Entry) -> Checkpoint:
    """That of views which show the event, and all before it."""
    return Checkpoint(seq=entry.seq, chain=entry.chain)


def _within(build: Build, service: str, tenant: UUID) -> str:
    return f"set local search_path = {build.schema}, {service}; set local fairway.tenant = '{UUID(str(tenant))}'"


async def create(pool: Pool, build: Build, service: str, tenant: UUID) -> None:
    """A row that is not there cannot be locked, and two workers would both go on."""
    async with transaction(pool, working(build, service, tenant)) as connection:
        await connection.execute(
            "insert into checkpoint (tenant_id, seq, chain) values ($1, $2, $3) on conflict do nothing",
            *(tenant, START.seq, START.chain),
        )


async def lock(connection: Connection, build: Build, tenant: UUID, *, wait: bool = False) -> Checkpoint | None:
    """None where another worker has it, or where it was not created yet."""
    row = await connection.fetchrow(
        LOCK if wait else LOCK + " skip locked",
        *(tenant, build.fingerprint, build.number),
    )
    if row is None:
        return None
    if row["state"] == State.RETIRED:
        raise BuildRetired
    return Checkpoint(seq=row["seq"], chain=row["chain"])


async def move(connection: Connection, tenant: UUID, last: Entry) -> None:
    await connection.execute(
        "update checkpoint set seq = $2, chain = $3 where tenant_id = $1", tenant, last.seq, last.chain
    )


@record
class Step:
    """From just there to an event further on, for the views of one build of a service."""

    build: Build
    service: str
    tenant: UUID
    start: Checkpoint
    end: Checkpoint

    def statements(self) -> str:
        """Move the checkpoint, unless somebody else did or is about to, or another build serves now."""
        return GO_ON.format(
            opening=_within(self.build, self.service, self.tenant),
            build=self.build,
            tenant=self.tenant,
            start=self.start,
            known=self.start.chain.hex(),
            last=self.end,
            chain=self.end.chain.hex(),
        )


async def go_past(pool: Pool, step: Step) -> bool:
    """Of what lies between nothing is shown. False: it is not for this worker to go on."""
    return await carried_out(pool, step.statements()) == MOVED


@asynccontextmanager
async def going_on(pool: Pool, step: Step) -> "AsyncIterator[Connection | None]":
    """A transaction that has taken the step, in one round trip. None: it is not for this worker to go on."""
    async with begun(pool, f"begin; {step.statements()}") as (connection, done):
        yield connection if done == MOVED else None


def _linked(seq: int, chain: bytes, entries: Sequence[Entry]) -> Sequence[Entry]:
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            raise HistoryDiverged(f"event {seq} is missing: {entry.seq} came in its place")
        chain = link(chain, seq, entry.recorded_at, leaf(entry))
        if entry.chain != chain:
            raise HistoryDiverged(f"event {seq} does not continue the chain")
    return entries
