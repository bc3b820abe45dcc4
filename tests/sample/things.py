"""Things on shelves: three projections with every kind of column, a composite key, rows that go and come back."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.language import Language
from shared.projecting.projection import Key, Projection


class Kind(StrEnum):
    ROUND = "round"
    SQUARE = "square"


@record
class Note:
    author: str
    lines: tuple[str, ...]


@record
class ThingOpened:
    thing_id: UUID
    title: str
    kind: Kind
    price: Decimal
    due: date | None = None
    note: Note | None = None
    labels: tuple[str, ...] = ()


@record
class ThingRenamed:
    thing_id: UUID
    title: str


@record
class ThingRated:
    thing_id: UUID
    by: UUID
    stars: int


@record
class RatingWithdrawn:
    thing_id: UUID
    by: UUID


@record
class ThingClosed:
    thing_id: UUID


@record
class ThingSeen:
    """No projection cares."""

    thing_id: UUID


EVENTS = (ThingOpened, ThingRenamed, ThingRated, RatingWithdrawn, ThingClosed, ThingSeen)
ADAPTERS: dict[str, TypeAdapter[Any]] = {event.__name__: TypeAdapter(event) for event in EVENTS}


def decode(entry: Entry) -> Recorded[Any]:
    return Recorded(
        event=ADAPTERS[entry.type].validate_json(entry.data),
        tenant=entry.tenant,
        seq=entry.seq,
        event_id=entry.event_id,
        stream=entry.stream,
        version=entry.version,
        engagement_id=entry.engagement_id,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        command_id=entry.command_id,
    )


LANGUAGE = Language(decode=decode, known=frozenset(ADAPTERS))


@record
class Thing:
    thing_id: UUID
    engagement_id: UUID | None
    title: str
    kind: Kind
    price: Decimal
    due: date | None
    note: Note | None
    labels: tuple[str, ...]
    opened_at: datetime
    opened_seq: int
    renamed: bool


@record
class Rating:
    thing_id: UUID
    by: UUID
    stars: int


@record
class Shelf:
    engagement_id: UUID
    things: int
    worth: Decimal


class NotOpen(LookupError):
    """A thing that is not there cannot change."""


def thing_keys(recorded: Recorded[Any]) -> tuple[Key, ...]:
    return ((recorded.event.thing_id,),)


def fold_thing(thing: Thing | None, recorded: Recorded[Any]) -> Thing | None:
    event = recorded.event
    match event:
        case ThingOpened():
            return opened(event, recorded)
        case ThingRenamed() if thing is not None:
            return replace(thing, title=event.title, renamed=True)
        case ThingClosed() if thing is not None:
            return None
        case _:
            raise NotOpen(f"not open: {event}")


def opened(event: ThingOpened, recorded: Recorded[Any]) -> Thing:
    return Thing(
        thing_id=event.thing_id,
        engagement_id=recorded.engagement_id,
        title=event.title,
        kind=event.kind,
        price=event.price,
        due=event.due,
        note=event.note,
        labels=event.labels,
        opened_at=recorded.occurred_at,
        opened_seq=recorded.seq,
        renamed=False,
    )


def rating_keys(recorded: Recorded[Any]) -> tuple[Key, ...]:
    return ((recorded.event.thing_id, recorded.event.by),)


def fold_rating(_: Rating | None, recorded: Recorded[Any]) -> Rating | None:
    event = recorded.event
    if isinstance(event, RatingWithdrawn):
        return None
    return Rating(thing_id=event.thing_id, by=event.by, stars=event.stars)


def shelf_keys(recorded: Recorded[Any]) -> tuple[Key, ...]:
    return ((recorded.engagement_id,),) if recorded.engagement_id else ()


def fold_shelf(shelf: Shelf | None, recorded: Recorded[ThingOpened]) -> Shelf:
    assert recorded.engagement_id
    before = shelf or Shelf(engagement_id=recorded.engagement_id, things=0, worth=Decimal(0))
    return replace(before, things=before.things + 1, worth=before.worth + recorded.event.price)


THINGS: Projection[Thing] = Projection(
    name="things",
    version=1,
    row=Thing,
    key=("thing_id",),
    handles=(ThingOpened, ThingRenamed, ThingClosed),
    keys=thing_keys,
    fold=fold_thing,
    indexes=(("engagement_id", "title"),),
)
RATINGS: Projection[Rating] = Projection(
    name="ratings",
    version=3,
    row=Rating,
    key=("thing_id", "by"),
    handles=(ThingRated, RatingWithdrawn),
    keys=rating_keys,
    fold=fold_rating,
)
SHELVES: Projection[Shelf] = Projection(
    name="shelves",
    version=1,
    row=Shelf,
    key=("engagement_id",),
    handles=(ThingOpened,),
    keys=shelf_keys,
    fold=fold_shelf,
)
PROJECTIONS: tuple[Projection[Any], ...] = (THINGS, RATINGS, SHELVES)
