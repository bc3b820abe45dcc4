"""The ledger's process: it answers, it relays, and it ends even while Kafka is away."""

import asyncio
from uuid import UUID

from shared.eventstore.postgres import PostgresLog, open_pool
from shared.transport.ledger_process import running
from shared.transport.listen import ListenHints
from tests.attempts import attempt, write
from tests.conftest import FreshDatabase

NOWHERE = "127.0.0.1:1"
SECONDS = 30
TENANT = UUID(int=0x7)


async def test_while_kafka_is_away_the_log_answers_and_the_relay_says_whom_it_waits_for(
    fresh_database: FreshDatabase,
) -> None:
    async with fresh_database() as database, asyncio.timeout(SECONDS):
        requests, workers = database.dsn("ledger"), database.dsn("ledger", worker=True)
        hints = ListenHints(workers)
        async with (
            await open_pool(database.dsn("engagement")) as pool,
            running(requests=requests, workers=workers, hints=hints, kafka=NOWHERE, signing_key=b"key") as process,
        ):
            await PostgresLog(pool).append(TENANT, [attempt(write("gap-a", "GapOpened"))])
            await hints.publish(TENANT, 1)
            while process.relay.waits_for is None:
                head = await process.ledger.head(TENANT)
            assert process.relay.waits_for == "Kafka"
            assert head.seq == 1
            assert {(place.seq, place.lag) for place in await process.relay.places()} == {(0, 1)}
        await hints.close()
