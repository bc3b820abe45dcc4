"""The projector: keeps a service's views up with the log, for all tenants, beside any number of others like it."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from shared.eventstore.log import Log
from shared.kernel.record import record
from shared.projecting import builds, metrics
from shared.projecting.builds import State
from shared.projecting.checkpoint import BuildRetired
from shared.projecting.connections import FAILURES, Pool
from shared.projecting.failures import HistoryDiverged
from shared.projecting.filler import BATCH, Advanced, Filler
from shared.projecting.language import PUBLISHED, Language
from shared.projecting.positions import Positions
from shared.projecting.rebuild import sweep
from shared.projecting.views import Views
from shared.transport.gathered import Gathered
from shared.transport.hints import Hints
from shared.transport.lanes import Lanes, finished


@record
class Pace:
    """`poll` bounds how long a lost hint stays unnoticed; `lanes` is how many tenants are worked for at a time."""

    batch: int = BATCH
    lanes: int = 4
    poll: float = 0.25
    first_pause: float = 0.05
    longest_pause: float = 5.0


class Projector:
    """`diverged` holds the tenants that it no longer works for, since their log is not the one it knew."""

    def __init__(
        self,
        *,
        pool: Pool,
        log: Log,
        views: Views,
        positions: Positions,
        language: Language = PUBLISHED,
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.diverged: dict[UUID, HistoryDiverged] = {}
        self._pool = pool
        self._log = log
        self._views = views
        self._positions = positions
        self._language = language
        self._pace = pace or Pace()
        if pool.get_max_size() <= self._pace.lanes:
            raise ValueError("each lane holds a connection while it reads the log: the pool takes more than the lanes")
        self._sleep = sleep
        self._filler: Filler | None = None
        self._serving = False
        self._reached: dict[UUID, int] = {}
        self._failures = 0
        self._lanes = Lanes(self._pace.lanes)
        self._report = structlog.get_logger().bind(service=views.service)

    @property
    def ready(self) -> bool:
        """Whether the views of this version serve."""
        return self._serving

    async def run(self, hints: Hints) -> None:
        """Until cancelled; the batches under way are finished first."""
        work = Gathered()
        work.add_everyone()
        async with asyncio.TaskGroup() as group:
            group.create_task(work.hear(hints))
            group.create_task(self._keep_up(work))

    async def catch_up(self) -> None:
        """Until the views show all that the log holds now."""
        work = Gathered()
        while not await self._round(work, await work.taken(0)):
            pass

    async def _keep_up(self, work: Gathered) -> None:
        while True:
            wanted = await work.taken(self._pace.poll)
            try:
                await finished(self._round(work, wanted))
                self._failures = 0
            except BuildRetired:
                self._filler = None
                work.add_everyone()
            except FAILURES as error:
                self._filler = None
                await self._pause(error)
                work.add_everyone()

    async def _pause(self, error: BaseException) -> None:
        seconds = min(self._pace.first_pause * 2**self._failures, self._pace.longest_pause)
        self._failures += 1
        self._report.warning("projecting_paused", seconds=seconds, error=type(error).__name__)
        await self._sleep(seconds)

    async def _round(self, work: Gathered, wanted: frozenset[UUID] | None) -> bool:
        """One batch for each tenant that has work. True: this was a look at all, and nobody had any."""
        filler = self._filler or await self._open()
        tenants = await self._behind() if wanted is None else list(wanted - self.diverged.keys())
        moved = await self._lanes.all([self._lane(filler, tenant) for tenant in tenants])
        work.add([tenant for tenant, advanced in zip(tenants, moved, strict=True) if advanced and advanced.more])
        done = wanted is None and not tenants
        if filler.build.state is State.FILLING:
            await self._serve(work, filler, done=done, moved=any(moved))
        return done

    async def _serve(self, work: Gathered, filler: Filler, *, done: bool, moved: bool) -> None:
        """The first build of a version serves as soon as a look at all tenants finds nothing to do."""
        if done:
            await builds.serve_first(self._pool, self._views, filler.build)
            await self._open()
        elif moved:
            work.add_everyone()

    async def _open(self) -> Filler:
        await sweep(self._pool, self._views)
        await builds.drop_retired(self._pool, self._views)
        self._filler = await Filler.open(self._pool, self._log, self._views, self._language)
        self._serving = self._filler.build.state is State.SERVING
        self._reached.clear()
        return self._filler

    async def _behind(self) -> list[UUID]:
        """The tenants whose log is not where their views are, be it further or, for a lost end, less far."""
        heads = await self._log.heads()
        for tenant, head in heads.items():
            metrics.LAG.labels(self._views.service, tenant).set(max(head - self._reached.get(tenant, 0), 0))
        return [
            tenant
            for tenant in heads.keys() | self._reached.keys()
            if heads.get(tenant, 0) != self._reached.get(tenant, 0) and tenant not in self.diverged
        ]

    async def _lane(self, filler: Filler, tenant: UUID) -> Advanced | None:
        try:
            with metrics.BATCH_SECONDS.labels(self._views.service).time():
                advanced = await filler.advance(tenant, self._pace.batch)
        except HistoryDiverged as error:
            self._stop(tenant, error)
            return None
        if advanced is not None:
            self._moved(filler, tenant, advanced)
        return advanced

    def _moved(self, filler: Filler, tenant: UUID, advanced: Advanced) -> None:
        self._reached[tenant] = advanced.seq
        if filler.build.state is State.SERVING:
            self._positions.moved(tenant, advanced.seq, advanced.waiting)
        metrics.POSITION.labels(self._views.service, tenant).set(advanced.seq)
        for poisoned in advanced.parked:
            metrics.PARKED.labels(self._views.service).inc()
            self._report.error(
                "scope_parked", tenant=str(tenant), scope=poisoned.scope, seq=poisoned.seq, error=poisoned.error
            )

    def _stop(self, tenant: UUID, error: HistoryDiverged) -> None:
        self.diverged[tenant] = error
        metrics.DIVERGED.labels(self._views.service).set(len(self.diverged))
        self._report.critical("history_diverged", tenant=str(tenant), error=str(error))
