"""What `fairway relay` does: show how far each topic is with each tenant, or have the events sent again."""

from collections.abc import Sequence
from uuid import UUID

from rich import box
from rich.console import Console
from rich.table import Table

from cli.databases import database_of, pool_as
from cli.failures import Unusable
from shared.eventstore.install import LEDGER, role_of
from shared.kernel.record import record
from shared.projecting.connections import Pool
from shared.settings import Settings
from shared.transport.relay_checkpoint import Place, places, set_back
from shared.transport.topics import EVENTS, LOG

TOPICS = (LOG.name, EVENTS.name)


@record
class Wanted:
    """Of a topic or of both, of a tenant or of all. `start` None: only look."""

    start: int | None
    tenant: UUID | None
    topic: str | None

    @property
    def topics(self) -> Sequence[str]:
        return TOPICS if self.topic is None else (self.topic,)


async def relay(wanted: Wanted, settings: Settings, console: Console) -> None:
    """The relay may run meanwhile: what it has under way is waited for, and it goes on from where it was set to."""
    if wanted.topic not in {None, *TOPICS}:
        raise Unusable(f"There is no topic {wanted.topic} that the relay fills; there are: {', '.join(TOPICS)}.")
    async with database_of(settings) as address, pool_as(role_of(LEDGER, worker=True), address) as pool:
        known = [each for each in await places(pool, wanted.topics) if wanted.tenant in {None, each.tenant}]
        if wanted.tenant is not None and not known:
            raise Unusable(f"There is no tenant {wanted.tenant} here.")
        if wanted.start is None:
            show(console, known)
        else:
            await send_again(pool, wanted, wanted.start, known, console)


async def send_again(pool: Pool, wanted: Wanted, start: int, known: Sequence[Place], console: Console) -> None:
    last = max((place.head for place in known), default=0)
    if not 0 <= start <= last:
        raise Unusable(f"Position {start} is not one of these logs: they begin at 0, and the longest ends at {last}.")
    was = await set_back(pool, wanted.topics, wanted.tenant, start)
    for place in was:
        console.print(f"{place.topic}  {place.tenant}  from {place.seq} back to {start}", highlight=False)
    console.print(done(was, start))


def done(was: Sequence[Place], start: int) -> str:
    if not was:
        return f"No topic is further than {start}, so nothing will be sent again."
    return f"The relay sends {sum(place.seq - start for place in was)} events again, as soon as it runs."


def show(console: Console, known: Sequence[Place]) -> None:
    if not known:
        console.print("There is no tenant here yet, so there is nothing to send.")
        return
    table = Table("Topic", "Tenant", "Position", "Lag", box=box.SIMPLE_HEAD)
    for column in (2, 3):
        table.columns[column].justify = "right"
    for place in known:
        table.add_row(place.topic, str(place.tenant), str(place.seq), str(place.lag))
    console.print(table)
