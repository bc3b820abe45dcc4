"""What a question reads grows with its answer, not with the log: no scan, and only the rows that it needs.

Read from the counters of the very statements that ran, in the session whose plans were made while the log was empty.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from asyncpg import Pool, Record
from asyncpg.pool import PoolConnectionProxy
from uuid_utils.compat import uuid7

from shared.eventstore.arrays import APPEND, arguments
from shared.eventstore.log import Appended
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Reach, Scope, engagement_scope, stream_scope
from shared.kernel.record import record
from tests.attempts import attempt, unchanged, write
from tests.conftest import FreshDatabase

STREAMS, VERSIONS, SMALL = 50, 60, 10
EVENTS = STREAMS * VERSIONS
Ask = Callable[["PoolConnectionProxy[Record]", UUID], Awaitable[object]]


@record
class Read:
    """Rows of the log that a statement read, and whether it went through a whole table for them."""

    rows: int
    scans: int


@pytest_asyncio.fixture(scope="module", params=["never analysed", "analysed"])
async def filled(
    request: pytest.FixtureRequest, fresh_database: FreshDatabase
) -> "AsyncIterator[tuple[Pool[Record], UUID]]":
    """A pool of one connection that filled the log, and the tenant whose log is long."""
    async with fresh_database() as database:
        pool = await open_pool(database.dsn("engagement"), size=1)
        tenant = uuid7()
        log = PostgresLog(pool)
        for version in range(VERSIONS):
            streams = [write(f"gap-{n}", expected=version, engagement_id=UUID(int=n)) for n in range(STREAMS)]
            await log.append(tenant, [attempt(each, conditions=()) for each in streams])
            await log.append(tenant, [attempt(conditions=(unchanged(stream_scope("gap-0"), 10**6),))])
            await log.append(uuid7(), [attempt(write("gap-0"))])
            for ask in QUESTIONS.values():
                async with pool.acquire() as connection, connection.transaction():
                    await ask(connection, tenant)
        if request.param == "analysed":
            superuser = await asyncpg.connect(database.superuser)
            await superuser.execute("vacuum analyze es.event, es.command, es.tenant_head")
            await superuser.close()
        yield pool, tenant
        await pool.close()


def asking(statement: str, *values: object) -> Ask:
    async def ask(connection: "PoolConnectionProxy[Record]", tenant: UUID) -> object:
        return await connection.fetch(statement, tenant, *values)

    return ask


def appending(scope: Scope, since: int) -> Ask:
    """An attempt that conflicts, so that it leaves nothing, with a condition that holds."""

    async def ask(connection: "PoolConnectionProxy[Record]", tenant: UUID) -> object:
        asked = attempt(write("gap-1", expected=10**6), conditions=(unchanged(scope, since),))
        return await connection.fetch(APPEND, *arguments(tenant, [asked, asked]))

    return ask


LOOK = "select * from es.look($1, $2, $3, $4, $5, $6)"
WITHIN = "select * from es.within($1, $2, $3, $4, $5, $6, $7)"
QUESTIONS: dict[str, Ask] = {
    "the next events": asking("select * from es.after($1, $2, $3)", EVENTS - 5, SMALL),
    "the first events": asking("select * from es.after($1, $2, $3)", 0, SMALL),
    "the head": asking("select * from es.head($1)"),
    "a moment": asking("select es.position_at($1, now())"),
    "the end of a stream": asking(LOOK, UUID(int=1), ["stream"], ["gap-7"], ["GapOpened"], [EVENTS]),
    "an engagement of late": asking(LOOK, UUID(int=1), ["engagement"], [str(UUID(int=7))], [""], [EVENTS - 100]),
    "the tenant of late": asking(LOOK, UUID(int=1), ["tenant"], [""], [""], [EVENTS - 5]),
    "an engagement, a page": asking(WITHIN, "engagement", str(UUID(int=7)), "", 0, EVENTS, SMALL),
    "a stream, a page": asking(WITHIN, "stream", "gap-7", "", 0, EVENTS, SMALL),
    "an append on a stream": appending(stream_scope("gap-9"), EVENTS),
    "an append on an engagement": appending(engagement_scope(UUID(int=9)), EVENTS - 100),
    "an append on the tenant": appending(Scope(reach=Reach.TENANT), EVENTS - 5),
}
WHOLE_STREAMS: dict[str, Ask] = {
    "a stream": asking(LOOK, UUID(int=1), ["stream"], ["gap-7"], [""], [0]),
    "an engagement": asking(LOOK, UUID(int=1), ["engagement"], [str(UUID(int=7))], [""], [0]),
    "overlapping": asking(LOOK, UUID(int=1), ["engagement", "stream"], [str(UUID(int=7)), "gap-7"], ["", ""], [0, 0]),
    "a range of a stream": asking(WITHIN, "stream", "gap-7", "", EVENTS // 2, EVENTS, SMALL),
}


async def cost(pool: "Pool[Record]", tenant: UUID, ask: Ask) -> Read:
    async with pool.acquire() as connection, connection.transaction():
        before = await _counters(connection)
        await ask(connection, tenant)
        after = await _counters(connection)
    return Read(rows=after.rows - before.rows, scans=after.scans - before.scans)


async def _counters(connection: "PoolConnectionProxy[Record]") -> Read:
    row = await connection.fetchrow("""
        select coalesce(sum(idx_tup_fetch), 0)::int, coalesce(sum(seq_scan), 0)::int
        from pg_stat_xact_user_tables where schemaname = 'es' and relname <> 'database' and relname <> 'category'
    """)
    assert row is not None
    return Read(rows=row[0], scans=row[1])


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_question_reads_a_handful_of_rows(filled: "tuple[Pool[Record], UUID]", question: str) -> None:
    pool, tenant = filled
    read = await cost(pool, tenant, QUESTIONS[question])
    assert read.scans == 0
    assert read.rows <= 2 * SMALL + 5


@pytest.mark.parametrize("question", WHOLE_STREAMS)
async def test_a_scope_read_as_a_whole_reads_itself_alone(filled: "tuple[Pool[Record], UUID]", question: str) -> None:
    pool, tenant = filled
    read = await cost(pool, tenant, WHOLE_STREAMS[question])
    assert read.scans == 0
    assert read.rows <= 2 * VERSIONS + 5


async def test_many_appends_in_one_call_read_a_few_rows_each(filled: "tuple[Pool[Record], UUID]") -> None:
    pool, tenant = filled

    async def ask(connection: "PoolConnectionProxy[Record]", tenant: UUID) -> object:
        scope = stream_scope("gap-3")
        attempts = [
            attempt(write(f"gap-{n}", expected=10**6), conditions=(unchanged(scope, EVENTS),)) for n in range(STREAMS)
        ]
        return await connection.fetch(APPEND, *arguments(tenant, attempts))

    read = await cost(pool, tenant, ask)
    assert read.scans == 0
    assert read.rows <= 2 * STREAMS + 5


async def test_the_questions_above_were_answered(filled: "tuple[Pool[Record], UUID]") -> None:
    pool, tenant = filled
    log = PostgresLog(pool)
    assert [entry.seq for entry in await log.after(tenant, EVENTS - 5, SMALL)] == list(range(EVENTS - 4, EVENTS + 1))
    assert len(await log.within(tenant, stream_scope("gap-7"), 0, EVENTS, 10**6)) == VERSIONS
    (outcome,) = await log.append(tenant, [attempt(conditions=(unchanged(engagement_scope(UUID(int=9)), EVENTS),))])
    assert isinstance(outcome, Appended)
