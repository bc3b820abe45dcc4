"""How a process hears that the log has grown: by Kafka where the settings name one, and by LISTEN where they do not."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from deploy.distributed.addresses import signing_key
from shared.eventstore.log import Log
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.settings import Settings
from shared.transport.hints import Hints, Transport
from shared.transport.intake import Ours
from shared.transport.kafka import followed
from shared.transport.kafka_member import Place
from shared.transport.listen import ListenHints
from shared.transport.tail import TailedLog

CONNECTIONS = 2  # for the little that is read to judge a record


def transport(settings: Settings, process: str, workers: str) -> AbstractAsyncContextManager[Transport]:
    """`workers` is the address of the role that serves all tenants."""
    if settings.kafka is None:
        return by_listen(workers)
    return by_kafka(settings.kafka, signing_key(settings), process, workers)


@asynccontextmanager
async def by_listen(workers: str) -> AsyncIterator[Transport]:
    async with listening(workers) as hints:
        yield Transport(hints=hints)


@asynccontextmanager
async def by_kafka(address: str, key: bytes, process: str, workers: str) -> AsyncIterator[Transport]:
    """What is published wakes the relay, by LISTEN; what the relay sends wakes whoever listens here."""
    place = Place(address=address, group=f"fairway.{process}")
    async with (
        listening(workers) as relay,
        await open_pool(workers, size=CONNECTIONS) as pool,
        followed(place, Ours.signed(key), PostgresLog(pool), relay) as (hints, tail),
    ):

        def through(log: Log) -> Log:
            return TailedLog(log, tail)

        def waiting() -> Sequence[str]:
            return () if hints.joined.is_set() else ("Kafka",)

        yield Transport(hints=hints, through=through, waiting=waiting)


@asynccontextmanager
async def listening(workers: str) -> AsyncIterator[Hints]:
    hints = ListenHints(workers)
    try:
        yield hints
    finally:
        await hints.close()
