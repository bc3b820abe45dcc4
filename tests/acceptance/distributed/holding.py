"""Holding a process between two of its steps, by a lock that its database waits for."""

from asyncio import timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from shared.kernel.record import record
from tests.database import Database

WITHIN = 60.0
HOLD = """
create or replace function public.held() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(42);
  return new;
end $$
"""
WAITING = """
select count(*) from pg_stat_activity
where datname = current_database() and usename = $1 and wait_event_type = 'Lock'
"""
ABORT = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and usename = $1 and wait_event_type = 'Lock'
"""


@record
class Step:
    """What `role` is about to do when it writes into `table`: `{build}` stands for the schema of the views."""

    role: str
    table: str
    writes: str


@record
class Held:
    """Whoever comes to the step waits there."""

    step: Step
    holder: "asyncpg.Connection[asyncpg.Record]"

    async def reached(self) -> None:
        async with timeout(WITHIN):
            while not await self.holder.fetchval(WAITING, self.step.role):
                pass

    async def let_go(self) -> None:
        """It goes on, even if the process that began it is stopped."""
        await self.holder.execute("select pg_advisory_unlock(42)")

    async def abort(self) -> None:
        """As the database does it by itself when it notices that whoever began is gone."""
        await self.holder.execute(ABORT, self.step.role)
        await self.let_go()


@asynccontextmanager
async def holding(database: Database, step: Step) -> AsyncIterator[Held]:
    holder = await asyncpg.connect(database.superuser)
    try:
        build = await holder.fetchval("select schema from engagement.build where state = 'SERVING'")
        table = step.table.format(build=build)
        await holder.execute("select pg_advisory_lock(42)")
        await holder.execute(HOLD)
        await holder.execute(f"create trigger held before {step.writes} on {table} execute function public.held()")
        try:
            yield Held(step=step, holder=holder)
        finally:
            await holder.execute("select pg_advisory_unlock_all()")
            await holder.execute(f"drop trigger held on {table}")
    finally:
        await holder.close()
