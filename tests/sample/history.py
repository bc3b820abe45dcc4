"""Histories of things: any sequence of steps, made into events that may really follow one another."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID, uuid5

from hypothesis import strategies

from shared.eventstore.log import Attempt, Log, NewEvent, Write
from shared.kernel.record import record
from tests.sample.things import (
    ADAPTERS,
    Kind,
    Note,
    RatingWithdrawn,
    ThingClosed,
    ThingOpened,
    ThingRated,
    ThingRenamed,
    ThingSeen,
)

PERSON = UUID(int=9)
NAMES = UUID(int=99)

ThingEvent: TypeAlias = ThingOpened | ThingRenamed | ThingRated | RatingWithdrawn | ThingClosed | ThingSeen
Step: TypeAlias = tuple[int, int, int]
"""Which thing, what happens to it, and with which value."""

STEPS = strategies.tuples(strategies.integers(0, 5), strategies.integers(0, 5), strategies.integers(0, 2))
HISTORIES = strategies.lists(STEPS, min_size=1, max_size=40)


@record
class Happened:
    event: ThingEvent
    thing: int

    @property
    def engagement(self) -> UUID | None:
        """Every third thing belongs to none."""
        return None if self.thing % 3 == 0 else UUID(int=100 + self.thing % 3)


def thing_id(tenant: UUID, thing: int) -> UUID:
    return uuid5(tenant, str(thing))


def happened(tenant: UUID, steps: Iterable[Step]) -> list[Happened]:
    """A thing must be open before it can change, so some steps open it instead."""
    is_open: set[int] = set()
    events = []
    for thing, what, value in steps:
        event = _event(thing_id(tenant, thing), what if thing in is_open else 0, value)
        if isinstance(event, ThingClosed):
            is_open.discard(thing)
        else:
            is_open.add(thing)
        events.append(Happened(event=event, thing=thing))
    return events


def _event(thing: UUID, what: int, value: int) -> ThingEvent:
    return (
        ThingOpened(
            thing_id=thing,
            title=f"thing {value}",
            kind=Kind.ROUND if value else Kind.SQUARE,
            price=Decimal(value) / 4,
            due=date(2026, 1, 1 + value) if value else None,
            note=Note(author="Ana", lines=("one", "two")[:value]) if value else None,
            labels=("blue", "green")[:value],
        ),
        ThingRenamed(thing_id=thing, title=f"renamed {value}"),
        ThingRated(thing_id=thing, by=UUID(int=value), stars=value),
        RatingWithdrawn(thing_id=thing, by=UUID(int=value)),
        ThingClosed(thing_id=thing),
        ThingSeen(thing_id=thing),
    )[what]


class Recording:
    """Appends events of one tenant to a log, each as a command of its own."""

    def __init__(self, log: Log, tenant: UUID) -> None:
        self.log = log
        self.tenant = tenant
        self.seq = 0
        self._versions: dict[str, int] = {}

    async def append(self, events: Iterable[Happened]) -> None:
        for each in events:
            await self.raw(each.thing, each.engagement, type(each.event).__name__, _data(each.event))

    async def raw(self, thing: int, engagement: UUID | None, kind: str, data: bytes) -> None:
        """Whatever it is: broken data, or an event that nobody knows."""
        await self.log.append(self.tenant, [self._attempt(thing, engagement, kind, data)])

    async def in_bulk(self, events: Sequence[Happened]) -> None:
        """All in one call."""
        attempts = [self._attempt(e.thing, e.engagement, type(e.event).__name__, _data(e.event)) for e in events]
        await self.log.append(self.tenant, attempts)

    def _attempt(self, thing: int, engagement: UUID | None, kind: str, data: bytes) -> Attempt:
        self.seq += 1
        stream = f"gap-{thing_id(self.tenant, thing)}"
        expected = self._versions.get(stream, 0)
        self._versions[stream] = expected + 1
        event = NewEvent(event_id=uuid5(self.tenant, f"event {self.seq}"), type=kind, schema_version=1, data=data)
        return Attempt(
            command_id=uuid5(self.tenant, f"command {self.seq}"),
            digest=bytes(32),
            actor=PERSON,
            writes=(Write(stream=stream, expected=expected, engagement_id=engagement, events=(event,)),),
        )


def _data(event: ThingEvent) -> bytes:
    return ADAPTERS[type(event).__name__].dump_json(event)
