"""What `fairway evidence sweep` does: name the files that no event names, and take them away."""

from datetime import timedelta

from rich.console import Console

from cli.databases import database_of, pool_as
from deploy.clock import now
from deploy.evidence import store_of
from gateway.evidence.sweeping import GROWN, Swept, sweep
from services.engagement.app import NAME
from shared.eventstore.install import role_of
from shared.eventstore.ledger import Ledger
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.settings import Settings


@record
class Sweep:
    """Of files that are at least so old; without `remove` they are only told."""

    grown: timedelta = GROWN
    remove: bool = True


async def sweep_files(wanted: Sweep, settings: Settings, console: Console) -> None:
    """Fairway may run meanwhile."""
    async with database_of(settings) as address, pool_as(role_of(NAME, worker=True), address) as pool:
        ledger, before = Ledger(log=PostgresLog(pool)), now() - wanted.grown
        found = await sweep(store_of(settings), ledger, before, remove=wanted.remove)
    for each in found:
        tell(each, wanted, console)
    if not any(each.orphans or each.left for each in found):
        console.print("There is no file that no event names.")


def tell(found: Swept, wanted: Sweep, console: Console) -> None:
    done = "taken away" if wanted.remove else "to be taken away"
    for each in found.orphans:
        called = each.digest or "an upload that was cut off"
        copy = ", a copy" if each.spare else ""
        console.print(f"{each.tenant}  {called}{copy}: {each.size} bytes, {done}", highlight=False)
    if found.left:
        console.print(f"{found.tenant}  {found.left} files of a tenant without any event: left alone", highlight=False)
