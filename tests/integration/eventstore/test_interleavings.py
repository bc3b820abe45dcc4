"""Two at once, step by step: what is held, rolled back, killed or cut off leaves neither holes nor doubles."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
import pytest_asyncio
from asyncpg import Connection, PostgresError, Record

from shared.eventstore.arrays import APPEND, arguments
from shared.eventstore.batching import Batched
from shared.eventstore.log import Appended, Attempt, ConditionFailed, Log, Look, Outcome, OutcomeUnknown, WrongVersion
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Reach, Scope, stream_scope
from tests.attempts import attempt, unchanged, write
from tests.database import Database
from tests.integration.eventstore.wire import Wire, cut_wire

TENANT_SCOPE = Scope(reach=Reach.TENANT)


async def append_in(connection: "Connection[Record]", tenant: UUID, *attempts: Attempt) -> None:
    await connection.execute(APPEND, *arguments(tenant, attempts))


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while True:
            if await condition():
                return


async def underway(
    superuser: "Connection[Record]", log: Log, tenant: UUID, *attempts: Attempt
) -> "asyncio.Task[list[Outcome]]":
    """An append that waits for the tenant's head, which another transaction holds."""
    before = await waiting(superuser)
    task = asyncio.create_task(log.append(tenant, attempts))

    async def waits() -> bool:
        return await waiting(superuser) != before

    await until(waits)
    return task


async def waiting(superuser: "Connection[Record]") -> Sequence[int]:
    """The backends that wait for a lock."""
    rows = await superuser.fetch("select pid from pg_stat_activity where wait_event_type = 'Lock' order by pid")
    return [row["pid"] for row in rows]


async def test_who_comes_second_waits_and_is_judged_by_what_was_committed(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    holding = connection.transaction()
    await holding.start()
    await append_in(connection, tenant, attempt(write("gap-a")))
    conditions = (unchanged(TENANT_SCOPE, 0),)
    second = await underway(
        superuser,
        log,
        tenant,
        attempt(write("gap-a")),
        attempt(write("gap-b"), conditions=conditions),
        attempt(write("gap-c")),
    )
    assert list(await log.after(tenant, 0, 10)) == []
    await holding.commit()
    assert await second == [
        WrongVersion(stream="gap-a", expected=0, actual=1),
        ConditionFailed(scope=TENANT_SCOPE, since=0, seq=1),
        Appended(first=2, last=2),
    ]
    assert [(e.seq, e.stream) for e in await log.after(tenant, 0, 10)] == [(1, "gap-a"), (2, "gap-c")]


async def test_an_append_that_is_rolled_back_leaves_no_hole(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    holding = connection.transaction()
    await holding.start()
    await append_in(connection, tenant, attempt(write("gap-a", expected=1)), attempt(write("gap-b")))
    second = await underway(superuser, log, tenant, attempt(write("gap-a", expected=1)))
    await holding.rollback()
    assert await second == [Appended(first=2, last=2)]
    assert [entry.seq for entry in await log.after(tenant, 0, 10)] == [1, 2]


async def test_the_first_event_of_a_tenant_may_be_raced_for(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    holding = connection.transaction()
    await holding.start()
    await append_in(connection, tenant, attempt())
    second = await underway(superuser, log, tenant, attempt(write("gap-a")))
    third = await underway(superuser, log, tenant, attempt(write("gap-b")))
    await holding.commit()
    outcomes = [*await second, *await third]
    assert sorted(outcome.first for outcome in outcomes if isinstance(outcome, Appended)) == [1, 2]


async def test_tenants_do_not_wait_for_each_other(
    connection: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    async with connection.transaction():
        await append_in(connection, tenant, attempt(write("gap-a")))
        other = attempt().command_id
        async with asyncio.timeout(10):
            assert await log.append(other, [attempt(write("gap-a"))]) == [Appended(first=1, last=1)]


async def test_readers_do_not_wait_for_an_append(
    connection: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    async with connection.transaction():
        await append_in(connection, tenant, attempt(write("gap-b")))
        async with asyncio.timeout(10):
            assert [entry.seq for entry in await log.after(tenant, 0, 10)] == [1]
            assert (await log.look(tenant, [], attempt().command_id, bytes(32))).position == 1


async def test_an_append_needs_to_see_what_was_committed_while_it_waited(
    connection: "Connection[Record]", tenant: UUID
) -> None:
    for isolation in ("repeatable_read", "serializable"):
        with pytest.raises(PostgresError, match="READ COMMITTED") as refused:
            async with connection.transaction(isolation=isolation):
                await append_in(connection, tenant, attempt(write("gap-a")))
        assert refused.value.sqlstate == "FW004"


async def test_an_append_whose_backend_is_killed_is_made_again_and_recorded_once(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    holding = connection.transaction()
    await holding.start()
    await append_in(connection, tenant, attempt(write("gap-a")))
    task = await underway(superuser, Batched(log), tenant, attempt(write("gap-b")))
    (killed,) = await waiting(superuser)
    await superuser.execute("select pg_terminate_backend($1)", killed)

    async def waits_again() -> bool:
        return await waiting(superuser) not in ([], [killed])

    await until(waits_again)
    await holding.commit()
    assert await task == [Appended(first=2, last=2)]
    assert [entry.stream for entry in await log.after(tenant, 0, 10)] == ["gap-a", "gap-b"]


async def test_a_killed_backend_leaves_the_outcome_unknown(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    async with connection.transaction():
        await append_in(connection, tenant, attempt(write("gap-a")))
        task = await underway(superuser, log, tenant, attempt(write("gap-b")))
        for killed in await waiting(superuser):
            await superuser.execute("select pg_terminate_backend($1)", killed)
        with pytest.raises(OutcomeUnknown):
            await task
    assert await log.append(tenant, [attempt(write("gap-c"))]) == [Appended(first=2, last=2)]


@pytest_asyncio.fixture
async def wire(database: Database) -> AsyncIterator[Wire]:
    async with cut_wire(database.dsn("engagement")) as wire:
        yield wire


async def test_an_append_whose_reply_is_lost_is_recorded_once(wire: Wire, log: PostgresLog, tenant: UUID) -> None:
    pool = await open_pool(wire.dsn, size=1)
    try:
        asked = attempt(write("gap-a"))
        await PostgresLog(pool).append(tenant, [attempt(write("gap-b"))])
        wire.lose_next_reply()
        with pytest.raises(OutcomeUnknown):
            await PostgresLog(pool).append(tenant, [asked])

        async def recorded() -> bool:
            return (await log.head(tenant)).seq == 2

        await until(recorded)
        assert await PostgresLog(pool).append(tenant, [asked]) == [Appended(first=2, last=2, repeated=True)]
        wire.lose_next_reply()
        assert await Batched(PostgresLog(pool)).append(tenant, [attempt(write("gap-c"))]) == [
            Appended(first=3, last=3, repeated=True)
        ]
        assert [entry.stream for entry in await log.after(tenant, 0, 10)] == ["gap-b", "gap-a", "gap-c"]
    finally:
        await pool.close()


async def test_a_waiter_that_gives_up_leaves_the_pool_sound(
    connection: "Connection[Record]", superuser: "Connection[Record]", log: PostgresLog, tenant: UUID
) -> None:
    async with connection.transaction():
        await append_in(connection, tenant, attempt(write("gap-a")))
        for n in range(6):
            task = await underway(superuser, log, tenant, attempt(write(f"gap-{n}")))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
    async with asyncio.timeout(10):
        (outcome,) = await log.append(tenant, [attempt(write("gap-z"))])
    assert isinstance(outcome, Appended)
    entries = await log.after(tenant, 0, 99)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))


async def test_a_look_shows_the_log_up_to_its_position_while_others_write(log: PostgresLog, tenant: UUID) -> None:
    looks = [Look(scope=TENANT_SCOPE), Look(scope=stream_scope("gap-a"))]

    async def write_on() -> None:
        for version in range(200):
            await log.append(tenant, [attempt(write("gap-a", expected=version))])

    writing = asyncio.create_task(write_on())
    while not writing.done():
        view = await log.look(tenant, looks, attempt().command_id, bytes(32))
        assert [entry.seq for entry in view.entries] == list(range(1, view.position + 1))
        assert view.versions == {"gap-a": view.position}
    await writing


async def test_many_writers_leave_one_chain_without_holes(log: PostgresLog, tenant: UUID) -> None:
    async def writer(log: Log, stream: str) -> None:
        for version in range(12):
            (outcome,) = await log.append(tenant, [attempt(write(stream, expected=version))])
            assert isinstance(outcome, Appended)

    batched = Batched(log)
    alone = (writer(log, f"gap-{n}") for n in range(3))
    together = (writer(batched, f"gap-b{n}") for n in range(9))
    await asyncio.gather(*alone, *together)
    entries = await log.after(tenant, 0, 999)
    assert [entry.seq for entry in entries] == list(range(1, 145))
    times = [entry.recorded_at for entry in entries]
    assert all(later - earlier >= timedelta(microseconds=1) for earlier, later in pairwise(times))
