"""Fairway in one process: embedded PostgreSQL, event store, projections and gateway."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI
from uuid_utils.compat import uuid7

from deploy.embedded.database import Database, opened
from deploy.embedded.issuers import local_issuer, verifier
from deploy.embedded.keys import kept_key
from gateway.app import gateway
from gateway.consistency import Tokens
from gateway.context import Backends
from services.engagement import app as engagement
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.projecting.reading import unheard
from shared.settings import Settings
from shared.transport.listen import ListenHints
from shared.web.identity import Identity, Verifier, bearer
from shared.web.issuer import LocalIssuer
from shared.web.remote.channel import http_client


@record
class Fairway:
    """Everything that runs, and the issuer of its tokens."""

    app: FastAPI
    process: engagement.Process
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
        hints = ListenHints(database.dsn("engagement", worker=True))
        try:
            async with engagement.running(
                requests=database.dsn("engagement"),
                workers=database.dsn("engagement", worker=True),
                hints=hints,
                new_id=uuid7,
                on_statement=on_statement,
            ) as process:
                issuer = local_issuer(settings)
                async with http_client() as http:
                    yield assembled(settings, process, database, issuer, verifier(settings, issuer, http))
        finally:
            await hints.close()


def assembled(
    settings: Settings, process: engagement.Process, database: Database, issuer: LocalIssuer, tokens: Verifier
) -> Fairway:
    async def authenticate(authorization: str | None) -> Identity:
        return await tokens.verify(bearer(authorization))

    async def waiting() -> Sequence[str]:
        return [*await engagement.without_database(process), *await process.service.waiting()]

    key = kept_key(settings.data / "cursor.key")
    backends = Backends(
        engagement=process.service,
        directory=process.directory,
        ledger=process.ledger,
        tokens=Tokens(key=key, wait=settings.wait_seconds),
        cursor_key=key,
        new_id=uuid7,
        authenticate=authenticate,
        patience=settings.recheck_seconds,
        waiting=waiting,
    )
    return Fairway(
        app=gateway(backends, ide="graphiql"),
        process=process,
        issuer=issuer,
        database=database,
        lifetime=settings.token_lifetime,
    )
