"""Appends of one tenant by many writers, against plain single-row inserts of the same payload.

Each attempt holds one event with an expected version and two conditions, as commands do; the whole path is used:
batching, dedupe, versions, conditions, hash chain, row-level security.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from shared.events.gaps import GapReopened
from shared.events.people import PersonErased, RoleRevoked
from shared.eventstore.batching import Batched
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.log import Appended, Attempt, Condition, NewEvent, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import engagement_scope, stream_scope
from shared.kernel.record import record
from tests.bench.measure import Measure

WRITERS = (1, 8, 32)
ROUNDS, SECONDS = 5, 1.0
PAYLOAD = b'{"detail":"' + b"x" * 160 + b'","gap_id":"018f3f7a-5e8b-7c1a-9d52-6f7f0c1f2a3b"}'
PASSWORD = "for-measuring-only"  # noqa: S105 - the role of a throw-away database

Append = Callable[[], Awaitable[None]]


@record
class Round:
    """What one round of a contestant gave."""

    rate: float
    p99: float


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
    await _prepare(dsn)
    rounds: dict[tuple[str, int], list[Round]] = {}
    for _ in range(ROUNDS):
        for writers in WRITERS:
            rounds.setdefault(("plain insert", writers), []).append(await plain(dsn, writers))
            rounds.setdefault(("append", writers), []).append(await fairway(dsn, writers))
    return [measure for writers in WRITERS for measure in _rows(rounds, writers)]


async def _prepare(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await install(connection, kind=DatabaseKind.TEST, passwords={role_of("engagement"): PASSWORD})
        await connection.execute("create table plain (id uuid primary key, data bytea not null)")
    finally:
        await connection.close()


async def plain(dsn: str, writers: int) -> Round:
    async def writer(connection: "asyncpg.Connection[asyncpg.Record]") -> Append:
        insert = await connection.prepare("insert into plain (id, data) values ($1, $2)")

        async def append() -> None:
            await insert.fetch(uuid7(), PAYLOAD)

        return append

    connections = await asyncio.gather(*(asyncpg.connect(dsn) for _ in range(writers)))
    try:
        return await _race([await writer(connection) for connection in connections])
    finally:
        for connection in connections:
            await connection.close()


async def fairway(dsn: str, writers: int) -> Round:
    parts = urlsplit(dsn)
    login = parts._replace(netloc=f"{role_of('engagement')}:{PASSWORD}@{parts.netloc.rpartition('@')[2]}")
    pool = await open_pool(urlunsplit(login), size=1)
    try:
        log, tenant, engagement = Batched(PostgresLog(pool)), uuid7(), uuid7()
        appends = [_writer(log, tenant, engagement) for _ in range(writers)]
        await asyncio.gather(*(append() for append in appends))  # connects and prepares, as the limit has
        return await _race(appends)
    finally:
        await pool.close()


def _writer(log: Batched, tenant: UUID, engagement: UUID) -> Append:
    stream, person = f"gap-{uuid7()}", uuid7()
    looked_at = (
        engagement_scope(engagement, GapReopened),
        stream_scope(f"people-{tenant}", RoleRevoked, PersonErased),
    )
    version = position = 0

    async def append() -> None:
        nonlocal version, position
        event = NewEvent(event_id=uuid7(), type="GapStarted", schema_version=1, data=PAYLOAD)
        attempt = Attempt(
            command_id=uuid7(),
            digest=PAYLOAD[:32],
            actor=person,
            writes=(Write(stream=stream, expected=version, engagement_id=engagement, events=(event,)),),
            conditions=tuple(Condition(scope=scope, since=position) for scope in looked_at),
        )
        (outcome,) = await log.append(tenant, [attempt])
        if not isinstance(outcome, Appended):
            raise TypeError(f"the bench has no rivals, yet: {outcome}")
        version, position = version + 1, outcome.last

    return append


async def _race(writers: Sequence[Append]) -> Round:
    waits: list[float] = []
    start = perf_counter()
    end = start + SECONDS

    async def keep_appending(append: Append) -> None:
        before = perf_counter()
        while before < end:
            await append()
            after = perf_counter()
            waits.append(after - before)
            before = after

    await asyncio.gather(*(keep_appending(append) for append in writers))
    return Round(rate=len(waits) / (perf_counter() - start), p99=quantiles(waits, n=100)[-1] * 1000)


def _rows(rounds: dict[tuple[str, int], list[Round]], writers: int) -> list[Measure]:
    limit = f"plain insert, {writers} writers"
    ours, theirs = rounds["append", writers], rounds["plain insert", writers]
    rate, limit_rate = (median(r.rate for r in side) for side in (ours, theirs))
    p99, limit_p99 = (median(r.p99 for r in side) for side in (ours, theirs))
    name = f"append, {writers} writers"
    return [
        Measure(name=limit, value=limit_rate, unit="events/s"),
        Measure(name=name, value=rate, unit="events/s", limit_name=limit, ratio=rate / limit_rate),
        Measure(name=f"{limit}, p99", value=limit_p99, unit="ms"),
        Measure(name=f"{name}, p99", value=p99, unit="ms", limit_name=f"{limit}, p99", ratio=p99 / limit_p99),
    ]
