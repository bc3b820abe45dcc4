"""Who carries out the strikes."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import asyncpg

from services.engagement.app import VIEWS
from shared.projecting.connections import FAILURES
from shared.projecting.failures import BuildLost, RebuildUnderWay
from shared.projecting.rebuild import Report, rebuild
from tests.integration.chaos.machinery import Machinery
from tests.integration.chaos.pulse import Pulse
from tests.integration.chaos.strikes import Kind, Strike
from tests.integration.chaos.writing import Writer

SESSIONS = """
select pid from pg_stat_activity where datname = current_database() and usename like 'fairway%' order by backend_start
"""


@dataclass(slots=True, kw_only=True)
class Striker:
    """`hit` counts what was struck; `rebuilt` are the reports of the rebuilds that got through.

    Rebuilds belong to `group`: they end before the database that they work in does, however the run ends.
    """

    group: asyncio.TaskGroup
    machinery: Machinery
    writers: Sequence[Writer]
    pulse: Pulse
    admin: "asyncpg.Connection[asyncpg.Record]"
    hit: Counter[Kind] = field(default_factory=Counter)
    rebuilt: list[Report] = field(default_factory=list)
    rebuilding: "asyncio.Task[None] | None" = None

    async def carry_out(self, strikes: Iterable[Strike]) -> None:
        for strike in strikes:
            await self.pulse.at(strike.at)
            self._start_projectors()
            self.hit[strike.kind] += await self._strike(strike)
        await self.peace()

    async def peace(self) -> None:
        self._start_projectors()
        if self.rebuilding is not None:
            await self.rebuilding

    async def _strike(self, strike: Strike) -> int:
        match strike.kind:
            case Kind.KILL_ONE:
                return await self._at_a_session("pg_terminate_backend", strike.choice)
            case Kind.CANCEL_STATEMENT:
                return await self._at_a_session("pg_cancel_backend", strike.choice)
            case Kind.KILL_ALL:
                sessions = await self._sessions()
                return sum([await self._at("pg_terminate_backend", session) for session in sessions])
            case Kind.CLIENT_GONE:
                return self.writers[strike.choice % len(self.writers)].hang_up()
            case Kind.PROJECTOR_DOWN:
                await self.machinery.projectors[strike.choice % len(self.machinery.projectors)].stop()
                return 1
            case Kind.REBUILD:
                return self._start_rebuild()

    async def _at_a_session(self, what: str, choice: int) -> int:
        sessions = await self._sessions()
        return await self._at(what, sessions[choice % len(sessions)]) if sessions else 0

    async def _sessions(self) -> list[int]:
        return [row["pid"] for row in await self.admin.fetch(SESSIONS)]

    async def _at(self, what: str, session: int) -> int:
        return int(await self.admin.fetchval(f"select {what}($1)", session))

    def _start_projectors(self) -> None:
        for worker in self.machinery.projectors:
            worker.start()

    def _start_rebuild(self) -> int:
        if self.rebuilding is not None and not self.rebuilding.done():
            return 0
        self.rebuilding = self.group.create_task(self._rebuild())
        return 1

    async def _rebuild(self) -> None:
        """Again and again, until it gets through."""
        while True:
            try:
                self.rebuilt.append(await rebuild(self.machinery.pool, self.machinery.log, VIEWS))
            except (*FAILURES, BuildLost, RebuildUnderWay):
                continue
            return
