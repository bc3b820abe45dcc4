"""What the gateway uses of others, be they in this process or behind an address: the same words for both."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from shared.authority.grants import Readable
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.log import Entry, Head
from shared.eventstore.weighing import Weighed
from shared.projecting.as_of import Source
from shared.projecting.parking import Parked
from shared.projecting.positions import Position, Reached
from shared.projecting.reading import Reader

Key = TypeVar("Key")
Answer = TypeVar("Answer")
More = ParamSpec("More")
Name = TypeVar("Name")


class Backend(Protocol):
    """A service: give it a command, ask it a question, ask how far its views are."""

    @property
    def name(self) -> str: ...

    async def send(self, request: Request) -> Receipt:
        """Record what the command decides. Raises Refused when it breaks a rule."""

    async def weigh(self, tenant: UUID, requests: Sequence[Request]) -> list[Weighed]:
        """What would come of each of these commands now, in their order; nothing is recorded."""

    async def ask(
        self,
        tenant: UUID,
        readable: Readable,
        source: Source,
        question: Callable[Concatenate[Reader, Source, Sequence[Key], More], Awaitable[list[Answer]]],
        keys: Sequence[Key],
        *more: More.args,
        **named: More.kwargs,
    ) -> list[Answer]:
        """The answers to a question, all from the same cut of the log, and of what is readable only."""

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        """What the person may read as of this instant; None: nothing.

        `home` is the tenant whose token the person shows, where that is another one.
        """

    async def reached(self, tenant: UUID, seq: int, seconds: float) -> Reached:
        """Wait, at most `seconds`, until the views show all up to `seq`."""

    def shown(self, tenant: UUID) -> int:
        """The last event that the views show, as far as this process knows: at least what was `reached`."""

    async def position(self, tenant: UUID) -> Position: ...

    async def waiting(self) -> Sequence[str]:
        """What is waited for until it can answer; asked once, even where it cannot be reached."""

    async def parked(self, tenant: UUID) -> Sequence[Parked]:
        """The scopes of the tenant that wait for a mended fold."""


class Names(Protocol[Name]):
    """A directory: how people are called, as of now."""

    async def names(self, tenant: UUID, people: Sequence[UUID]) -> list[Name | None]:
        """In the order of the ids; None for whoever is not listed."""

    async def enter(self, tenant: UUID, name: Name) -> None:
        """List the person, or correct how they are listed. Raises Refused."""

    async def erase(self, tenant: UUID, person: UUID) -> None: ...

    async def invite(self, tenant: UUID, home: UUID, person: UUID) -> None:
        """Let the person find this tenant from home. It opens nothing."""

    async def invited(self, home: UUID, person: UUID) -> Sequence[UUID]:
        """The tenants that ever invited the person, by their ids, as many as are looked at in one go."""


class LogQuestions(Protocol):
    """The log's own questions. `after` and `until` are positions of the tenant's log."""

    async def events(
        self,
        tenant: UUID,
        readable: Readable,
        *,
        after: int,
        until: int,
        limit: int,
        engagement_id: UUID | None = None,
        types: Sequence[str] = (),
        stream: str | None = None,
    ) -> Sequence[Entry]:
        """Of the tenant, an engagement or a stream, as far as it is readable."""

    async def recorded_at(self, tenant: UUID, seq: int) -> datetime | None:
        """When the log took this event; None where there is none."""

    async def head(self, tenant: UUID) -> Head: ...

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        """The last seq recorded at or before `moment`."""

    async def now(self) -> datetime:
        """The store's clock."""
