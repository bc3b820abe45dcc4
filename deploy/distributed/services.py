"""A service as a process: its own roles, and hints by the transport that the settings name."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from uuid_utils.compat import uuid7

from deploy.distributed.addresses import dsn, service_key
from deploy.distributed.hints import transport
from shared.settings import Settings
from shared.web.process.app import Served

Serving = Callable[..., AbstractAsyncContextManager[Served]]
Runner = Callable[[Settings], AbstractAsyncContextManager[Served]]


def service(name: str, serving: Serving) -> Runner:
    """How a service is run that its `app.serving` assembles."""

    @asynccontextmanager
    async def run(settings: Settings) -> AsyncIterator[Served]:
        requests, workers, key = dsn(settings, name), dsn(settings, name, worker=True), service_key(settings)
        async with (
            transport(settings, name, workers) as heard,
            serving(requests=requests, workers=workers, transport=heard, new_id=uuid7, key=key) as served,
        ):
            yield served

    return run
