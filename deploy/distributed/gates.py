"""The gates service's process."""

from deploy.distributed.services import service
from services.gates.app import WIRING

serving = service(WIRING)
