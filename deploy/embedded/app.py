"""Fairway in one process: embedded PostgreSQL, event store, projections and gateway."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from functools import partial
from uuid import UUID

from fastapi import FastAPI
from uuid_utils.compat import uuid7

from deploy.clock import now
from deploy.embedded.database import Database, opened
from deploy.embedded.issuers import local_issuer, verifier
from deploy.embedded.keys import kept_key
from deploy.evidence import store_of, swept
from gateway.app import gateway
from gateway.consistency import Tokens
from gateway.context import Backends
from services.engagement import app as engagement
from services.engagement.directory import Directory
from services.gates import app as gates
from services.gates.contracts.proofs import Signer
from services.measurement import app as measurement
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.projecting.reading import unheard
from shared.settings import Settings
from shared.transport.listen import ListenHints
from shared.web.artefacts import Artefacts
from shared.web.ed25519 import kept_pair
from shared.web.identity import Identity, Verifier, bearer
from shared.web.issuer import LocalIssuer
from shared.web.process.running import Process, Wiring, running, without_database
from shared.web.process.wanting import Wanting
from shared.web.remote.channel import http_client


@record
class Parts:
    """The services, each with its own views and roles, and the names of people."""

    engagement: Process
    gates: Process
    measurement: Process
    directory: Directory


@record
class Fairway:
    """Everything that runs, and the issuer of its tokens."""

    app: FastAPI
    parts: Parts
    issuer: LocalIssuer
    database: Database
    lifetime: timedelta

    def token(self, tenant: UUID, subject: str) -> str:
        return self.issuer.token(tenant, subject, self.lifetime)


@asynccontextmanager
async def fairway(
    settings: Settings,
    kind: DatabaseKind = DatabaseKind.PRODUCTION,
    *,
    passwords: Mapping[str, str] | None = None,
    on_statement: Callable[[str], None] = unheard,
) -> AsyncIterator[Fairway]:
    """The whole of Fairway, without a server in front of it. `passwords` are the roles', `on_statement` hears reads."""
    settings.data.mkdir(parents=True, exist_ok=True)
    async with opened(settings.data / "postgres", settings.database, kind, passwords) as database:
        hints = ListenHints(database.dsn(engagement.NAME, worker=True))
        try:
            async with (
                beside(engagement.WIRING, database, hints, on_statement, settings) as first,
                beside(gates.WIRING, database, hints, on_statement, settings) as second,
                beside(measurement.WIRING, database, hints, on_statement, settings) as third,
                http_client() as http,
            ):
                issuer = local_issuer(settings)
                shelves, directory = store_of(settings), Directory(first.requests, on_statement)
                parts = Parts(engagement=first, gates=second, measurement=third, directory=directory)
                async with swept(settings, shelves, first.ledger):
                    verifying = verifier(settings, issuer, http)
                    yield assembled(settings, (parts, shelves), database, issuer, verifying)
        finally:
            await hints.close()


def beside(
    wiring: Wiring, database: Database, hints: ListenHints, on_statement: Callable[[str], None], settings: Settings
) -> AbstractAsyncContextManager[Process]:
    """A service in this process, by its own roles."""
    name = wiring.contract.name
    return running(
        wiring,
        requests=database.dsn(name),
        workers=database.dsn(name, worker=True),
        hints=hints,
        new_id=uuid7,
        on_statement=on_statement,
        acts=settings.timers_and_reactions,
    )


def assembled(
    settings: Settings, made: tuple[Parts, Artefacts], database: Database, issuer: LocalIssuer, tokens: Verifier
) -> Fairway:
    parts, artefacts = made

    async def authenticate(authorization: str | None) -> Identity:
        return await tokens.verify(bearer(authorization))

    key = kept_key(settings.data / "cursor.key")
    backends = Backends(
        engagement=parts.engagement.service,
        gates=parts.gates.service,
        measurement=parts.measurement.service,
        directory=parts.directory,
        ledger=parts.engagement.ledger,
        tokens=Tokens(key=key, wait=settings.wait_seconds),
        cursor_key=key,
        new_id=uuid7,
        authenticate=authenticate,
        patience=settings.recheck_seconds,
        waiting=partial(waited_for, parts),
        artefacts=artefacts,
        now=now,
        signer=Signer(key=kept_pair(settings.data / "proof.pem")),
    )
    app, lifetime = gateway(backends, ide="graphiql"), settings.token_lifetime
    return Fairway(app=app, parts=parts, issuer=issuer, database=database, lifetime=lifetime)


async def waited_for(parts: Parts) -> Wanting:
    needed = [*await without_database(parts.engagement), *await parts.engagement.service.waiting()]
    useful = [*await parts.gates.service.waiting(), *await parts.measurement.service.waiting()]
    return Wanting(needed=needed, useful=useful)
