"""Who asks, of which tenant, and how to reach the services: made anew for each request."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import strawberry
from strawberry.fastapi import BaseContext

from gateway.admission import VISITED, admitted
from gateway.consistency import HEADER, Freshness, Tokens, ViewsBehind, awaited, past
from gateway.evidence.links import Links
from gateway.listeners import Listeners
from gateway.loading import Loader
from gateway.owners import COMMANDS, QUESTIONS
from services.engagement.contract import Name
from services.gates.contracts.proofs import Signer
from shared.authority.grants import Readable
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.positions import Reached
from shared.projecting.reading import Reader
from shared.web.artefacts import Artefacts
from shared.web.backend import Backend, LogQuestions, Names
from shared.web.identity import Identity
from shared.web.process.wanting import Wanting

Key = TypeVar("Key")
Answer = TypeVar("Answer")
More = ParamSpec("More")
Question = Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]]


@record
class Backends:
    """What the gateway stands before, what it seals cursors and tokens with, and what signs its answers.

    `patience` is how many seconds a subscription waits for news before it is checked anew who listens. `waiting` says
    what is waited for: without the engagement service nobody is admitted, without another one its fields are empty.
    """

    engagement: Backend
    gates: Backend
    measurement: Backend
    directory: Names[Name]
    ledger: LogQuestions
    tokens: Tokens
    cursor_key: bytes
    new_id: Callable[[], UUID]
    authenticate: Callable[[str | None], Awaitable[Identity]]
    patience: float
    waiting: Callable[[], Awaitable[Wanting]]
    artefacts: Artefacts
    now: Callable[[], datetime]
    signer: Signer
    listeners: Listeners = field(default_factory=Listeners)

    @property
    def links(self) -> Links:
        """To files of evidence, for a few minutes."""
        return Links(key=self.cursor_key, now=self.now)

    @property
    def services(self) -> tuple[Backend, ...]:
        return (self.engagement, self.gates, self.measurement)

    def answering(self, question: Callable[..., Any]) -> Backend:
        """The service that the question is one of. LookupError: it is none of any."""
        return self._called(QUESTIONS[question])

    def taking(self, command: object) -> Backend:
        """The service that decides such a command. LookupError: none does."""
        return self._called(COMMANDS[type(command)])

    def _called(self, name: str) -> Backend:
        return next(service for service in self.services if service.name == name)


@record
class Admitted:
    """Who asks, what they may read as of the operation's begin, and up to which event they have `seen` the log."""

    identity: Identity
    readable: Readable
    seen: int | None


class Context(BaseContext):
    """What a resolver may reach. Nothing is read or written before `identity` has admitted who asks."""

    def __init__(self, backends: Backends) -> None:
        super().__init__()
        self.backends = backends
        self.freshness: dict[str, Freshness] = {}
        self._admitted: asyncio.Future[Admitted] | None = None
        self._names: Loader[UUID, Name | None] | None = None
        self._loaders: dict[tuple[Any, ...], Loader[Any, Any]] = {}
        self._once: dict[Hashable, asyncio.Future[Any]] = {}
        self._recorded = 0

    def header(self, name: str) -> str | None:
        """A header of the request or, over a WebSocket, of its `connection_init`."""
        given = self.request.headers.get(name) if self.request else None
        if given is None and isinstance(self.connection_params, dict):
            given = next((value for key, value in self.connection_params.items() if key.lower() == name), None)
        return given if isinstance(given, str) else None

    async def identity(self) -> Identity:
        """Who asks: proven by the token, and admitted by a role in the tenant. Checked once per operation."""
        return (await self._who()).identity

    async def readable(self) -> Readable:
        """What whoever asks may read."""
        return (await self._who()).readable

    def forget(self) -> None:
        """Check anew who asks, and keep nothing: before the next operation, and while a subscription lasts."""
        self._admitted = None
        self._names = None
        self._loaders.clear()
        self._once.clear()
        self._recorded = 0
        self.freshness.clear()

    async def once(self, name: Hashable, make: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
        """What goes by this name, made once: whatever of an operation needs it has the same."""
        if name not in self._once:
            self._once[name] = asyncio.ensure_future(make())
        answer: Answer = await asyncio.shield(self._once[name])
        return answer

    def recorded(self, position: int) -> None:
        """Whatever the operation asks from now on shows this, if only the views come so far in time."""
        self._recorded = max(self._recorded, position)

    async def reached(self, service: Backend, position: int) -> Reached:
        """Wait for a service's views; once per operation, for as long as an answer waits at most."""
        tenant, wait = (await self.identity()).tenant, self.backends.tokens.wait
        return await self.once(("reached", service.name, position), lambda: service.reached(tenant, position, wait))

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

    async def together(self, name: Hashable, ask: Callable[[list[Any]], Awaitable[list[Any]]], key: Hashable) -> Any:  # noqa: ANN401
        """The answer for the key; whatever is asked for by this name at the same time goes together."""
        if (name,) not in self._loaders:
            self._loaders[(name,)] = Loader(ask)
        return await self._loaders[(name,)].one(key)

    async def _load_names(self, people: list[UUID]) -> list[Name | None]:
        identity = await self.identity()
        return await self.backends.directory.names(identity.tenant, people)

    async def _who(self) -> Admitted:
        if self._admitted is None:
            self._admitted = asyncio.ensure_future(self._admit())
        return await asyncio.shield(self._admitted)

    async def _admit(self) -> Admitted:
        backends = self.backends
        identity = await backends.authenticate(self.header("authorization"))
        identity, readable = await admitted(backends.engagement.readable, identity, self.header(VISITED))
        token = self.header(HEADER)
        seen = backends.tokens.seq(identity.tenant, token) if token else None
        return Admitted(identity=identity, readable=readable, seen=seen)

    async def _ask(self, source: Source, question: Any, keys: list[Any], more: tuple[Any, ...]) -> list[Any]:  # noqa: ANN401
        """By the service that the question is one of, once its views show what they must."""
        who, service = await self._who(), self.backends.answering(question)
        tenant = who.identity.tenant
        if who.seen is not None:
            await self.once(("seen", service.name), lambda: self._awaited(service, who))
        position = past(source)
        wanted = self._recorded if position is None else position
        if service.shown(tenant) < wanted:
            status = await self.reached(service, wanted)
            if status is Reached.TIMED_OUT and position is not None:
                raise ViewsBehind
        return await service.ask(tenant, who.readable, source, question, keys, *more)

    async def _awaited(self, service: Backend, who: Admitted) -> None:
        """What the request named is shown by every service that it reads from."""
        seconds = self.backends.tokens.wait
        self.freshness[service.name] = await awaited(service, who.identity.tenant, who.seen or 0, seconds)

    def _loader(self, source: Source, question: Any, *more: Any) -> Loader[Any, Any]:  # noqa: ANN401
        name = (source, question, *more)
        if name not in self._loaders:

            async def ask(keys: list[Any]) -> list[Any]:
                return await self._ask(source, question, keys, more)

            self._loaders[name] = Loader(ask)
        return self._loaders[name]


Info = strawberry.Info[Context, Any]
