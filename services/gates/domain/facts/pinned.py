"""What is pinned to go live: an item of every area whose facts depend on it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

PINNED = "release"


@record
class Pinned:
    release_id: UUID
    at: int
    when: datetime


def pinned(event: ReleasePinned, recorded: Recorded[Any]) -> Pinned:
    return Pinned(release_id=event.release_id, at=recorded.seq, when=recorded.occurred_at)
