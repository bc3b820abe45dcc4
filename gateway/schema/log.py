"""The event log itself, for auditors: what happened, in order, with the hash chain that proves it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import orjson
import strawberry
from strawberry.scalars import JSON

from gateway.context import Info
from gateway.masking import BadCursor, Expected, PageSize
from gateway.schema.ids import global_id
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from shared.events.registry import EVENTS
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.projecting.as_of import LIVE
from shared.projecting.paging import LARGEST, SMALLEST
from shared.web.signed import Tampered, open_, seal

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

PURPOSE = "log"
LONGEST_STREAM, NO_STREAM = 200, "-"


class UnknownEventType(Expected):
    """There is no event of this type."""


@strawberry.type(name="LogEvent", description="One fact, as it lies in the log for ever.")
class LogEvent:
    id: strawberry.ID
    seq: Long = strawberry.field(description="Counts the tenant's events from 1, without holes.")
    type: str
    schema_version: int
    stream: str
    version: int = strawberry.field(description="Counts the stream's events from 1.")
    occurred_at: datetime = strawberry.field(description="When it happened.")
    recorded_at: datetime = strawberry.field(description="When the log took it: always later than the event before.")
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None
    data: JSON
    chain: str = strawberry.field(description="Hash over this event and all before it, in hex.")
    entry: strawberry.Private[Entry]

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(
            id=global_id("LogEvent", entry.event_id),
            seq=Long(entry.seq),
            type=entry.type,
            schema_version=entry.schema_version,
            stream=entry.stream,
            version=entry.version,
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            command_id=entry.command_id,
            correlation_id=entry.correlation_id,
            causation_id=entry.causation_id,
            data=JSON(orjson.loads(entry.data)),
            chain=entry.chain.hex(),
            entry=entry,
        )

    @strawberry.field(description="By whom; empty for what Fairway itself did.")
    async def actor(self, info: Info) -> Person | None:
        return await person_of(info, LIVE, self.entry.actor)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, LIVE, self.entry.engagement_id)


@strawberry.type
class LogEdge:
    cursor: str
    node: LogEvent


@strawberry.type
class LogPage:
    edges: list[LogEdge]
    nodes: list[LogEvent]
    has_next_page: bool
    end_cursor: str | None = strawberry.field(description="Go on from here; the subscriptions take it too.")
    head: Long = strawberry.field(description="Where the log ended when this was read.")


@record
class Wanted:
    """Which part of the log; None and no types: all of it."""

    engagement_id: UUID | None
    types: Sequence[str]
    stream: str | None


async def log_page(info: Info, first: int, after: str | None, wanted: Wanted) -> LogPage:
    if not SMALLEST <= first <= LARGEST:
        raise PageSize(least=SMALLEST, most=LARGEST)
    tenant, ledger = (await info.context.identity()).tenant, info.context.backends.ledger
    head = (await ledger.head(tenant)).seq
    found = await ledger.events(
        tenant,
        await info.context.readable(),
        after=opened(info, tenant, after),
        until=head,
        limit=first + 1,
        engagement_id=wanted.engagement_id,
        types=wanted.types,
        stream=wanted.stream,
    )
    entries = found[:first]
    edges = [LogEdge(cursor=cursor(info, entry), node=LogEvent.of(entry)) for entry in entries]
    return LogPage(
        edges=edges,
        nodes=[edge.node for edge in edges],
        has_next_page=len(found) > first,
        end_cursor=edges[-1].cursor if edges else after,
        head=Long(head),
    )


def part_of(engagement_id: UUID | None, types: Sequence[str] | None, stream: str | None) -> Wanted:
    return Wanted(engagement_id=engagement_id, types=known_types(types), stream=named_stream(stream))


def named_stream(given: str | None) -> str | None:
    """What can be no stream's name names one that has no events."""
    if given is None or (len(given) <= LONGEST_STREAM and given.isascii() and given.isprintable()):
        return given
    return NO_STREAM


def known_types(given: Sequence[str] | None) -> Sequence[str]:
    """The event types that a client names, each once; none means all."""
    if not EVENTS.keys() >= set(given or ()):
        raise UnknownEventType
    return tuple(dict.fromkeys(given or ()))


def cursor(info: Info, entry: Entry) -> str:
    return seal(info.context.backends.cursor_key, PURPOSE, (str(entry.tenant), entry.seq))


def opened(info: Info, tenant: UUID, given: str | None) -> int:
    """The position that a cursor of the log stands for; 0, the beginning, for none."""
    if given is None:
        return 0
    try:
        owner, seq = open_(info.context.backends.cursor_key, PURPOSE, given)
    except (Tampered, ValueError):
        raise BadCursor from None
    if owner != str(tenant) or not isinstance(seq, int):
        raise BadCursor
    return seq
