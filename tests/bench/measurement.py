"""Observations of a live system: rows of files taken, the dashboard asked of them, and the disk they lie on.

Files of up to half a million lines of CSV go through reading, deciding, the hash chain and the projector into the rows
that dashboards read, and each row is answered. Another tenant has a tenth of them, and both are asked in turn: for plan
versus actual of all series, as the service answers it to a gateway, and for the go-live dashboard, as a gateway answers
it to a front end, by GraphQL over HTTP with its statements counted. The limits are COPY of the same files into a plain
table with a key, and one statement over its index. The disk is that of the log, of all views, and of the indexes of
both. `FAIRWAY_BENCH_OBSERVATIONS` says how many there are: 10000000, say.
"""

import os
from collections.abc import Awaitable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from time import perf_counter
from uuid import UUID

import asyncpg
import orjson
from uuid_utils.compat import uuid7

from gateway.measurement.batches import batches
from gateway.measurement.delivery import Delivery
from gateway.measurement.formats import ENCODING, rows
from gateway.measurement.telling import as_json_lines
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
from tests.bench import dashboard
from tests.bench.databases import as_role, fresh
from tests.bench.measure import Measure
from tests.bench.measured_series import LIVE_ON, Sheet, around, defined
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import CLEO, NOW

SEVERAL = int(os.environ.get("FAIRWAY_BENCH_OBSERVATIONS", "200000"))
ROUNDS, A_FILE = 101, 500_000
PASSWORD = "for-measuring-only"  # noqa: S105 - the roles of a throw-away database
COPY, QUERY, PLAIN = "COPY into a plain table", "one indexed statement", "a plain table"
TAKEN, SHOWN = "rows of a file, taken", "rows of a file, taken and shown"
ASKED, ASKED_OF_TENTH, TENFOLD, ASKED_P99 = (
    "plan versus actual",
    "plan versus actual, of a tenth",
    "plan versus actual, tenfold",
    "plan versus actual, p99",
)
MEMORY, MEMORY_OF_TENTH = "memory held at most", "memory held at most, of a tenth"
BYTES, IN_LOG, IN_VIEWS = (
    "an observation on disk",
    "an observation on disk, in the log",
    "an observation on disk, in views",
)
TABLE = """create table plain (
  series uuid, day date, key text, value numeric, "of" numeric, primary key (series, day, key))"""
IN_SQL = """select series, (day - $2::date) / 7, sum(value) / nullif(sum("of"), 0), count(*)
  from plain where series = any($1::uuid[]) group by 1, 2"""
SIZES = """select case when c.relname = 'plain' then 'plain' when n.nspname = 'es' then 'log' else 'views' end,
  sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') group by 1"""
REQUESTS, WORKERS = role_of("measurement"), role_of("measurement", worker=True)
ENGAGEMENTS = role_of("engagement")
ROLES = (REQUESTS, WORKERS, ENGAGEMENTS)


@record
class Bench:
    admin: Connection
    handler: Handler
    projector: Projector
    reading: Reading

    async def copied(self, file: Path) -> None:
        await self.admin.copy_to_table("plain", source=file, format="csv", header=True)

    async def taken(self, tenant: UUID, file: Path) -> None:
        delivery = Delivery(
            send=self._send,
            new_id=uuid7,
            identity=Identity(tenant=tenant, person=CLEO, issuer="bench", subject="cleo", expires_at=NOW),
            engagement_id=ENGAGEMENT,
            source="bench",
            told_in=Locale.EN,
        )
        with file.open(encoding=ENCODING, errors="surrogateescape") as lines:
            async for told in as_json_lines(delivery.answered(batches(rows(lines, header=True))), str):
                end = told
        done = orjson.loads(end)["done"]
        if done["taken"] != done["rows"]:
            raise ValueError(f"of {done['rows']} rows {done['taken']} were taken")

    async def asked(self, sheet: Sheet) -> list[tuple[SeriesWindowLine, ...]]:
        async with self.reading.of(sheet.tenant) as reader:
            return await series_windows_of(reader, LIVE, sheet.series, None)

    async def asked_in_sql(self, sheet: Sheet) -> object:
        return await self.admin.fetch(IN_SQL, sheet.series, LIVE_ON)

    async def _send(self, request: Request) -> Receipt:
        return await self.handler.handle(OBSERVATIONS, request)


@record
class Spent:
    """Seconds in which the files of a sheet were copied, taken, and shown after that."""

    copied: float
    taken: float
    shown: float


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
                found = await race(bench, tenth, sheet)
                limit = next(each for each in found if each.name == QUERY)
                return [*found, *await dashboard.latencies(database, PASSWORD, (tenth, sheet), limit)]
            finally:
                await admin.close()


async def race(bench: Bench, tenth: Sheet, sheet: Sheet) -> list[Measure]:
    await filled(bench, tenth)
    less = peak()
    spent = await filled(bench, sheet)
    most = peak()
    await bench.admin.execute("vacuum analyze")
    for each in (tenth, sheet):
        await check(bench, each)
    return [
        *rates(sheet, spent),
        *await latencies(bench, tenth, sheet),
        *await sizes(bench, tenth.rows + sheet.rows),
        Measure(name=MEMORY_OF_TENTH, value=less, unit="MiB"),
        Measure(name=MEMORY, value=most, unit="MiB", limit_name=MEMORY_OF_TENTH, ratio=most / less),
    ]


async def filled(bench: Bench, sheet: Sheet) -> Spent:
    """File by file in turn."""
    copied = taken = shown = 0.0
    for file in sheet.files(A_FILE):
        copied += await seconds(bench.copied(file))
        taken += await seconds(bench.taken(sheet.tenant, file))
        shown += await seconds(bench.projector.catch_up())
    return Spent(copied=copied, taken=taken, shown=shown)


def rates(sheet: Sheet, spent: Spent) -> list[Measure]:
    whole = spent.taken + spent.shown
    return [
        Measure(name=COPY, value=sheet.rows / spent.copied, unit="rows/s"),
        Measure(
            name=TAKEN, value=sheet.rows / spent.taken, unit="rows/s", limit_name=COPY, ratio=spent.copied / spent.taken
        ),
        Measure(name=SHOWN, value=sheet.rows / whole, unit="rows/s", limit_name=COPY, ratio=spent.copied / whole),
    ]


async def latencies(bench: Bench, tenth: Sheet, sheet: Sheet) -> list[Measure]:
    """In turn, but the statement over the plain table at every twentieth: it takes seconds where there are millions."""
    ours, of_tenth, limits = list[float](), list[float](), list[float]()
    for number in range(ROUNDS):
        of_tenth.append(await seconds(bench.asked(tenth)) * 1_000)
        ours.append(await seconds(bench.asked(sheet)) * 1_000)
        if number % 20 == 0:
            limits.append(await seconds(bench.asked_in_sql(sheet)) * 1_000)
    limit, less, value, slow = median(limits), median(of_tenth), median(ours), quantiles(ours, n=100)[98]
    return [
        Measure(name=QUERY, value=limit, unit="ms"),
        Measure(name=ASKED_OF_TENTH, value=less, unit="ms"),
        Measure(name=ASKED, value=value, unit="ms", limit_name=QUERY, ratio=value / limit),
        Measure(name=ASKED_P99, value=slow, unit="ms", limit_name=QUERY, ratio=slow / limit),
        Measure(name=TENFOLD, value=value, unit="ms", limit_name=ASKED_OF_TENTH, ratio=value / less),
    ]


async def sizes(bench: Bench, rows: int) -> list[Measure]:
    """With indexes."""
    found = {kind: float(size) / rows for kind, size in await bench.admin.fetch(SIZES)}
    plain, log, views = found["plain"], found["log"], found["views"]
    ours = ((BYTES, log + views), (IN_LOG, log), (IN_VIEWS, views))
    return [
        Measure(name=PLAIN, value=plain, unit="bytes"),
        *(Measure(name=name, value=size, unit="bytes", limit_name=PLAIN, ratio=size / plain) for name, size in ours),
    ]


async def seconds(work: Awaitable[object]) -> float:
    start = perf_counter()
    await work
    return perf_counter() - start


def peak() -> float:
    """MiB that this process has held at most."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


async def check(bench: Bench, sheet: Sheet) -> None:
    """What dashboards count is what the table holds."""
    counted = sum(each.observations for windows in await bench.asked(sheet) for each in windows)
    held = await bench.admin.fetchval("select count(*) from plain where series = any($1)", sheet.series)
    if counted != held:
        raise ValueError(f"dashboards count {counted} of {held} observations")
