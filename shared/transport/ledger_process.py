"""The ledger's process: it answers questions about the log, and its relay keeps Kafka up with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.eventstore.ledger import Ledger
from shared.eventstore.postgres import REQUEST_SECONDS, PostgresLog, open_pool
from shared.kernel.record import record
from shared.transport.hints import Hints
from shared.transport.relay import Pace, Relay
from shared.transport.relay_outlets import outlets
from shared.transport.relay_producer import Producer

CONNECTIONS = 4  # for the log's reads, beside the one that each lane holds
FINISH_SECONDS = 5.0  # for what is under way at the end; what Kafka has not acknowledged then is sent again one day


@record
class LedgerProcess:
    ledger: Ledger
    relay: Relay


@asynccontextmanager
async def running(
    *, requests: str, workers: str, hints: Hints, kafka: str, signing_key: bytes, pace: Pace | None = None
) -> AsyncIterator[LedgerProcess]:
    """The ledger at work: `requests` and `workers` are the addresses under which its two roles log in.

    It begins without waiting for Kafka, which may come later and go meanwhile. At the end, the batches under way are
    finished first.
    """
    pace = pace or Pace()
    producer = Producer(kafka)
    async with (
        await open_pool(requests, seconds=REQUEST_SECONDS) as pool,
        await open_pool(workers, size=pace.lanes + CONNECTIONS) as worker_pool,
    ):
        relay = Relay(
            pool=worker_pool,
            log=PostgresLog(worker_pool),
            producer=producer,
            outlets=outlets(signing_key),
            pace=pace,
        )
        async with _relaying(relay, hints, producer):
            yield LedgerProcess(ledger=Ledger(log=PostgresLog(pool)), relay=relay)


@asynccontextmanager
async def _relaying(relay: Relay, hints: Hints, producer: Producer) -> AsyncIterator[None]:
    """Should the relay ever break, so does whoever lets it run: a process without it is to be started anew."""
    async with asyncio.TaskGroup() as group:
        work = group.create_task(relay.run(hints))
        try:
            yield
        finally:
            work.cancel()
            await asyncio.wait([work], timeout=FINISH_SECONDS)
            await producer.close()
