"""The engagement service's process."""

from deploy.distributed.services import service
from services.engagement.app import WIRING

serving = service(WIRING)
