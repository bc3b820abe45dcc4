"""What a process tells itself: at once and only once; what others tell comes through the database."""

import asyncio

from shared.transport.listen import ListenHints
from tests.database import Database
from tests.sample.stage import new_tenant

SECONDS = 20


async def test_a_listener_of_the_same_process_hears_before_anything_is_sent(database: Database) -> None:
    released = asyncio.Event()

    async def pause(_: float) -> None:
        await released.wait()

    hints = ListenHints(database.dsn("engagement"), poll=SECONDS, sleep=pause)
    heard, first, second = hints.listen(), new_tenant(), new_tenant()
    async with asyncio.timeout(SECONDS):
        assert await anext(heard) is None
        await hints.publish(first, 1)
        assert await anext(heard) == frozenset({first})
        await hints.publish(second, 1)
        assert await anext(heard) == frozenset({second})
    released.set()
    await hints.close()


async def test_a_process_does_not_hear_its_own_notifications_again(database: Database) -> None:
    hints, others = [ListenHints(database.dsn("engagement"), poll=SECONDS) for _ in range(2)]
    heard, own, foreign = hints.listen(), new_tenant(), new_tenant()
    async with asyncio.timeout(SECONDS):
        assert await anext(heard) is None
        await hints.publish(own, 1)
        assert await anext(heard) == frozenset({own})
        await hints.close()
        await others.publish(foreign, 1)
        assert await anext(heard) == frozenset({foreign})
    await others.close()
