"""Whether answers may rest on a source: three flags, derived from facts and the day."""

from datetime import date
from enum import StrEnum

from shared.kernel.record import record


class GroundingObstacle(StrEnum):
    """Why answers may not rest on a source."""

    RETIRED = "retired"
    NOT_SCOPED = "not_scoped"
    NOT_ACCESS_CONTROLLED = "not_access_controlled"
    NOT_APPROVED = "not_approved"
    REVISED = "revised"
    RESCOPED = "rescoped"
    OWNER_CHANGED = "owner_changed"
    OWNER_LEFT = "owner_left"
    APPROVAL_EXPIRED = "approval_expired"


OF_THE_APPROVAL = frozenset(
    {
        GroundingObstacle.NOT_APPROVED,
        GroundingObstacle.REVISED,
        GroundingObstacle.RESCOPED,
        GroundingObstacle.OWNER_CHANGED,
        GroundingObstacle.OWNER_LEFT,
        GroundingObstacle.APPROVAL_EXPIRED,
    }
)


@record
class Approval:
    """The last one: its position in the log, and its last day."""

    seq: int
    fresh_until: date


@record
class GroundingGround:
    """Since which positions of the log the source has its version, its scope and its owner."""

    retired: bool
    controlled: bool
    revised_seq: int
    scoped_seq: int | None
    owner_seq: int
    owner_in_office: bool


def grounding_obstacles(approval: Approval | None, on: GroundingGround, day: date) -> tuple[GroundingObstacle, ...]:
    own = {
        GroundingObstacle.RETIRED: on.retired,
        GroundingObstacle.NOT_SCOPED: on.scoped_seq is None,
        GroundingObstacle.NOT_ACCESS_CONTROLLED: not on.controlled,
    }
    stale = stale_by(approval, on, day) if approval else {GroundingObstacle.NOT_APPROVED: True}
    return tuple(obstacle for obstacle, stands in {**own, **stale}.items() if stands)


def stale_by(approval: Approval, on: GroundingGround, day: date) -> dict[GroundingObstacle, bool]:
    """What the approval rested on, and whether it has changed since."""
    changed = on.owner_seq > approval.seq
    return {
        GroundingObstacle.REVISED: on.revised_seq > approval.seq,
        GroundingObstacle.RESCOPED: (on.scoped_seq or 0) > approval.seq,
        GroundingObstacle.OWNER_CHANGED: changed,
        GroundingObstacle.OWNER_LEFT: not changed and not on.owner_in_office,
        GroundingObstacle.APPROVAL_EXPIRED: day > approval.fresh_until,
    }
