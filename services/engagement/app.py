"""The engagement service's process: the only place that wires its parts."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.engagement import directory
from services.engagement.contract import CONTRACT
from services.engagement.directory import Directory
from services.engagement.domain.reactions import REACTIONS
from services.engagement.domain.timers import TIMERS as KINDS
from services.engagement.forecasting import simulation  # noqa: F401 - loaded now, so that no question waits for it
from services.engagement.projections import PROJECTIONS
from services.engagement.projections.timers import TIMERS
from shared.eventstore.install import role_of
from shared.projecting.connections import Connection, Pool
from shared.projecting.views import Views
from shared.reacting.acting import ByItself
from shared.web.process import running
from shared.web.process.names import names
from shared.web.process.running import Wiring
from shared.web.wire import Wire

NAME = CONTRACT.name
VIEWS = Views(service=NAME, projections=PROJECTIONS, readers=role_of(NAME))


def routes(requests: Pool, wire: Wire) -> Sequence[APIRouter]:
    """The names of people, which this service keeps for all."""
    return (names(Directory(requests), wire),)


BY_ITSELF = ByItself(reactions=REACTIONS, timers=KINDS, projection=TIMERS)
WIRING = Wiring(contract=CONTRACT, views=VIEWS, routes=routes, by_itself=BY_ITSELF)


async def install(connection: Connection) -> None:
    """Prepare a database that has the event store: the views' registry and the directory. Takes an administrator."""
    await running.install(connection, WIRING)
    await directory.install(connection, role_of(NAME))
