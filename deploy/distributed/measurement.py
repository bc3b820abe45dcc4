"""The measurement service's process."""

from deploy.distributed.services import service
from services.measurement.app import WIRING

serving = service(WIRING)
