"""The ledger's process: the log's own questions and, where there is Kafka, the relay."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from deploy.distributed.addresses import dsn, service_key, signing_key
from deploy.distributed.hints import listening
from shared.eventstore.ledger import Ledger
from shared.eventstore.postgres import REQUEST_SECONDS, PostgresLog, open_pool
from shared.kernel.record import record
from shared.settings import Settings
from shared.transport import ledger_process
from shared.transport.relay import Relay
from shared.web.process.answers import AWAY
from shared.web.process.app import Served
from shared.web.process.ledger import NAME, served
from shared.web.process.wanting import Wanting

LOOK_WITHIN = 1.0


@record
class Parts:
    ledger: Ledger
    relay: Relay | None


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Served]:
    async with parts(settings) as found:

        async def waiting() -> Wanting:
            return await wanting(found)

        yield served(found.ledger, service_key(settings), waiting)


@asynccontextmanager
async def parts(settings: Settings) -> AsyncIterator[Parts]:
    requests = dsn(settings, NAME)
    if settings.kafka is None:
        async with await open_pool(requests, seconds=REQUEST_SECONDS) as pool:
            yield Parts(ledger=Ledger(log=PostgresLog(pool)), relay=None)
        return
    workers = dsn(settings, NAME, worker=True)
    async with (
        listening(workers) as hints,
        ledger_process.running(
            requests=requests,
            workers=workers,
            hints=hints,
            kafka=settings.kafka,
            signing_key=signing_key(settings),
        ) as process,
    ):
        yield Parts(ledger=process.ledger, relay=process.relay)


async def wanting(parts: Parts) -> Wanting:
    try:
        async with asyncio.timeout(LOOK_WITHIN):
            await parts.ledger.now()
    except AWAY:
        return Wanting(needed=["database"])
    waits_for = parts.relay.waits_for if parts.relay else None
    return Wanting(useful=[waits_for] if waits_for else [])
