"""Brings one build of a service's views forward: a batch of one tenant's events at a time, each a transaction."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from shared.eventstore.log import Entry, Log
from shared.kernel.record import record
from shared.projecting import builds, checkpoint
from shared.projecting.batch import Batch, Poisoned, scope_of
from shared.projecting.builds import Build
from shared.projecting.checkpoint import Checkpoint, Step, working
from shared.projecting.connections import Connection, Pool, transaction
from shared.projecting.failures import HistoryDiverged
from shared.projecting.folding import Folds
from shared.projecting.language import PUBLISHED, Language
from shared.projecting.parking import park, parked_scopes
from shared.projecting.views import Views
from shared.projecting.writer import Unwritable, load, store

BATCH = 1_000

DATA_AT_FAULT = ("22", "23", "54")
"""SQLSTATE classes in which PostgreSQL blames a value: no representation, a broken constraint, beyond a limit."""


@record
class Advanced:
    """Where the views of a tenant stand now, and whether its log may go on.

    `waiting` counts the scopes that are parked; `parked` are those that joined them on the way.
    """

    seq: int
    more: bool
    waiting: int
    parked: tuple[Poisoned, ...] = ()


@record
class Ahead:
    """What follows the checkpoint at which this worker left a tenant of whose scopes none was parked."""

    start: Checkpoint
    entries: Sequence[Entry]


class Unstorable(Exception):
    """The rows were refused of a batch of `events`, the first of which is `seq`."""

    def __init__(self, table: str, error: Exception, entries: Sequence[Entry]) -> None:
        super().__init__(f"{type(error).__name__} in {table}")
        self.events = len(entries)
        self.seq = entries[0].seq


class Filler:
    def __init__(self, pool: Pool, log: Log, views: Views, build: Build, language: Language) -> None:
        self.pool = pool
        self.log = log
        self.views = views
        self.build = build
        self.language = language
        self.folds = Folds(views.projections)
        self._created: set[UUID] = set()
        self._left: dict[UUID, Checkpoint] = {}

    @classmethod
    async def open(cls, pool: Pool, log: Log, views: Views, language: Language = PUBLISHED) -> "Filler":
        """Of the build that serves, or of the first one on its way there."""
        return cls(pool, log, views, await builds.current(pool, views), language)

    async def advance(self, tenant: UUID, limit: int = BATCH, until: int | None = None) -> Advanced | None:
        """Fold the next events, at most up to `until`. None: another worker is at it."""
        ahead = await self._ahead(tenant, limit) if until is None else None
        if ahead and (advanced := await self._went_on(tenant, ahead, limit)):
            return advanced
        advanced = await self._bisect(tenant, limit, until)
        if advanced is None and tenant not in self._created:
            await checkpoint.create(self.pool, self.build, self.views.service, tenant)
            self._created.add(tenant)
            advanced = await self._bisect(tenant, limit, until)
        return advanced

    async def _ahead(self, tenant: UUID, limit: int) -> Ahead | None:
        """Read before the checkpoint is locked, which then is held for less long. None: the checkpoint must tell."""
        start = self._left.pop(tenant, None)
        if start is None:
            return None
        try:
            return Ahead(start=start, entries=await self._next(tenant, start, limit, None))
        except HistoryDiverged:
            return None

    async def _went_on(self, tenant: UUID, ahead: Ahead, limit: int) -> Advanced | None:
        """None: others went on from there, or are about to, or the database refuses what came of it."""
        end, parked = ahead.start, tuple[Poisoned, ...]()
        if ahead.entries:
            end = checkpoint.of(ahead.entries[-1])
            step = Step(build=self.build, service=self.views.service, tenant=tenant, start=ahead.start, end=end)
            found = await (self._stored(step, ahead) if self._shows(ahead) else self._passed(step))
            if found is None:
                return None
            parked = found
        if not parked:
            self._left[tenant] = end
        return Advanced(seq=end.seq, more=len(ahead.entries) >= limit, waiting=len(parked), parked=parked)

    def _shows(self, ahead: Ahead) -> bool:
        """Whether any view shows any of it, as far as can be told."""
        shown, known = self.folds.handled, self.language.known
        return any(each.type in shown or each.type not in known for each in ahead.entries)

    async def _passed(self, step: Step) -> tuple[Poisoned, ...] | None:
        return () if await checkpoint.go_past(self.pool, step) else None

    async def _stored(self, step: Step, ahead: Ahead) -> tuple[Poisoned, ...] | None:
        """The checkpoint is moved first, which locks it: whoever had parked a scope since would have moved it."""
        try:
            async with checkpoint.going_on(self.pool, step) as connection:
                if connection is None:
                    return None
                batch = Batch(self.folds, self.language, ())
                await self.project(connection, step.tenant, batch, ahead.entries, at_once=_of_a_kind(ahead.entries))
                return await self._parked(connection, step.tenant, batch)
        except Unstorable:
            return None

    async def _bisect(self, tenant: UUID, limit: int, until: int | None) -> Advanced | None:
        """Where the database refuses a batch, store the half before, until the one event to blame stands alone."""
        refused: Unstorable | None = None
        while True:
            try:
                return await self._attempt(tenant, limit, until, refused)
            except Unstorable as error:
                refused = error if error.events == 1 else None
                limit = max(1, error.events // 2)

    async def _attempt(
        self, tenant: UUID, limit: int, until: int | None, refused: Unstorable | None
    ) -> Advanced | None:
        async with transaction(self.pool, working(self.build, self.views.service, tenant)) as connection:
            start = await checkpoint.lock(connection, self.build, tenant)
            if start is None:
                return None
            entries = await self._next(tenant, start, limit, until)
            waiting = await parked_scopes(connection, tenant)
            parked: tuple[Poisoned, ...] = ()
            if entries:
                batch = Batch(self.folds, self.language, waiting)
                parked = await self._store(connection, tenant, batch, entries, refused)
                start = checkpoint.of(entries[-1])
        advanced = Advanced(
            seq=start.seq, more=len(entries) >= limit, waiting=len(waiting) + len(parked), parked=parked
        )
        if not advanced.waiting:
            self._left[tenant] = start
        return advanced

    async def _store(
        self,
        connection: Connection,
        tenant: UUID,
        batch: Batch,
        entries: Sequence[Entry],
        refused: Unstorable | None,
    ) -> tuple[Poisoned, ...]:
        if refused:
            batch.poison(scope_of(entries[0]), entries[0].seq, str(refused))
        await self.project(connection, tenant, batch, entries)
        await checkpoint.move(connection, tenant, entries[-1])
        return await self._parked(connection, tenant, batch)

    async def _parked(self, connection: Connection, tenant: UUID, batch: Batch) -> tuple[Poisoned, ...]:
        """What could not be folded is parked."""
        parked = tuple(batch.poisoned.values())
        if parked:
            await park(connection, tenant, parked)
        return parked

    async def project(
        self, connection: Connection, tenant: UUID, batch: Batch, entries: Sequence[Entry], *, at_once: bool = False
    ) -> None:
        """Load the rows, fold the events, store what came of it: of each projection, or all at once. Raises Unstorable.

        Only of one projection can be told which of them has the rows that were refused.
        """
        batch.understand(entries)
        for staged in batch.staged.values():
            await load(connection, tenant, staged)
        batch.fold()
        changed = list(batch.staged.values())
        for together in [changed] if at_once else [[each] for each in changed]:
            try:
                await store(connection, tenant, together)
            except (asyncpg.PostgresError, Unwritable) as error:
                if not _blames_data(error):
                    raise
                names = ", ".join(each.projection.name for each in together)
                raise Unstorable(names, error, entries) from error

    async def _next(self, tenant: UUID, start: Checkpoint, limit: int, until: int | None) -> Sequence[Entry]:
        """The entries after the checkpoint, read together with the one at it, to see that it is still the same."""
        known = 1 if start.seq else 0
        entries = start.check(await self.log.after(tenant, start.seq - known, limit + known))
        return entries if until is None else entries[: max(until - start.seq, 0)]


def _of_a_kind(entries: Sequence[Entry]) -> bool:
    """What stores such events is the same statement again and again, for which the database keeps its plan."""
    return len({entry.type for entry in entries}) == 1


def _blames_data(error: Exception) -> bool:
    return isinstance(error, Unwritable) or str(getattr(error, "sqlstate", "")).startswith(DATA_AT_FAULT)
