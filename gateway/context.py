"""Who asks, of which tenant, and how to reach the services: made anew for each request."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import strawberry
from strawberry.fastapi import BaseContext

from gateway.consistency import HEADER, Freshness, Tokens, awaited
from gateway.loading import Loader
from gateway.masking import Forbidden
from services.engagement.contract import Directory, Name
from shared.eventstore.ledger import Ledger
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader
from shared.web.identity import Identity
from shared.web.service import Service

Key = TypeVar("Key")
Answer = TypeVar("Answer")
More = ParamSpec("More")
Question = Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]]


@record
class Backends:
    """What the gateway stands before, and what it seals cursors and tokens with.

    `patience` is how many seconds a subscription waits for news before it is checked anew who listens.
    """

    engagement: Service
    directory: Directory
    ledger: Ledger
    tokens: Tokens
    cursor_key: bytes
    new_id: Callable[[], UUID]
    authenticate: Callable[[str | None], Awaitable[Identity]]
    patience: float


class Context(BaseContext):
    """What a resolver may reach. Nothing is read or written before `identity` has admitted who asks."""

    def __init__(self, backends: Backends) -> None:
        super().__init__()
        self.backends = backends
        self.freshness: dict[str, Freshness] = {}
        self._admitted: asyncio.Future[Identity] | None = None
        self._names: Loader[UUID, Name | None] | None = None
        self._loaders: dict[tuple[Any, ...], Loader[Any, Any]] = {}
        self._moments: dict[Source, asyncio.Future[datetime]] = {}

    def header(self, name: str) -> str | None:
        """A header of the request or, over a WebSocket, of its `connection_init`."""
        given = self.request.headers.get(name) if self.request else None
        if given is None and isinstance(self.connection_params, dict):
            given = next((value for key, value in self.connection_params.items() if key.lower() == name), None)
        return given if isinstance(given, str) else None

    async def identity(self) -> Identity:
        """Who asks: proven by the token, and admitted by a role in the tenant. Checked once per operation."""
        if self._admitted is None:
            self._admitted = asyncio.ensure_future(self._admit())
        return await asyncio.shield(self._admitted)

    def forget(self) -> None:
        """Check anew who asks, and keep nothing: before the next operation, and while a subscription lasts."""
        self._admitted = None
        self._names = None
        self._loaders.clear()
        self._moments.clear()
        self.freshness.clear()

    async def moment(self, source: Source, ask: Callable[[], Coroutine[Any, Any, datetime]]) -> datetime:
        """What time it is, asked for once: all of an operation happens at the same moment."""
        if source not in self._moments:
            self._moments[source] = asyncio.ensure_future(ask())
        return await asyncio.shield(self._moments[source])

    async def load(
        self,
        source: Source,
        question: Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]],
        key: Key,
        *more: More.args,
        **_: More.kwargs,
    ) -> Answer:
        """The answer for one key; keys asked for at the same time go together in one question."""
        answer: Answer = await self._loader(source, question, *more).one(key)
        return answer

    async def load_many(
        self,
        source: Source,
        question: Callable[[Reader, Source, Sequence[Key]], Awaitable[list[Answer]]],
        keys: Sequence[Key],
    ) -> list[Answer]:
        return await self._loader(source, question).many(keys)

    async def name_of(self, person: UUID) -> Name | None:
        """What the directory knows of somebody now; it has no past."""
        if self._names is None:
            self._names = Loader(self._load_names)
        return await self._names.one(person)

    async def _load_names(self, people: list[UUID]) -> list[Name | None]:
        identity = await self.identity()
        return await self.backends.directory.names(identity.tenant, people)

    async def _admit(self) -> Identity:
        backends = self.backends
        identity = await backends.authenticate(self.header("authorization"))
        if not await backends.engagement.roles(identity.tenant, identity.person):
            raise Forbidden
        if token := self.header(HEADER):
            seq = backends.tokens.seq(identity.tenant, token)
            service = backends.engagement
            self.freshness[service.name] = await awaited(service, identity.tenant, seq, backends.tokens.wait)
        return identity

    def _loader(self, source: Source, question: Any, *more: Any) -> Loader[Any, Any]:  # noqa: ANN401
        name = (source, question, *more)
        if name not in self._loaders:

            async def ask(keys: list[Any]) -> list[Any]:
                identity = await self.identity()
                return await self.backends.engagement.ask(identity.tenant, source, question, keys, *more)

            self._loaders[name] = Loader(ask)
        return self._loaders[name]


Info = strawberry.Info[Context, Any]
