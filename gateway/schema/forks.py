"""A fork of an engagement: the events that are assumed, checked before anything is folded. Nothing is recorded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import orjson
import strawberry
from pydantic import ValidationError
from strawberry.scalars import JSON

from gateway.context import Info
from gateway.masking import Expected
from gateway.schema.ids import uuid_of
from gateway.schema.log import UnknownEventType
from gateway.schema.moments import moment_of, source_at, source_at_end
from shared.events.registry import EVENTS, STREAMS, schema_version
from shared.eventstore.asking import LONGEST_AGO
from shared.eventstore.codec import LARGEST, BrokenEvent, adapter_of, encode
from shared.kernel.record import record
from shared.projecting.as_of import LIVE, Assumed, Branch

MOST_EVENTS = 50
MOST_PROBLEMS = 5
FARTHEST = timedelta(days=731)
BESIDE = frozenset({"tenant", "people", "round", "framework"})
"""The streams of a tenant: what happens there is about no one engagement."""

ASSUMABLE = frozenset(event.__name__ for each in STREAMS if each.category not in BESIDE for event in each.events)


class ForkNested(Expected):
    """A fork takes a position of its own: it stands neither within `asOf` nor within another fork."""


class TooManyAssumedEvents(Expected):
    """Assume at most {most} events at a time."""


class EventNotAssumable(Expected):
    """The assumed event {number}, {type}, is about the tenant, and not about one engagement."""


class AssumedEventMalformed(Expected):
    """The assumed event {number} is no {type}: {problems}."""


class AssumedElsewhere(Expected):
    """The assumed event {number}, {type}, is about another engagement than the one that is forked."""


class AssumedTooLate(Expected):
    """What is assumed happens at {latest} at the latest."""


class AssumedTooEarly(Expected):
    """What is assumed happens at {earliest} at the earliest."""


@strawberry.input(description="An event that nobody recorded.")
class AssumedEventInput:
    type: str = strawberry.field(description="Of an engagement, by its name in the catalogue of events.")
    data: JSON = strawberry.field(description="As `LogEvent.data` shows it, in the version that is written today.")
    occurred_at: datetime | None = strawberry.field(
        default=None, description="Without it, as soon as the fork begins, or the event before it happened."
    )
    by: strawberry.ID | None = strawberry.field(default=None, description="Whoever did it; without it, whoever asks.")


@record
class Wanted:
    """What is assumed of an engagement, from `begin` on; `person` is whoever asks."""

    engagement_id: UUID
    begin: datetime
    person: UUID
    events: Sequence[AssumedEventInput]


async def branch_of(
    info: Info, engagement_id: UUID, events: Sequence[AssumedEventInput], at: datetime | None, seq: int | None
) -> Branch:
    """From the end of the log, where no position is given. Raises Expected for the first event that is none."""
    if len(events) > MOST_EVENTS:
        raise TooManyAssumedEvents(most=MOST_EVENTS)
    now = at is None and seq is None
    since = await source_at_end(info) if now else await source_at(info, at, seq)
    begin = await moment_of(info, LIVE if now else since)
    person = (await info.context.identity()).person
    assumed = all_assumed(Wanted(engagement_id=engagement_id, begin=begin, person=person, events=events))
    end = assumed[-1].recorded_at if assumed else begin
    return Branch(engagement_id=engagement_id, since=since, assumed=assumed, at=end)


def all_assumed(wanted: Wanted) -> tuple[Assumed, ...]:
    """In their order; each is heard of when it happened, but never before the one in front of it."""
    found: list[Assumed] = []
    heard = wanted.begin
    for number, event in enumerate(wanted.events, start=1):
        occurred_at = event.occurred_at or heard
        if occurred_at > wanted.begin + FARTHEST:
            raise AssumedTooLate(latest=(wanted.begin + FARTHEST).isoformat())
        if occurred_at < wanted.begin - LONGEST_AGO:
            raise AssumedTooEarly(earliest=(wanted.begin - LONGEST_AGO).isoformat())
        heard = max(heard, occurred_at)
        found.append(
            Assumed(
                type=event.type,
                schema_version=schema_version(event.type),
                data=read(number, event, wanted.engagement_id),
                occurred_at=occurred_at,
                recorded_at=heard,
                actor=uuid_of("Person", event.by) if event.by else wanted.person,
            )
        )
    return tuple(found)


def read(number: int, given: AssumedEventInput, engagement_id: UUID) -> str:
    """The event's data as it would be recorded."""
    if given.type not in EVENTS:
        raise UnknownEventType
    if given.type not in ASSUMABLE:
        raise EventNotAssumable(number=number, type=given.type)
    try:
        event = adapter_of(given.type).validate_json(text_of(given.data), strict=True, extra="forbid")
        data = encode(event, engagement_id).data
    except ValidationError as error:
        raise AssumedEventMalformed(number=number, type=given.type, problems=problems(error)) from error
    except (BrokenEvent, orjson.JSONEncodeError) as error:
        raise AssumedEventMalformed(number=number, type=given.type, problems="it cannot be recorded") from error
    if getattr(event, "engagement_id", engagement_id) != engagement_id:
        raise AssumedElsewhere(number=number, type=given.type)
    return data.decode()


def text_of(data: object) -> bytes:
    """Raises BrokenEvent for what no event could hold."""
    text = orjson.dumps(data)
    if len(text) > LARGEST or b"\\u0000" in text:
        raise BrokenEvent
    return text


def problems(error: ValidationError) -> str:
    """Where something is wrong and what, without what was given."""
    return "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:MOST_PROBLEMS])
