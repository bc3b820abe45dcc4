"""Taking a scope out of waiting: all of it is folded again from its first event, nothing is applied late."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from shared.eventstore.log import Entry, Log
from shared.kernel.decider import Reach, Scope
from shared.projecting import checkpoint
from shared.projecting.batch import Batch, Poisoned, scope_of
from shared.projecting.checkpoint import working
from shared.projecting.connections import Connection, transaction
from shared.projecting.filler import BATCH, Filler, Unstorable
from shared.projecting.parking import park, parked_scopes, unpark
from shared.projecting.writer import forget_scope


class StillPoisoned(Exception):
    """The scope fails again, at this event."""

    def __init__(self, poisoned: Poisoned) -> None:
        super().__init__(poisoned.error)
        self.poisoned = poisoned


async def retry(filler: Filler, tenant: UUID, scope: str) -> bool:
    """Fold a parked scope again, up to where its tenant's views stand. False: it failed again and stays parked."""
    async with transaction(filler.pool, working(filler.build, filler.views.service, tenant)) as connection:
        reached = await checkpoint.lock(connection, filler.build, tenant, wait=True)
        if reached is None or scope not in await parked_scopes(connection, tenant):
            return True
        await connection.execute("savepoint parked")
        try:
            await _refold(connection, filler, tenant, scope, reached.seq)
        except StillPoisoned as error:
            await connection.execute("rollback to savepoint parked")
            await park(connection, tenant, [error.poisoned])
            return False
        await unpark(connection, tenant, scope)
        return True


async def _refold(connection: Connection, filler: Filler, tenant: UUID, scope: str, until: int) -> None:
    """Raises StillPoisoned: then what was stored here must be rolled back."""
    for projection in filler.views.projections:
        await forget_scope(connection, tenant, projection, scope)
    async for entries in _pages(filler.log, tenant, scope, until):
        batch = Batch(filler.folds, filler.language, parked=())
        try:
            await filler.project(connection, tenant, batch, entries)
        except Unstorable as error:
            raise StillPoisoned(Poisoned(scope=scope, seq=error.seq, error=str(error))) from error
        if batch.poisoned:
            raise StillPoisoned(batch.poisoned[scope])


async def _pages(log: Log, tenant: UUID, scope: str, until: int) -> AsyncIterator[Sequence[Entry]]:
    after = 0
    while entries := await log.within(tenant, _scope(scope), after, until, BATCH):
        after = entries[-1].seq
        if own := [entry for entry in entries if scope_of(entry) == scope]:
            yield own


def _scope(scope: str) -> Scope:
    try:
        return Scope(reach=Reach.ENGAGEMENT, id=str(UUID(scope)))
    except ValueError:
        return Scope(reach=Reach.STREAM, id=scope)
