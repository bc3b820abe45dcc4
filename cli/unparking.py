"""What `fairway unpark` does: say which scopes wait, and fold those again that should wait no longer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from rich import box
from rich.console import Console
from rich.table import Table

from cli.databases import database_of, pool_as
from cli.failures import Failure, Unusable
from services.engagement.app import NAME, VIEWS
from shared.eventstore.install import role_of
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.projecting.connections import Pool
from shared.projecting.filler import Filler
from shared.projecting.parking import Parked
from shared.projecting.positions import Positions
from shared.projecting.unparking import retry
from shared.settings import Settings


class StillParked(Failure):
    """What was folded again failed again."""


@record
class Wanted:
    """Which scopes are to be folded again: one of them, in the tenant that is named or in any, or all."""

    scope: str | None = None
    tenant: UUID | None = None
    everything: bool = False

    def covers(self, parked: Parked) -> bool:
        return self.tenant in {None, parked.tenant} and (self.everything or self.scope == parked.scope)


async def unpark(wanted: Wanted, settings: Settings, console: Console) -> None:
    """What waits is told first. Fairway may run meanwhile: it goes on with a scope as soon as that waits no longer."""
    async with workers(settings) as pool:
        log = PostgresLog(pool)
        waiting = [each for each in await Positions(pool, log, VIEWS).parked() if wanted.tenant in {None, each.tenant}]
        show(console, waiting)
        chosen = [each for each in waiting if wanted.covers(each)]
        if wanted.scope is not None and not chosen:
            raise Unusable(f"{wanted.scope} is not parked.")
        if not chosen:
            return
        filler = await Filler.open(pool, log, VIEWS)
        failed = [each for each in chosen if not await folded_again(filler, each, console)]
    if failed:
        raise StillParked(f"Parked as before: {len(failed)} of {len(chosen)}. First mend what the error names.")


async def folded_again(filler: Filler, parked: Parked, console: Console) -> bool:
    done = await retry(filler, parked.tenant, parked.scope)
    console.print(f"{parked.scope}: {'folded again, waits no longer' if done else 'failed again'}", highlight=False)
    return done


@asynccontextmanager
async def workers(settings: Settings) -> AsyncIterator[Pool]:
    async with database_of(settings) as address, pool_as(role_of(NAME, worker=True), address) as pool:
        yield pool


def show(console: Console, waiting: Sequence[Parked]) -> None:
    if not waiting:
        console.print("Nothing is parked.")
        return
    table = Table("Tenant", "Scope", "From event", "Error", "Since", box=box.SIMPLE_HEAD)
    for each in waiting:
        table.add_row(str(each.tenant), each.scope, str(each.seq), each.error, f"{each.at:%Y-%m-%d %H:%M} UTC")
    console.print(table)
