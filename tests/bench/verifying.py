"""Verifying a tenant's hash chain, event by event from the first, against reading the same rows from the database.

14,000 events of a tenant, in pages of 5,000, in one process; the limit reads the pages and does nothing with them.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from statistics import median
from time import perf_counter
from uuid import UUID

import asyncpg

from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.log import Entry
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.eventstore.verify import verify_stream
from shared.kernel.record import record
from shared.projecting.connections import Pool
from tests.bench.databases import as_role, fresh
from tests.bench.measure import Measure
from tests.bench.projecting import attempts

ROUNDS, PAGE, AT_ONCE = 7, 5_000, 1_000
PASSWORD = "for-measuring-only"  # noqa: S105 - the role of a throw-away database
TENANT = UUID(int=1000)
LIMIT = "reading the same rows"


@record
class Bench:
    """A log with a history in it, and the connections to it."""

    pool: Pool
    log: PostgresLog

    async def read(self) -> int:
        seq = 0
        while rows := await self.pool.fetch("select * from es.after($1, $2, $3)", TENANT, seq, PAGE):
            seq = rows[-1]["seq"]
        return seq

    async def verify(self) -> int:
        head = await self.log.head(TENANT)
        if fault := await verify_stream(TENANT, self._entries(), head):
            raise ValueError(f"the log of the bench is broken: {fault}")
        return head.seq

    async def _entries(self) -> AsyncIterator[Entry]:
        seq = 0
        while page := await self.log.after(TENANT, seq, PAGE):
            for entry in page:
                yield entry
            seq = page[-1].seq


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    async with fresh(dsn) as database:
        administrator = await asyncpg.connect(database)
        role = role_of("engagement")
        await install(administrator, kind=DatabaseKind.TEST, passwords={role: PASSWORD})
        async with await open_pool(as_role(database, role, PASSWORD)) as pool:
            bench = Bench(pool=pool, log=PostgresLog(pool))
            wanted = list(attempts(TENANT))
            for start in range(0, len(wanted), AT_ONCE):
                await bench.log.append(TENANT, wanted[start : start + AT_ONCE])
            await administrator.execute("vacuum analyze")
            await administrator.close()
            return await _race(bench)


async def _race(bench: Bench) -> list[Measure]:
    await bench.read()
    reads, verifications = [], []
    for _ in range(ROUNDS):
        reads.append(await _rate(bench.read))
        verifications.append(await _rate(bench.verify))
    ratio = median(ours / theirs for ours, theirs in zip(verifications, reads, strict=True))
    return [
        Measure(name=LIMIT, value=median(reads), unit="events/s"),
        Measure(name="verify chain", value=median(verifications), unit="events/s", limit_name=LIMIT, ratio=ratio),
    ]


async def _rate(contestant: Callable[[], Awaitable[int]]) -> float:
    start = perf_counter()
    events = await contestant()
    return events / (perf_counter() - start)
