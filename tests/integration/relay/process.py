"""A relay as a process of its own, to be killed: `process.py DATABASE KAFKA LOG_TOPIC EVENTS_TOPIC`."""

import asyncio
import sys

from shared.eventstore.postgres import PostgresLog, open_pool
from shared.transport.memory import MemoryHints
from shared.transport.relay import Relay
from shared.transport.relay_outlets import outlets
from shared.transport.relay_producer import Producer
from tests.integration.relay.sending import KEY, QUICK


async def main(database: str, kafka: str, log: str, events: str) -> None:
    async with await open_pool(database) as pool:
        relay = Relay(
            pool=pool,
            log=PostgresLog(pool),
            producer=Producer(kafka),
            outlets=outlets(KEY, log=log, events=events),
            pace=QUICK,
        )
        await relay.run(MemoryHints())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
