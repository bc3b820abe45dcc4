"""Following the log from a position on: wait for the views to show an event, then tell it; check who listens."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from gateway.context import Context
from shared.eventstore.log import Entry
from shared.projecting.positions import Reached

PAGE = 100


async def followed(
    context: Context, after: int | None, engagement_id: UUID | None, types: Sequence[str]
) -> AsyncIterator[Entry]:
    """The events of a scope, each once and in order, as soon as the views show them; from now on when `after` is None.

    Ends with the token that opened it, or with the last role of whoever listens.
    """
    backends = context.backends
    tenant = (await context.identity()).tenant
    position = (await backends.ledger.head(tenant)).seq if after is None else after
    while True:
        status = await backends.engagement.reached(tenant, position + 1, backends.patience)
        context.forget()
        await context.identity()
        if status is Reached.TIMED_OUT:
            continue
        until = backends.engagement.shown(tenant)
        entries = await backends.ledger.events(
            tenant, after=position, until=until, limit=PAGE, engagement_id=engagement_id, types=types
        )
        for entry in entries:
            yield entry
        position = entries[-1].seq if len(entries) == PAGE else until
