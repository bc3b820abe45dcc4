"""What every subscription begins with: the events that it follows, from a cursor on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Annotated, TypeVar
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.following import followed
from gateway.schema.ids import uuid_of
from gateway.schema.log import LogEvent, cursor, opened
from shared.eventstore.log import Entry
from shared.projecting.as_of import LIVE, Source

Noun = TypeVar("Noun")

After = Annotated[
    str | None, strawberry.argument(description="Go on after this cursor; without one, begin with what happens next.")
]


async def changes(
    info: Info, after: str | None, engagement_id: strawberry.ID | None, types: Sequence[str], noun: str = "Engagement"
) -> AsyncIterator[Sequence[Entry]]:
    """What happened, as it comes: of what comes together, the nouns can be read in one question."""
    tenant = (await info.context.identity()).tenant
    engagement = uuid_of(noun, engagement_id) if engagement_id else None
    start = None if after is None else opened(info, tenant, after)
    async for entries in followed(info.context, start, engagement, types):
        yield entries


async def changed(
    info: Info,
    entries: Sequence[Entry],
    question: Callable[[Info, Source, UUID | None], Awaitable[Noun]],
    about: Callable[[Entry], UUID | None],
) -> list[tuple[str, LogEvent, Noun]]:
    """Of each its cursor, what happened, and what it is about as that now reads: asked for together."""
    found = await asyncio.gather(*(question(info, LIVE, about(entry)) for entry in entries))
    return [(cursor(info, entry), LogEvent.of(entry), noun) for entry, noun in zip(entries, found, strict=True)]


def of_engagement(entry: Entry) -> UUID | None:
    return entry.engagement_id


def of_stream(entry: Entry) -> UUID:
    """Whose stream it is, such as the gap of `gap-{gap_id}`."""
    return UUID(entry.stream.partition("-")[2])
