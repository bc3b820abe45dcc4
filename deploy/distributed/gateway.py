"""The gateway's process: GraphQL before services and a ledger that have addresses."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import chain

import httpx
from uuid_utils.compat import uuid7

from deploy.clock import now
from deploy.distributed.addresses import cursor_key, proof_key, service_key, several
from deploy.distributed.inbound import measured
from deploy.embedded.issuers import local_issuer, verifier
from deploy.evidence import store_of, swept
from gateway.app import gateway
from gateway.consistency import Tokens
from gateway.context import Backends
from services.engagement.contract import CONTRACT as ENGAGEMENT
from services.gates.contract import CONTRACT as GATES
from services.gates.contracts.proofs import Signer
from services.measurement.contract import CONTRACT as MEASUREMENT
from shared.kernel.contract import Contract
from shared.settings import Settings
from shared.web.artefacts import Artefacts
from shared.web.identity import Identity, bearer
from shared.web.process.app import Served
from shared.web.process.wanting import Wanting
from shared.web.remote.channel import Channel, http_client
from shared.web.remote.ledger import RemoteLedger
from shared.web.remote.service import RemoteDirectory, RemoteService
from shared.web.wire import Wire


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Served]:
    async with http_client() as http:
        shelves = store_of(settings)
        found = backends(settings, http, shelves)
        async with swept(settings, shelves, found.ledger), measured(settings, found):
            yield Served(app=gateway(found, ide="graphiql"), stopping=asyncio.Event())


def to(contract: Contract, addresses: str, key: str, http: httpx.AsyncClient) -> tuple[Wire, Channel]:
    """The way to a service: what is said, and where."""
    wire = Wire(contract)
    return wire, Channel(contract.name, several(addresses), key, http, refused=wire.refused)


def backends(settings: Settings, http: httpx.AsyncClient, artefacts: Artefacts) -> Backends:
    key, shown = cursor_key(settings), service_key(settings)
    engagement = to(ENGAGEMENT, settings.engagement_addresses, shown, http)
    gates = to(GATES, settings.gates_addresses, shown, http)
    measurement = to(MEASUREMENT, settings.measurement_addresses, shown, http)
    ledger = Channel("ledger", several(settings.ledger_addresses), shown, http)
    tokens = verifier(settings, local_issuer(settings), http)

    async def authenticate(authorization: str | None) -> Identity:
        return await tokens.verify(bearer(authorization))

    return Backends(
        engagement=RemoteService(*engagement),
        gates=RemoteService(*gates),
        measurement=RemoteService(*measurement),
        directory=RemoteDirectory(*engagement),
        ledger=RemoteLedger(ledger),
        tokens=Tokens(key=key, wait=settings.wait_seconds),
        cursor_key=key,
        new_id=uuid7,
        authenticate=authenticate,
        patience=settings.recheck_seconds,
        waiting=partial(waited_for, (engagement[1], ledger), (gates[1], measurement[1])),
        artefacts=artefacts,
        now=now,
        signer=Signer(key=proof_key(settings)),
    )


async def waited_for(needed: Sequence[Channel], useful: Sequence[Channel]) -> Wanting:
    """What the processes behind these wait for, each for itself."""
    found = await asyncio.gather(*(each.waiting() for each in (*needed, *useful)))
    first, others = found[: len(needed)], found[len(needed) :]
    return Wanting(needed=[*chain.from_iterable(first)], useful=[*chain.from_iterable(others)])
