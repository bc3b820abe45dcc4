"""The services that keep views in the database, and what installs all that they need there."""

from services.engagement import app as engagement
from services.gates import app as gates
from services.measurement import app as measurement
from shared.projecting.connections import Connection
from shared.projecting.views import Views

VIEWS: tuple[Views, ...] = (engagement.VIEWS, gates.VIEWS, measurement.VIEWS)


async def install_services(connection: Connection) -> None:
    """Into a database that has the event store. Takes an administrator."""
    for service in (engagement, gates, measurement):
        await service.install(connection)
