"""Following the log from a position on: wait for the views to show an event, then tell it; check who listens."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from gateway.context import Backends, Context
from shared.eventstore.log import Entry
from shared.projecting.positions import Reached
from shared.web.unavailable import unavailable

PAGE = 100


async def followed(
    context: Context, after: int | None, engagement_id: UUID | None, types: Sequence[str]
) -> AsyncIterator[Entry]:
    """The events of a scope, each once and in order, as soon as the views show them; from now on when `after` is None.

    Ends with the token that opened it, or with the last role of whoever listens. What they may read is asked each time.
    """
    identity = await context.identity()
    with context.backends.listeners.one_more(identity.tenant, identity.person):
        async for entry in _followed(context, identity.tenant, after, engagement_id, types):
            yield entry


async def shown_by_all(backends: Backends, tenant: UUID, position: int) -> int | None:
    """Up to where every service shows the log that can be reached; None: not as far as this event yet.

    Without the engagement service nobody is admitted, so that its absence is told; another one is not waited for.
    """
    shown = []
    for service in backends.services:
        try:
            status = await service.reached(tenant, position, backends.patience)
        except Exception as error:
            if service is backends.engagement or unavailable(error) is None:
                raise
            continue
        if status is Reached.TIMED_OUT:
            return None
        shown.append(service.shown(tenant))
    return min(shown)


async def _followed(
    context: Context, tenant: UUID, after: int | None, engagement_id: UUID | None, types: Sequence[str]
) -> AsyncIterator[Entry]:
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
        for entry in entries:
            yield entry
        position = entries[-1].seq if len(entries) == PAGE else until
