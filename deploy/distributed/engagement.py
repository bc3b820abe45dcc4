"""The engagement service's process."""

from deploy.distributed.services import service
from services.engagement.app import NAME
from services.engagement.app import serving as assembled

serving = service(NAME, assembled)
