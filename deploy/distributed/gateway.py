"""The gateway's process: GraphQL before services and a ledger that have addresses."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx
from uuid_utils.compat import uuid7

from deploy.distributed.addresses import cursor_key, service_key, several
from deploy.embedded.issuers import local_issuer, verifier
from gateway.app import gateway
from gateway.consistency import Tokens
from gateway.context import Backends
from services.engagement.contract import CONTRACT
from shared.settings import Settings
from shared.web.identity import Identity, bearer
from shared.web.process.app import Served
from shared.web.remote.channel import Channel, http_client
from shared.web.remote.ledger import RemoteLedger
from shared.web.remote.service import RemoteDirectory, RemoteService
from shared.web.wire import Wire


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Served]:
    async with http_client() as http:
        app = gateway(backends(settings, http), ide="graphiql")
        yield Served(app=app, stopping=asyncio.Event())


def backends(settings: Settings, http: httpx.AsyncClient) -> Backends:
    wire, key = Wire(CONTRACT), cursor_key(settings)
    shown = service_key(settings)
    engagement = Channel(CONTRACT.name, several(settings.engagement_addresses), shown, http, refused=wire.refused)
    ledger = Channel("ledger", several(settings.ledger_addresses), shown, http)
    tokens = verifier(settings, local_issuer(settings), http)

    async def authenticate(authorization: str | None) -> Identity:
        return await tokens.verify(bearer(authorization))

    async def waiting() -> Sequence[str]:
        found = await asyncio.gather(engagement.waiting(), ledger.waiting())
        return [each for some in found for each in some]

    return Backends(
        engagement=RemoteService(wire, engagement),
        directory=RemoteDirectory(wire, engagement),
        ledger=RemoteLedger(ledger),
        tokens=Tokens(key=key, wait=settings.wait_seconds),
        cursor_key=key,
        new_id=uuid7,
        authenticate=authenticate,
        patience=settings.recheck_seconds,
        waiting=waiting,
    )
