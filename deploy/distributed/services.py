"""A service as a process: its own roles, and hints by the transport that the settings name."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from uuid_utils.compat import uuid7

from deploy.distributed.addresses import dsn, service_key
from deploy.distributed.hints import transport
from shared.settings import Settings
from shared.web.process.app import Served
from shared.web.process.running import Wiring, serving

Runner = Callable[[Settings], AbstractAsyncContextManager[Served]]


def service(wiring: Wiring) -> Runner:
    """How a service is run that consists of this."""
    name = wiring.contract.name

    @asynccontextmanager
    async def run(settings: Settings) -> AsyncIterator[Served]:
        requests, workers, key = dsn(settings, name), dsn(settings, name, worker=True), service_key(settings)
        async with (
            transport(settings, name, workers) as heard,
            serving(
                wiring,
                requests=requests,
                workers=workers,
                transport=heard,
                new_id=uuid7,
                key=key,
                acts=settings.timers_and_reactions,
            ) as served,
        ):
            yield served

    return run
