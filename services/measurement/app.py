"""The measurement service's process: the only place that wires its parts."""

from services.measurement.contract import CONTRACT
from services.measurement.domain.reactions import REACTIONS
from services.measurement.domain.timers import TIMERS as KINDS
from services.measurement.projections import PROJECTIONS
from services.measurement.projections.timers import TIMERS
from services.measurement.reports.publishing import REACTIONS as PUBLISHING
from shared.eventstore.install import role_of
from shared.projecting.connections import Connection
from shared.projecting.views import Views
from shared.reacting.acting import ByItself
from shared.web.process import running
from shared.web.process.running import Wiring

NAME = CONTRACT.name
VIEWS = Views(service=NAME, projections=PROJECTIONS, readers=role_of(NAME))
BY_ITSELF = ByItself(reactions=(*REACTIONS, *PUBLISHING), timers=KINDS, projection=TIMERS)
WIRING = Wiring(contract=CONTRACT, views=VIEWS, by_itself=BY_ITSELF)


async def install(connection: Connection) -> None:
    """Prepare a database that has the event store: the views' registry. Takes an administrator."""
    await running.install(connection, WIRING)
