"""What `fairway verify` does: recompute the hash chain over a tenant's log, or over those of all."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

from rich.console import Console

from cli.counting import counting
from cli.databases import database_of, pool_as
from cli.failures import Failure, Unusable
from services.engagement.app import NAME
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
}


class Altered(Failure):
    """A log is not what was recorded."""


async def verify(tenant: UUID | None, settings: Settings, console: Console) -> None:
    """Of a tenant, or of all: how many events there are and the hash of the last, or the first fault."""
    async with database_of(settings) as address, pool_as(role_of(NAME, worker=True), address) as pool:
        log = PostgresLog(pool)
        heads = await log.heads()
        if tenant is not None and tenant not in heads:
            raise Unusable(f"There is no tenant {tenant} here.")
        if not heads:
            console.print("There is no tenant here yet, so there is nothing to verify.")
        faults = [await verified(log, each, console) for each in sorted(heads) if tenant in {None, each}]
    if any(faults):
        raise Altered("The log was altered.")


async def verified(log: Log, tenant: UUID, console: Console) -> Fault | None:
    head = await log.head(tenant)
    with counting(console, f"Tenant {tenant}") as count:
        fault = await verify_stream(tenant, entries(log, tenant, head, count), head)
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
