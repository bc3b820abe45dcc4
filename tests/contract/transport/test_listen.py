"""What LISTEN and NOTIFY do besides: few notifications, and listening again when the connection is lost."""

import asyncio
from uuid import UUID

import asyncpg

from shared.transport.listen import CHANNEL, ListenHints
from tests.contract.transport.test_transport import listening, told
from tests.database import Database
from tests.sample.stage import new_tenant

SECONDS = 20
KILL = "select pg_terminate_backend(pid) from pg_stat_activity where query ilike $1 and datname = current_database()"


class Ear:
    """Every notification as it was sent."""

    def __init__(self) -> None:
        self.payloads: list[str] = []
        self.any = asyncio.Event()

    def __call__(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        self.payloads.append(str(payload))
        self.any.set()


async def test_hints_that_come_close_together_are_sent_as_one(database: Database) -> None:
    ear, released = Ear(), asyncio.Event()
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await released.wait()

    hints = ListenHints(database.dsn("engagement"), sleep=pause)
    listener = await asyncpg.connect(database.superuser)
    await listener.add_listener(CHANNEL, ear)
    tenants = [new_tenant() for _ in range(3)]
    await hints.publish(tenants[0], 1)
    await ear.any.wait()
    for tenant in tenants * 10:
        await hints.publish(tenant, 2)
    ear.any.clear()
    released.set()
    await ear.any.wait()
    await hints.close()
    await listener.close()
    first, second = ear.payloads
    assert UUID(first) == tenants[0]
    assert {UUID(tenant) for tenant in second.split(",")} == set(tenants)
    assert pauses == [0.01, 0.01]


async def test_more_tenants_than_a_notification_holds_are_sent_as_all(database: Database) -> None:
    ear = Ear()
    hints = ListenHints(database.dsn("engagement"))
    listener = await asyncpg.connect(database.superuser)
    await listener.add_listener(CHANNEL, ear)
    for _ in range(300):
        await hints.publish(new_tenant(), 1)
    await ear.any.wait()
    await hints.close()
    await listener.close()
    assert ear.payloads == [""]


async def test_a_notification_without_tenants_is_heard_as_all(database: Database) -> None:
    hints = ListenHints(database.dsn("engagement"), poll=SECONDS)
    async with listening(hints) as heard, asyncio.timeout(SECONDS):
        superuser = await asyncpg.connect(database.superuser)
        await superuser.execute("select pg_notify($1, '')", CHANNEL)
        await superuser.close()
        async for tenants in heard:
            if tenants is None:
                break
    await hints.close()


async def test_all_who_listen_in_a_process_share_a_connection(database: Database) -> None:
    hints = ListenHints(database.dsn("engagement", worker=True), poll=SECONDS)
    superuser = await asyncpg.connect(database.superuser)
    async with listening(hints) as one, listening(hints) as other, asyncio.timeout(SECONDS):
        tenant = new_tenant()
        await superuser.execute("select pg_notify($1, $2)", CHANNEL, str(tenant))
        assert [await told(heard, {tenant}) for heard in (one, other)] == [{tenant}] * 2
        assert len(await superuser.fetch(KILL, f"listen%{CHANNEL}%")) == 1
    await superuser.close()
    await hints.close()


async def test_a_listener_whose_connection_is_killed_listens_again(database: Database) -> None:
    hints = ListenHints(database.dsn("engagement", worker=True))
    superuser = await asyncpg.connect(database.superuser)
    tenant = new_tenant()
    async with listening(hints) as heard:
        assert len(await superuser.fetch(KILL, f"listen%{CHANNEL}%")) == 1
        again = asyncio.create_task(told(heard, {tenant}))
        async with asyncio.timeout(SECONDS):
            while not again.done():
                await hints.publish(tenant, 1)
                await superuser.execute("select")
        assert await again == {tenant}
    await superuser.close()
    await hints.close()


async def test_a_sender_whose_connection_is_killed_connects_again(database: Database) -> None:
    ear = Ear()
    hints = ListenHints(database.dsn("engagement"))
    superuser = await asyncpg.connect(database.superuser)
    await superuser.add_listener(CHANNEL, ear)
    await hints.publish(new_tenant(), 1)
    await ear.any.wait()
    assert len(await superuser.fetch(KILL, "select pg_notify%")) == 1
    tenant = new_tenant()
    async with asyncio.timeout(SECONDS):
        while str(tenant) not in ear.payloads:
            await hints.publish(tenant, 1)
            await superuser.execute("select")
    await superuser.close()
    await hints.close()


async def test_while_the_database_is_away_a_listener_is_told_to_look_at_all() -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    hints = ListenHints("postgresql://nobody@127.0.0.1:1/nowhere", sleep=pause)
    heard = hints.listen()
    assert [await anext(heard) for _ in range(3)] == [None] * 3
    assert pauses == [0.25] * 3
    await hints.publish(new_tenant(), 1)
    await hints.close()


async def test_without_any_notification_a_listener_is_told_to_look_at_all(database: Database) -> None:
    hints = ListenHints(database.dsn("engagement"), poll=0.01)
    heard = hints.listen()
    assert [await anext(heard) for _ in range(3)] == [None] * 3
