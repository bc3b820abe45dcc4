"""What every subscription begins with: the events that it follows, from a cursor on."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated

import strawberry

from gateway.context import Info
from gateway.following import followed
from gateway.schema.ids import uuid_of
from gateway.schema.log import opened
from shared.eventstore.log import Entry

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
