"""What `fairway verify` does: recompute the hash chain over a tenant's log, or over those of all."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

from asyncpg import Connection, Record
from rich.console import Console

from cli.counting import counting
from cli.databases import database_of, pool_as, superuser_of
from cli.failures import Failure, Unusable
from services.engagement.app import NAME
from shared.eventstore.beside import beside_the_chain, headless
from shared.eventstore.install import role_of
from shared.eventstore.log import Entry, Head, Log
from shared.eventstore.postgres import PostgresLog
from shared.eventstore.verify import Fault, FaultKind, verify_stream
from shared.settings import Settings

PAGE = 1_000

SENTENCES = {
    FaultKind.MISSING: "it is missing",
    FaultKind.OUT_OF_ORDER: "it comes out of order",
    FaultKind.OTHER_TENANT: "it belongs to another tenant",
    FaultKind.BROKEN: "its content, time or link is not what the chain says",
    FaultKind.SURPLUS: "the log ended before it",
    FaultKind.OTHER_HEAD: "all links hold, and yet the chain does not end as recorded",
    FaultKind.OTHER_LEAF: "the leaf beside it is not what the chain was made of",
    FaultKind.OTHER_TIME: "the head says another time for it",
    FaultKind.NO_HEAD: "there are events, and no head says where they end",
}


class Altered(Failure):
    """A log is not what was recorded."""


async def verify(tenant: UUID | None, settings: Settings, console: Console) -> None:
    """Of a tenant, or of all: how many events there are and the hash of the last, or the first fault."""
    async with (
        database_of(settings) as address,
        pool_as(role_of(NAME, worker=True), address) as pool,
        superuser_of(address) as connection,
    ):
        log = PostgresLog(pool)
        tenants = (await log.heads()).keys() | await headless(connection)
        if tenant is not None and tenant not in tenants:
            raise Unusable(f"There is no tenant {tenant} here.")
        if not tenants:
            console.print("There is no tenant here yet, so there is nothing to verify.")
        wanted = [each for each in sorted(tenants) if tenant in {None, each}]
        faults = [await verified(log, connection, each, console) for each in wanted]
    if any(faults):
        raise Altered("The log was altered.")


async def verified(log: Log, connection: "Connection[Record]", tenant: UUID, console: Console) -> Fault | None:
    head = await log.head(tenant)
    with counting(console, f"Tenant {tenant}") as count:
        fault = await verify_stream(tenant, entries(log, tenant, head, count), head)
        fault = fault or await beside_the_chain(connection, tenant, head)
    if fault is None:
        console.print(f"{tenant}  {head.seq} events, {head.chain.hex()}", highlight=False)
    else:
        console.print(f"{tenant}  event {fault.seq} of {head.seq}: {SENTENCES[fault.kind]}", highlight=False)
    return fault


async def entries(log: Log, tenant: UUID, head: Head, count: Callable[[int, int], None]) -> AsyncIterator[Entry]:
    """All events up to the head; what was appended since is not looked at."""
    seq, page = 0, await log.after(tenant, 0, PAGE)
    while page:
        for entry in page:
            if entry.seq > head.seq:
                return
            yield entry
        seq = page[-1].seq
        count(seq, head.seq)
        page = await log.after(tenant, seq, PAGE)
