"""Observations of a live system: rows of a file taken, plan versus actual asked of them, and the disk they lie on.

Lines of CSV go through reading, deciding, the hash chain and the projector into the rows that dashboards read. Another
tenant has a tenth of them, and both are asked in turn. The limits are COPY of the same lines into a plain table with a
key, and one statement over its index. `FAIRWAY_BENCH_OBSERVATIONS` says how many there are, such as 10000000.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import islice
from statistics import median
from time import perf_counter
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from gateway.measurement.batches import batches
from gateway.measurement.delivery import Delivery
from gateway.measurement.formats import numbered_rows
from services.measurement.app import VIEWS
from services.measurement.contracts.series import SeriesWindowLine, series_windows_of
from services.measurement.domain.observations import OBSERVATIONS
from shared.events.tenants import Locale
from shared.eventstore.batching import Batched
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.as_of import LIVE
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Connection
from shared.projecting.positions import Positions
from shared.projecting.reading import Reading
from shared.projecting.runner import Projector
from shared.web.identity import Identity
from tests.bench.databases import as_role, fresh
from tests.bench.measure import Measure
from tests.bench.measured_series import HEADER, LIVE_ON, Sheet, around, defined
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import CLEO, NOW

SEVERAL = int(os.environ.get("FAIRWAY_BENCH_OBSERVATIONS", "200000"))
ROUNDS, PIECE = 41, 10_000
PASSWORD = "for-measuring-only"  # noqa: S105 - the roles of a throw-away database
COPY, QUERY, PLAIN = "COPY into a plain table", "one indexed statement", "a plain table"
TAKEN, SHOWN = "rows of a file, taken", "rows of a file, taken and shown"
ASKED, ASKED_OF_TENTH, TENFOLD, BYTES = (
    "plan versus actual",
    "plan versus actual, of a tenth",
    "plan versus actual, tenfold",
    "an observation on disk",
)
TABLE = """create table plain (
  series uuid, day date, key text, value numeric, "of" numeric, primary key (series, day, key))"""
IN_SQL = """select series, (day - $2::date) / 7, sum(value) / nullif(sum("of"), 0), count(*)
  from plain where series = any($1::uuid[]) group by 1, 2"""
SIZE = """select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and (c.relname = 'plain') = $1"""
REQUESTS, WORKERS = role_of("measurement"), role_of("measurement", worker=True)
ENGAGEMENTS = role_of("engagement")
ROLES = (REQUESTS, WORKERS, ENGAGEMENTS)


@record
class Bench:
    admin: Connection
    handler: Handler
    projector: Projector
    reading: Reading

    async def taken(self, sheet: Sheet) -> float:
        """Seconds."""
        identity = Identity(tenant=sheet.tenant, person=CLEO, issuer="bench", subject="cleo", expires_at=NOW)
        delivery = Delivery(
            send=self._send,
            new_id=uuid7,
            identity=identity,
            engagement_id=ENGAGEMENT,
            source="bench",
            told_in=Locale.EN,
        )
        start, several = perf_counter(), 0
        lines = iter((HEADER, *sheet.lines()))
        async for answered in delivery.answered(batches(numbered_rows(enumerate(lines, start=1), header=True))):
            several += sum(row.answer.code is None for row in answered.rows)
        if several != sheet.rows:
            raise ValueError(f"of {sheet.rows} rows {several} were taken")
        return perf_counter() - start

    async def shown(self) -> float:
        start = perf_counter()
        await self.projector.catch_up()
        return perf_counter() - start

    async def copied(self, sheet: Sheet) -> float:
        start = perf_counter()
        source = pieces(sheet.lines())
        await self.admin.copy_to_table("plain", source=source, format="csv")
        return perf_counter() - start

    async def asked(self, sheet: Sheet) -> list[tuple[SeriesWindowLine, ...]]:
        async with self.reading.of(sheet.tenant) as reader:
            return await series_windows_of(reader, LIVE, sheet.series, None)

    async def asked_in_sql(self, sheet: Sheet) -> object:
        return await self.admin.fetch(IN_SQL, sheet.series, LIVE_ON)

    async def _send(self, request: Request) -> Receipt:
        return await self.handler.handle(OBSERVATIONS, request)


async def pieces(lines: Iterator[str]) -> AsyncIterator[bytes]:
    while some := list(islice(lines, PIECE)):
        yield "".join(some).encode()


async def run(dsn: str, observations: int = SEVERAL) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    tenth, sheet = Sheet.of(UUID(int=3001), observations // 10), Sheet.of(UUID(int=3000), observations)
    async with fresh(dsn) as database:
        admin = await asyncpg.connect(database)
        await install(admin, kind=DatabaseKind.TEST, passwords=dict.fromkeys(ROLES, PASSWORD))
        await builds.install(admin, VIEWS, WORKERS)
        await admin.execute(TABLE)
        async with (
            await open_pool(as_role(database, REQUESTS, PASSWORD)) as requests,
            await open_pool(as_role(database, WORKERS, PASSWORD)) as workers,
        ):
            log = PostgresLog(requests)
            async with await open_pool(as_role(database, ENGAGEMENTS, PASSWORD)) as others:
                for each in (tenth, sheet):
                    await PostgresLog(others).append(each.tenant, list(around(each.tenant)))
                    await log.append(each.tenant, list(defined(each)))
            positions = Positions(workers, PostgresLog(workers), VIEWS)
            bench = Bench(
                admin=admin,
                handler=Handler(Batched(log), uuid7),
                projector=Projector(pool=workers, log=PostgresLog(workers), views=VIEWS, positions=positions),
                reading=Reading(pool=requests, views=VIEWS, compiler=Compiler()),
            )
            try:
                return await race(bench, tenth, sheet)
            finally:
                await admin.close()


async def race(bench: Bench, tenth: Sheet, sheet: Sheet) -> list[Measure]:
    for work in (bench.taken, bench.copied):
        await work(tenth)
    await bench.shown()
    copied, taken = await bench.copied(sheet), await bench.taken(sheet)
    shown = taken + await bench.shown()
    await bench.admin.execute("vacuum analyze")
    for each in (tenth, sheet):
        await check(bench, each)
    limit, of_tenth, ours = await in_turn(
        lambda: bench.asked_in_sql(sheet), lambda: bench.asked(tenth), lambda: bench.asked(sheet)
    )
    rows = tenth.rows + sheet.rows
    plain, stored = [float(await bench.admin.fetchval(SIZE, plain)) / rows for plain in (True, False)]
    return [
        Measure(name=COPY, value=sheet.rows / copied, unit="rows/s"),
        Measure(name=TAKEN, value=sheet.rows / taken, unit="rows/s", limit_name=COPY, ratio=copied / taken),
        Measure(name=SHOWN, value=sheet.rows / shown, unit="rows/s", limit_name=COPY, ratio=copied / shown),
        Measure(name=QUERY, value=limit, unit="ms"),
        Measure(name=ASKED_OF_TENTH, value=of_tenth, unit="ms"),
        Measure(name=ASKED, value=ours, unit="ms", limit_name=QUERY, ratio=ours / limit),
        Measure(name=TENFOLD, value=ours, unit="ms", limit_name=ASKED_OF_TENTH, ratio=ours / of_tenth),
        Measure(name=PLAIN, value=plain, unit="bytes"),
        Measure(name=BYTES, value=stored, unit="bytes", limit_name=PLAIN, ratio=stored / plain),
    ]


async def in_turn(*contestants: Callable[[], Awaitable[object]]) -> list[float]:
    """Milliseconds for one of each."""
    rounds = [[await milliseconds(each) for each in contestants] for _round in range(ROUNDS)]
    return [median(of_one) for of_one in zip(*rounds, strict=True)]


async def milliseconds(contestant: Callable[[], Awaitable[object]]) -> float:
    start = perf_counter()
    await contestant()
    return (perf_counter() - start) * 1_000


async def check(bench: Bench, sheet: Sheet) -> None:
    """What dashboards count is what the table holds."""
    counted = sum(each.observations for windows in await bench.asked(sheet) for each in windows)
    held = await bench.admin.fetchval("select count(*) from plain where series = any($1)", sheet.series)
    if counted != held:
        raise ValueError(f"dashboards count {counted} of {held} observations")
