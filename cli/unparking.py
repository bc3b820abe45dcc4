"""What `fairway unpark` does: say which scopes wait, and fold those again that should wait no longer."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from rich import box
from rich.console import Console
from rich.table import Table

from cli.databases import database_of, pool_as
from cli.failures import Failure, Unusable
from deploy.installed import VIEWS
from shared.eventstore.install import role_of
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.projecting.filler import Filler
from shared.projecting.parking import Parked
from shared.projecting.positions import Positions
from shared.projecting.unparking import retry
from shared.projecting.views import Views
from shared.settings import Settings


class StillParked(Failure):
    """What was folded again failed again."""


@record
class Wanted:
    """Which scopes are to be folded again: one of them, in the tenant that is named or in any, or all."""

    scope: str | None = None
    tenant: UUID | None = None
    everything: bool = False

    def of(self, parked: Parked) -> bool:
        return self.tenant in {None, parked.tenant}

    def covers(self, parked: Parked) -> bool:
        return self.of(parked) and (self.everything or self.scope == parked.scope)


async def unpark(wanted: Wanted, settings: Settings, console: Console) -> None:
    """What waits is told first. Fairway may run meanwhile: it goes on with a scope as soon as that waits no longer."""
    async with database_of(settings) as address:
        found = {views.service: [each for each in await parked(views, address) if wanted.of(each)] for views in VIEWS}
        show(console, found)
        chosen = {name: [each for each in some if wanted.covers(each)] for name, some in found.items()}
        if wanted.scope is not None and not any(chosen.values()):
            raise Unusable(f"{wanted.scope} is not parked.")
        failed = sum([await failures(views, address, chosen[views.service], console) for views in VIEWS])
    if failed:
        several = sum(map(len, chosen.values()))
        raise StillParked(f"Parked as before: {failed} of {several}. First mend what the error names.")


async def parked(views: Views, address: str) -> Sequence[Parked]:
    """What waits in the views of one service."""
    async with pool_as(role_of(views.service, worker=True), address) as pool:
        return await Positions(pool, PostgresLog(pool), views).parked()


async def failures(views: Views, address: str, chosen: Sequence[Parked], console: Console) -> int:
    """Fold these again; how many of them failed once more."""
    if not chosen:
        return 0
    async with pool_as(role_of(views.service, worker=True), address) as pool:
        filler = await Filler.open(pool, PostgresLog(pool), views)
        return [await folded_again(filler, each, console) for each in chosen].count(False)


async def folded_again(filler: Filler, parked: Parked, console: Console) -> bool:
    done = await retry(filler, parked.tenant, parked.scope)
    console.print(f"{parked.scope}: {'folded again, waits no longer' if done else 'failed again'}", highlight=False)
    return done


def show(console: Console, found: Mapping[str, Sequence[Parked]]) -> None:
    if not any(found.values()):
        console.print("Nothing is parked.")
        return
    table = Table("Service", "Tenant", "Scope", "From event", "Error", "Since", box=box.SIMPLE_HEAD)
    for name, waiting in found.items():
        for each in waiting:
            since = f"{each.at:%Y-%m-%d %H:%M} UTC"
            table.add_row(name, str(each.tenant), each.scope, str(each.seq), each.error, since)
    console.print(table)
