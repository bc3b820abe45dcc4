"""Filling a service's views anew beside the ones that serve, comparing the two, and changing over in one transaction.

Readers and projectors go on meanwhile. A rebuild that is killed leaves a build that nobody reads: the next one, or
the next start of a projector, finds that no filler holds it any more and drops it.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.builds import Build, State, registry
from shared.projecting.comparing import Comparison, compared
from shared.projecting.connections import FAILURES, Connection, Pool, give_up
from shared.projecting.failures import BuildLost, NothingServes, RebuildUnderWay
from shared.projecting.filler import Filler
from shared.projecting.language import PUBLISHED, Language
from shared.projecting.views import Views
from shared.transport.lanes import Lanes

BATCH = 2_000
LANES = 3
CLOSE = 1_000

REACHED = "select tenant_id, seq from {schema}.checkpoint order by tenant_id"
LOCKED = "select seq from {schema}.checkpoint where tenant_id = $1 for update"


@record
class Progress:
    """Events folded so far, of those that the serving build shows."""

    done: int
    total: int


@record
class Report:
    """`flipped`: the new build serves. It does not where it differs and no difference was to be accepted."""

    build: str
    comparison: Comparison
    flipped: bool


def unheard(_: Progress) -> None:
    """Tell nobody."""


async def rebuild(
    pool: Pool,
    log: Log,
    views: Views,
    *,
    language: Language = PUBLISHED,
    accept_differences: bool = False,
    progress: Callable[[Progress], None] = unheard,
) -> Report:
    """Takes at least two connections of the workers' role. Raises RebuildUnderWay, NothingServes."""
    async with _alone(pool, views) as connection:
        serving, fresh = await _beside(pool, views)
        filling = _Filling(Filler(pool, log, views, fresh, language), progress)
        flipped = False
        try:
            while filling.behind(targets := await _reached(connection, serving)) > CLOSE:
                await filling.go(targets)
            report = await _flip(connection, filling, views, serving, fresh, accept_differences=accept_differences)
            flipped = report.flipped
        finally:
            if not flipped:
                await _drop_unserved(pool, views, fresh)
        return report


async def sweep(pool: Pool, views: Views) -> list[str]:
    """Drop what a killed rebuild left behind, unless one is under way; gives the schemas."""
    async with registry(pool, views) as connection:
        free = await connection.fetchval("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", _key(views))
        return await _drop_leftovers(connection, views) if free else []


async def _drop_unserved(pool: Pool, views: Views, fresh: Build) -> None:
    """Where the answer to the change over was lost, only the registry knows whether it was made."""
    async with registry(pool, views) as connection:
        if fresh in await builds.known(connection, views):
            await builds.drop(connection, fresh.schema)


@asynccontextmanager
async def _alone(pool: Pool, views: Views) -> AsyncIterator[Connection]:
    """A connection whose session says that a filler lives."""
    async with pool.acquire() as connection:
        if not await connection.fetchval("select pg_try_advisory_lock(hashtextextended($1, 0))", _key(views)):
            raise RebuildUnderWay
        try:
            yield connection
        finally:
            await _release(connection, views)


async def _release(connection: Connection, views: Views) -> None:
    """The session ends with the lock where it cannot be given back: the pool would keep both."""
    try:
        await connection.execute("select pg_advisory_unlock(hashtextextended($1, 0))", _key(views))
    except FAILURES:
        give_up(connection)


async def _beside(pool: Pool, views: Views) -> tuple[Build, Build]:
    """The build that serves, and an empty one."""
    async with registry(pool, views) as connection:
        await _drop_leftovers(connection, views)
        serving = [build for build in await builds.known(connection, views) if build.state is State.SERVING]
        if not serving:
            raise NothingServes
        return serving[0], await builds.create(connection, views)


async def _drop_leftovers(connection: Connection, views: Views) -> list[str]:
    """A build that is being filled although another one of its version serves was begun by a rebuild."""
    known = await builds.known(connection, views)
    if all(build.state is not State.SERVING for build in known):
        return []
    leftovers = [build.schema for build in known if build.state is State.FILLING]
    for schema in leftovers:
        await builds.drop(connection, schema)
    return leftovers


class _Filling:
    """The way of a new build to where the old one stands."""

    def __init__(self, filler: Filler, progress: Callable[[Progress], None]) -> None:
        self.done: dict[UUID, int] = {}
        self._filler = filler
        self._progress = progress
        self._lanes = Lanes(LANES)

    def behind(self, targets: Mapping[UUID, int]) -> int:
        return sum(target - self.done.get(tenant, 0) for tenant, target in targets.items())

    async def go(self, targets: Mapping[UUID, int]) -> None:
        total = sum({**self.done, **targets}.values())
        await self._lanes.all([self._tenant(tenant, target, total) for tenant, target in targets.items()])

    async def _tenant(self, tenant: UUID, target: int, total: int) -> None:
        while self.done.get(tenant, 0) < target:
            advanced = await self._filler.advance(tenant, BATCH, until=target)
            if advanced is None:
                raise BuildLost
            self.done[tenant] = advanced.seq
            self._progress(Progress(done=sum(self.done.values()), total=total))


async def _flip(
    connection: Connection, filling: _Filling, views: Views, serving: Build, fresh: Build, *, accept_differences: bool
) -> Report:
    """Hold the old build where it is, bring the new one there, compare, and change over."""
    async with connection.transaction():
        held = await _hold(connection, filling, serving)
        comparison = await compared(connection, views, serving, fresh, held)
        await connection.execute(builds.ALONE.format(service=views.service))
        if flipped := comparison.equal or accept_differences:
            await builds.retire(connection, serving)
            if not await builds.serve(connection, fresh):
                raise BuildLost
        return Report(build=fresh.schema, comparison=comparison, flipped=flipped)


async def _hold(connection: Connection, filling: _Filling, serving: Build) -> list[UUID]:
    """Lock every checkpoint and fill up to it. At the end no tenant can come in whose views the new build lacks."""
    held: list[UUID] = []
    while True:
        await connection.execute(
            f"savepoint all_held; lock table {serving.schema}.checkpoint in share row exclusive mode"
        )
        fresh = [tenant for tenant in await _reached(connection, serving) if tenant not in held]
        if not fresh:
            return held
        await connection.execute("rollback to savepoint all_held")
        for tenant in fresh:
            await filling.go({tenant: await _lock(connection, serving, tenant)})
            held.append(tenant)


async def _lock(connection: Connection, serving: Build, tenant: UUID) -> int:
    await connection.execute("select set_config('fairway.tenant', $1, true)", str(tenant))
    seq: int = await connection.fetchval(LOCKED.format(schema=serving.schema), tenant)
    return seq


async def _reached(connection: Connection, build: Build) -> dict[UUID, int]:
    return {row["tenant_id"]: row["seq"] for row in await connection.fetch(REACHED.format(schema=build.schema))}


def _key(views: Views) -> str:
    return f"filler of {views.service}"
