"""A gateway before a log in memory: who asks is Dee with the token `dee`, and the log holds what a test says."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from gateway.consistency import Tokens
from gateway.context import Backends
from gateway.gates import clusters_router, gates_router
from gateway.gates.clusters import SECONDS
from gateway.masking import RequestIds
from gateway.schema.ids import global_id
from services.gates.contracts.proofs import Signer
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.eventstore.codec import encode
from shared.eventstore.ledger import Ledger
from shared.eventstore.log import Appended, Attempt, Write
from shared.eventstore.memory import MemoryLog
from shared.web.identity import Identity, Reason, Unauthenticated
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, DEE, NOW
from tests.history import TENANT, recorded

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = Signer(key=KEY)
NOBODY: Any = None
NAMED = str(global_id("Engagement", ENGAGEMENT))


async def remember(log: MemoryLog, facts: Sequence[Any], tenant: UUID = TENANT) -> None:
    """Each as a command of its own."""
    head = (await log.head(tenant)).seq
    for each in list(recorded(facts))[head:]:
        new = encode(each.event, each.event_id)
        write = Write(stream=each.stream, expected=each.version - 1, engagement_id=each.engagement_id, events=(new,))
        attempt = Attempt(command_id=each.command_id, digest=bytes(32), actor=ANA, writes=(write,))
        (outcome,) = await log.append(tenant, [attempt])
        assert isinstance(outcome, Appended)


class Doors:
    """What the engagement service says of who may read what."""

    def __init__(self) -> None:
        self.open: Readable | None = WHOLE_TENANT

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        assert (tenant, person, home) == (TENANT, DEE, None)
        return self.open


class Barrier:
    def __init__(self) -> None:
        self.now: datetime = NOW
        self.log = MemoryLog(lambda: self.now)
        self.doors = Doors()

    def later(self, by: timedelta) -> None:
        self.now += by

    def application(self, seconds: float = SECONDS) -> FastAPI:
        app = FastAPI()
        app.include_router(gates_router(self.backends()))
        app.include_router(clusters_router(self.backends(), seconds))
        app.add_middleware(RequestIds)
        return app

    def client(self, by: str = "dee", seconds: float = SECONDS) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.application(seconds))
        return httpx.AsyncClient(transport=transport, base_url="http://gateway", headers={"authorization": by})

    async def get(self, address: str, by: str = "dee") -> httpx.Response:
        async with self.client(by) as client:
            return await client.get(address)

    async def post(self, address: str, body: object, by: str = "dee", seconds: float = SECONDS) -> httpx.Response:
        async with self.client(by, seconds) as client:
            return await client.post(address, json=body)

    def backends(self) -> Backends:
        doors: Any = self.doors
        return Backends(
            engagement=doors,
            gates=NOBODY,
            measurement=NOBODY,
            directory=NOBODY,
            ledger=Ledger(log=self.log),
            tokens=Tokens(key=bytes(32), wait=0),
            cursor_key=bytes(32),
            new_id=NOBODY,
            authenticate=self._authenticate,
            patience=1,
            waiting=NOBODY,
            signer=SIGNER,
            artefacts=NOBODY,
            now=lambda: self.now,
        )

    async def _authenticate(self, header: str | None) -> Identity:
        if header != "dee":
            raise Unauthenticated(Reason.TOKEN_MISSING)
        until = self.now + timedelta(hours=1)
        return Identity(tenant=TENANT, person=DEE, issuer="fairway.local", subject="dee", expires_at=until)
