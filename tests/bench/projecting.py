"""Filling two real read models with all their past, against the same rows made by SQL statements.

The projector works through all tenants in batches of 1,000. The rebuild includes the chain check, the comparison with
the serving build and the change over. The SQL statements check no chain and are run by a superuser, over all tenants
at once, into tables with the same indexes: once the live rows alone, which is the harder limit and less work than a
rebuild does, and once with every row version, which is the same work.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from decimal import Decimal
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid5

import asyncpg
from uuid_utils.compat import uuid7

from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from shared.events.gaps import (
    Cause,
    Evidence,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapKind,
    GapOpened,
    GapOwnerAssigned,
    GapResolved,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.eventstore.codec import encode
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.log import Attempt, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.connections import Connection, Pool
from shared.projecting.positions import Positions
from shared.projecting.rebuild import rebuild
from shared.projecting.runner import Projector
from shared.projecting.tables import tables
from shared.projecting.views import Views
from tests.bench.measure import Measure
from tests.bench.projecting_in_sql import DIFFERING, LIVE_MOVES, LIVE_REGISTER, REGISTER_WITH_PAST

TENANTS, GAPS_EACH, AT_ONCE, EVENTS_PER_GAP = 4, 2_000, 40, 7
ROUNDS = 3
LIVE, WITH_PAST = "the same live rows in SQL", "the same live and past rows in SQL"
PASSWORD = "for-measuring-only"  # noqa: S105 - the roles of a throw-away database

REQUESTS, WORKERS = role_of("engagement"), role_of("engagement", worker=True)
VIEWS = Views(service="engagement", projections=(GAP_REGISTER, GAP_MOVES), readers=REQUESTS)
REGISTER, MOVES = (f"{each.name}_v{each.version}" for each in (GAP_REGISTER, GAP_MOVES))
STORED = {REGISTER: "gap_register", f"{REGISTER}_past": "gap_register_past", MOVES: "gap_moves"}
NO_VIEWS = Views(service="engagement", projections=(), readers=REQUESTS)


def life(gap: UUID, engagement: UUID) -> Iterator[GapEvent]:
    """A gap from its opening to its verification."""
    ana, bo = uuid5(gap, "ana"), uuid5(gap, "bo")
    yield GapOpened(
        gap_id=gap,
        engagement_id=engagement,
        title="Access reviews are not recorded",
        detail="The pilot ran on a shared account; production needs named ones, reviewed every quarter by the owner.",
        kind=GapKind.GOVERNANCE,
        cause=Cause.GOVERNANCE_DEFERRED,
        severity=Severity.MAJOR,
    )
    yield GapOwnerAssigned(gap_id=gap, owner=ana)
    yield GapEstimated(gap_id=gap, low=Decimal("1.5"), likely=Decimal(3), high=Decimal(8))
    yield GapDueDateSet(gap_id=gap, due=date(2026, 4, 1))
    yield GapStarted(gap_id=gap)
    yield GapResolved(
        gap_id=gap, evidence=Evidence(digest="ab" * 32, link="https://example.com/review", note="minutes"), resolver=ana
    )
    yield GapVerified(gap_id=gap, verifier=bo)


def history(tenant: UUID) -> Iterator[tuple[UUID, UUID, int, GapEvent]]:
    """Gap, engagement, version and event: a few dozen gaps are always under way at the same time."""
    for first in range(0, GAPS_EACH, AT_ONCE):
        gaps = [uuid5(tenant, str(number)) for number in range(first, first + AT_ONCE)]
        engagement = uuid5(tenant, f"engagement {first // 200}")
        lives = [list(life(gap, engagement)) for gap in gaps]
        for version, events in enumerate(zip(*lives, strict=True)):
            yield from ((gap, engagement, version, event) for gap, event in zip(gaps, events, strict=True))


def attempts(tenant: UUID) -> Iterator[Attempt]:
    for number, (gap, engagement, version, event) in enumerate(history(tenant)):
        yield Attempt(
            command_id=uuid5(tenant, f"command {number}"),
            digest=bytes(32),
            actor=uuid5(tenant, "ana"),
            writes=(
                Write(
                    stream=f"gap-{gap}",
                    expected=version,
                    engagement_id=engagement,
                    events=(encode(event, uuid5(tenant, f"event {number}")),),
                ),
            ),
        )


@record
class Bench:
    """A database with a history in it, seen by its administrator and by the views' worker."""

    admin: Connection
    workers: Pool
    log: PostgresLog

    async def live_in_sql(self) -> None:
        await self._empty("gap_register", "gap_moves")
        await self.admin.execute(LIVE_REGISTER)
        await self.admin.execute(LIVE_MOVES)

    async def all_in_sql(self) -> None:
        await self._empty("gap_register", "gap_register_past", "gap_moves")
        columns = [column.name for column in tables(GAP_REGISTER).live.columns]
        await self.admin.execute(REGISTER_WITH_PAST.format(columns=", ".join(columns)))
        await self.admin.execute(LIVE_MOVES)

    async def projector(self) -> None:
        await builds.retire_others(self.workers, NO_VIEWS)
        positions = Positions(self.workers, self.log, VIEWS)
        await Projector(pool=self.workers, log=self.log, views=VIEWS, positions=positions).catch_up()

    async def rebuild(self) -> None:
        report = await rebuild(self.workers, self.log, VIEWS)
        if not report.flipped:
            raise RuntimeError(f"the rebuild differs: {report.comparison}")

    async def check(self) -> None:
        """What SQL made is what was folded, so that both did the same work."""
        schema = (await builds.current(self.workers, VIEWS)).schema
        for table, made in STORED.items():
            if await self.admin.fetchval(DIFFERING.format(schema=schema, table=table, made=f"{made}_in_sql")):
                raise RuntimeError(f"{table} was not made the same in SQL")

    async def _empty(self, *made: str) -> None:
        schema = (await builds.current(self.workers, VIEWS)).schema
        for table, name in STORED.items():
            if name in made:
                await self.admin.execute(f"drop table if exists {name}_in_sql")
                await self.admin.execute(f"create table {name}_in_sql (like {schema}.{table} including indexes)")


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    name = f"fairway_bench_{uuid7().hex}"
    superuser = await asyncpg.connect(dsn)
    try:
        await superuser.execute(f'create database "{name}"')
        try:
            return await _measure(urlunsplit(urlsplit(dsn)._replace(path=f"/{name}")))
        finally:
            await superuser.execute(f'drop database "{name}" with (force)')
    finally:
        await superuser.close()


async def _measure(dsn: str) -> list[Measure]:
    admin = await asyncpg.connect(dsn)
    await install(admin, kind=DatabaseKind.TEST, passwords=dict.fromkeys((REQUESTS, WORKERS), PASSWORD))
    await builds.install(admin, VIEWS, WORKERS)
    workers = await open_pool(_as(dsn, WORKERS))
    requests = await open_pool(_as(dsn, REQUESTS))
    try:
        await _fill(PostgresLog(requests))
        await admin.execute("vacuum analyze")
        return await _race(Bench(admin=admin, workers=workers, log=PostgresLog(workers)))
    finally:
        await requests.close()
        await workers.close()
        await admin.close()


async def _race(bench: Bench) -> list[Measure]:
    contestants: dict[str, Callable[[], Awaitable[None]]] = {
        "projector": bench.projector,
        "rebuild": bench.rebuild,
        LIVE: bench.live_in_sql,
        WITH_PAST: bench.all_in_sql,
    }
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, contestant in contestants.items():
            rates[name].append(await _rate(contestant))
        await bench.check()
    return [
        *(Measure(name=limit, value=median(rates[limit]), unit="events/s") for limit in (LIVE, WITH_PAST)),
        *(_measured(rates, name, limit) for name in ("projector", "rebuild") for limit in (LIVE, WITH_PAST)),
    ]


def _measured(rates: dict[str, list[float]], name: str, limit: str) -> Measure:
    ratio = median(ours / theirs for ours, theirs in zip(rates[name], rates[limit], strict=True))
    value = median(rates[name])
    return Measure(name=f"{name}, live and past rows", value=value, unit="events/s", limit_name=limit, ratio=ratio)


async def _rate(contestant: Callable[[], Awaitable[None]]) -> float:
    start = perf_counter()
    await contestant()
    return TENANTS * GAPS_EACH * EVENTS_PER_GAP / (perf_counter() - start)


async def _fill(log: PostgresLog) -> None:
    for number in range(TENANTS):
        tenant = UUID(int=1000 + number)
        wanted = list(attempts(tenant))
        for start in range(0, len(wanted), 1_000):
            await log.append(tenant, wanted[start : start + 1_000])


def _as(dsn: str, role: str) -> str:
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(netloc=f"{role}:{PASSWORD}@{parts.netloc.rpartition('@')[2]}"))
