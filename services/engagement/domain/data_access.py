"""Whether access to data stands: never written down, always told from what it rests on."""

from datetime import date
from enum import StrEnum

from shared.kernel.record import record


class Obstacle(StrEnum):
    """Why access does not stand."""

    NOT_APPROVED = "not_approved"
    REVOKED = "revoked"
    EXPIRED = "expired"
    OWNER_CHANGED = "owner_changed"
    OWNER_LEFT = "owner_left"
    RECLASSIFIED = "reclassified"


@record
class Approval:
    """The last one: its position in the log, and its last day."""

    seq: int
    until: date


@record
class Ground:
    """What approvals of a source rest on: since which positions its owner owns it and its data have their class."""

    owner_seq: int
    class_seq: int
    owner_in_office: bool


def obstacles(approval: Approval | None, ground: Ground, day: date, *, revoked: bool) -> tuple[Obstacle, ...]:
    """All that stands in the way on that day; nothing: the access stands."""
    if revoked:
        return (Obstacle.REVOKED,)
    if approval is None:
        return (Obstacle.NOT_APPROVED,)
    found = {
        Obstacle.EXPIRED: approval.until < day,
        Obstacle.OWNER_CHANGED: approval.seq < ground.owner_seq,
        Obstacle.OWNER_LEFT: not ground.owner_in_office,
        Obstacle.RECLASSIFIED: approval.seq < ground.class_seq,
    }
    return tuple(obstacle for obstacle, is_there in found.items() if is_there)
