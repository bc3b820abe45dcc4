"""The sample's views in a database, with a log in memory: what tests of projecting stand on."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import func, select

from shared.eventstore.install import role_of
from shared.eventstore.log import Log
from shared.eventstore.memory import MemoryLog
from shared.eventstore.postgres import open_pool
from shared.kernel.record import record
from shared.projecting import builds
from shared.projecting.as_of import LIVE, AtSeq, Source
from shared.projecting.builds import Build
from shared.projecting.compiled import Compiler
from shared.projecting.connections import Pool, transaction
from shared.projecting.filler import Filler
from shared.projecting.language import Language
from shared.projecting.positions import Positions
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader, Reading
from shared.projecting.runner import Pace, Projector
from shared.projecting.tables import tables
from shared.projecting.views import Views
from tests.database import Database
from tests.sample.history import Recording
from tests.sample.things import LANGUAGE, PROJECTIONS

NUMBERS = count(1)
QUICK = Pace(poll=0.01, first_pause=0.01, longest_pause=0.02)

Tables = Mapping[str, Sequence[tuple[Any, ...]]]


def new_tenant() -> UUID:
    return UUID(int=(1 << 100) + next(NUMBERS))


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a second whenever it is asked."""
    seconds: Iterator[int] = count()
    return lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))


@record
class Stage:
    log: Log
    workers: Pool
    requests: Pool
    views: Views
    database: Database

    def recording(self) -> Recording:
        return Recording(self.log, new_tenant())

    def restored(self) -> MemoryLog:
        """Another log, as after a restore of an old copy."""
        return MemoryLog(ticking())

    def with_views(self, *projections: Projection[Any]) -> "Stage":
        """The same service with other projections."""
        return replace(self, views=replace(self.views, projections=projections))

    def positions(self) -> Positions:
        return Positions(self.workers, self.log, self.views)

    def projector(self, positions: Positions | None = None, *, pace: Pace = QUICK, log: Log | None = None) -> Projector:
        return Projector(
            pool=self.workers,
            log=log or self.log,
            views=self.views,
            positions=positions or self.positions(),
            language=LANGUAGE,
            pace=pace,
        )

    async def build(self) -> Build:
        return await builds.current(self.workers, self.views)

    async def filler(self, language: Language = LANGUAGE) -> Filler:
        return await Filler.open(self.workers, self.log, self.views, language)

    def reading(self, heard: Callable[[str], None] = lambda _: None) -> Reading:
        return Reading(pool=self.requests, views=self.views, compiler=Compiler(), on_statement=heard)

    async def rows(self, tenant: UUID, source: Source = LIVE) -> dict[str, list[Any]]:
        """All rows of all projections, in the order of their keys."""
        found = {}
        async with self.reading().of(tenant) as reader:
            for projection in self.views.projections:
                table = source.of(projection)
                ordered = select(table).order_by(*(table.c[name] for name in projection.key))
                found[projection.name] = await reader.rows(ordered, projection.row)
        return found

    async def count(self, reader: Reader) -> int:
        found: int = await reader.value(select(func.count()).select_from(LIVE.of(self.views.projections[0])))
        return found

    async def as_of(self, tenant: UUID, seq: int) -> dict[str, list[Any]]:
        return await self.rows(tenant, AtSeq(seq=seq))

    async def stored(self, tenant: UUID, build: Build | None = None) -> Tables:
        """Everything that lies in the live and the past tables, for comparison."""
        schema = (build or await self.build()).schema
        found = {}
        async with self._superuser() as connection:
            for projection in self.views.projections:
                for table in (tables(projection).live, tables(projection).past):
                    statement = f"select * from {schema}.{table.name} where tenant_id = $1"  # noqa: S608 - our names
                    rows = [tuple(row.values()) for row in await connection.fetch(statement, tenant)]
                    found[table.name] = sorted(rows, key=repr)
        return found

    async def execute(self, statement: str, *values: object) -> list[asyncpg.Record]:
        """As a superuser, with the serving build's tables in sight."""
        async with self._superuser() as connection:
            await connection.execute(f"set search_path = {(await self.build()).schema}, {self.views.service}")
            return await connection.fetch(statement, *values)

    async def plan(self, tenant: UUID, text: str, values: list[Any]) -> list[str]:
        """How the database would answer a reader who has many rows."""
        schema = (await self.build()).schema
        opening = f"begin; set local fairway.tenant = '{tenant}'; set local search_path = {schema}"
        async with transaction(self.requests, opening) as connection:
            await connection.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
            return [row[0] for row in await connection.fetch(f"explain {text}", *values)]

    @asynccontextmanager
    async def _superuser(self) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
        connection = await asyncpg.connect(self.database.superuser)
        try:
            yield connection
        finally:
            await connection.close()


@asynccontextmanager
async def staged(database: Database, *projections: Projection[Any]) -> AsyncIterator[Stage]:
    """A service of its own, so that no test sees another's builds."""
    views = Views(
        service=f"sample_{next(NUMBERS)}", projections=projections or PROJECTIONS, readers=role_of("engagement")
    )
    admin = await asyncpg.connect(database.superuser)
    try:
        await builds.install(admin, views, role_of("engagement", worker=True))
    finally:
        await admin.close()
    workers = await open_pool(database.dsn("engagement", worker=True), size=8)
    requests = await open_pool(database.dsn("engagement"), size=8)
    try:
        log = MemoryLog(ticking())
        yield Stage(log=log, workers=workers, requests=requests, views=views, database=database)
    finally:
        await workers.close()
        await requests.close()
