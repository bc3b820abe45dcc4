"""A service and its directory behind an address."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import orjson

from shared.authority.grants import Readable
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.weighing import Weighed
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.parking import Parked
from shared.projecting.positions import Position, Reached
from shared.projecting.reading import Reader
from shared.web.remote.channel import Channel, Params
from shared.web.wire import RECEIPT, Form, Wire

Key = TypeVar("Key")
Answer = TypeVar("Answer")
T = TypeVar("T")
More = ParamSpec("More")

LONGEST_POLL = 25.0


@record
class Shown:
    """What came of waiting for an event, and up to where the views show everything."""

    status: Reached
    shown: int


READABLE: Form[Readable | None] = Form(Readable | None)
SHOWN: Form[Shown] = Form(Shown)
POSITION: Form[Position] = Form(Position)
PARKED: Form[list[Parked]] = Form(list[Parked])
INVITED: Form[list[UUID]] = Form(list[UUID])


class RemoteService:
    """Says the same as the service itself. `shown` is what its answers told so far."""

    def __init__(self, wire: Wire, channel: Channel) -> None:
        self.name = channel.name
        self._wire = wire
        self._channel = channel
        self._shown: dict[UUID, int] = {}

    async def send(self, request: Request) -> Receipt:
        name = type(request.command).__name__
        return await self._channel.call(f"/commands/{name}", RECEIPT.read, self._wire.commands[name].write(request))

    async def weigh(self, tenant: UUID, requests: Sequence[Request]) -> list[Weighed]:
        named = [(type(each.command).__name__, each) for each in requests]
        body = [
            {"name": name, "request": orjson.Fragment(self._wire.commands[name].write(each))} for name, each in named
        ]
        return await self._channel.call(
            "/weigh", self._wire.weighed, orjson.dumps(body), params={"tenant": str(tenant)}
        )

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
        known = self._wire.questions[question.__name__]
        circumstances = {"tenant": tenant, "readable": readable, "source": source}
        body = known.write(circumstances, keys, *more, **named)
        return await self._channel.call(f"/queries/{question.__name__}", known.answers.read, body)

    async def readable(self, tenant: UUID, person: UUID, home: UUID | None = None) -> Readable | None:
        params = {"tenant": str(tenant), "person": str(person)} | ({"home": str(home)} if home else {})
        return await self._channel.call("/readable", READABLE.read, params=params)

    async def reached(self, tenant: UUID, seq: int, seconds: float) -> Reached:
        """In polls that a proxy between would not cut off."""
        left = seconds
        while True:
            poll = min(left, LONGEST_POLL)
            params: Params = {"tenant": str(tenant), "seq": seq, "seconds": poll}
            told = await self._channel.call("/reached", SHOWN.read, params=params, longer=poll)
            self._shown[tenant] = max(told.shown, self.shown(tenant))
            left -= poll
            if told.status is not Reached.TIMED_OUT or left <= 0:
                return told.status

    def shown(self, tenant: UUID) -> int:
        return self._shown.get(tenant, 0)

    async def position(self, tenant: UUID) -> Position:
        return await self._channel.call("/position", POSITION.read, params={"tenant": str(tenant)})

    async def waiting(self) -> Sequence[str]:
        return await self._channel.waiting()

    async def parked(self, tenant: UUID) -> Sequence[Parked]:
        return await self._channel.call("/parked", PARKED.read, params={"tenant": str(tenant)})


class RemoteDirectory:
    """The names that the service keeps, as the record that its contract declares."""

    def __init__(self, wire: Wire, channel: Channel) -> None:
        self._wire = wire
        self._channel = channel

    async def names(self, tenant: UUID, people: Sequence[UUID]) -> list[Any]:
        return await self._call("names", self._wire.names.read, tenant, orjson.dumps(list(people)))

    async def enter(self, tenant: UUID, name: object) -> None:
        await self._call("enter", orjson.loads, tenant, self._wire.listed.write(name))

    async def erase(self, tenant: UUID, person: UUID) -> None:
        await self._call("erase", orjson.loads, tenant, orjson.dumps(person))

    async def invite(self, tenant: UUID, home: UUID, person: UUID) -> None:
        await self._call("invite", orjson.loads, tenant, INVITED.write([home, person]))

    async def invited(self, home: UUID, person: UUID) -> list[UUID]:
        return await self._call("invited", INVITED.read, home, orjson.dumps(person))

    async def _call(self, what: str, read: Callable[[bytes], T], tenant: UUID, body: bytes) -> T:
        return await self._channel.call(f"/directory/{what}", read, body, params={"tenant": str(tenant)})
