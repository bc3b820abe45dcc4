"""Following the log from a position on: wait for the views to show an event, then tell it; check who listens."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from enum import Enum
from uuid import UUID

from gateway.context import Backends, Context
from shared.eventstore.log import Entry
from shared.projecting.positions import Reached
from shared.web.backend import Backend
from shared.web.unavailable import unavailable

PAGE = 100


class Standing(Enum):
    """Of a service that does not show an event: it did not within the time that it was waited for, or it is away."""

    BEHIND = "behind"
    AWAY = "away"


async def followed(
    context: Context, after: int | None, engagement_id: UUID | None, types: Sequence[str]
) -> AsyncIterator[Sequence[Entry]]:
    """The events of a scope, each once and in order, as soon as the views show them; from now on when `after` is None.

    What the views show at the same time comes together, so that whoever tells of it can read for all of it at once.
    Ends with the token that opened it, or with the last role of whoever listens. What they may read is asked each time.
    """
    identity = await context.identity()
    with context.backends.listeners.one_more(identity.tenant, identity.person):
        async for entries in _followed(context, identity.tenant, after, engagement_id, types):
            yield entries


async def shown_by_all(backends: Backends, tenant: UUID, position: int) -> int | None:
    """Up to where every service shows the log that can be reached; None: not as far as this event yet.

    Without the engagement service nobody is admitted, so that its absence is told; another one is not waited for.
    """
    looks = [_shown(backends, service, tenant, position) for service in backends.services]
    found = await asyncio.gather(*looks)
    if Standing.BEHIND in found:
        return None
    return min(each for each in found if isinstance(each, int))


async def _shown(backends: Backends, service: Backend, tenant: UUID, position: int) -> int | Standing:
    """Up to where this service shows the log, this event included.

    One that was away is asked whether it is there before it is waited for again: calls to nobody are made repeatedly.
    """
    away = backends.listeners.away
    if service.name in away and await service.waiting():
        return Standing.AWAY
    try:
        status = await service.reached(tenant, position, backends.patience)
    except Exception as error:
        if service is backends.engagement or unavailable(error) is None:
            raise
        away.add(service.name)
        return Standing.AWAY
    away.discard(service.name)
    shown = service.shown(tenant)
    return Standing.BEHIND if status is Reached.TIMED_OUT or shown < position else shown


async def _followed(
    context: Context, tenant: UUID, after: int | None, engagement_id: UUID | None, types: Sequence[str]
) -> AsyncIterator[Sequence[Entry]]:
    backends = context.backends
    position = (await backends.ledger.head(tenant)).seq if after is None else after
    while True:
        until = await shown_by_all(backends, tenant, position + 1)
        context.forget()
        readable = await context.readable()
        if until is None:
            continue
        async with backends.listeners.reading:
            entries = await backends.ledger.events(
                tenant, readable, after=position, until=until, limit=PAGE, engagement_id=engagement_id, types=types
            )
        if entries:
            yield entries
        position = entries[-1].seq if len(entries) == PAGE else until
