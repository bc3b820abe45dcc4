"""The turns that an engagement's work takes: each fact that moves something from one pair of hands to another."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.events.stages import Stage
from shared.kernel.record import record


class Turn(StrEnum):
    """What happened, named as the event."""

    GAP_OPENED = "gap_opened"
    GAP_OWNED = "gap_owned"
    GAP_STARTED = "gap_started"
    GAP_RESOLVED = "gap_resolved"
    GAP_SETTLED = "gap_settled"
    GAP_REOPENED = "gap_reopened"
    GAP_DEFERRED = "gap_deferred"
    ACCESS_REQUESTED = "access_requested"
    ACCESS_DECIDED = "access_decided"
    DELIVERABLE_SUBMITTED = "deliverable_submitted"
    DELIVERABLE_ACCEPTED = "deliverable_accepted"
    DELIVERABLE_RETURNED = "deliverable_returned"
    STAGE_ENTERED = "stage_entered"
    STAGE_REOPENED = "stage_reopened"


ACCESS_TURNS = frozenset({Turn.ACCESS_REQUESTED, Turn.ACCESS_DECIDED})
DELIVERABLE_TURNS = frozenset({Turn.DELIVERABLE_SUBMITTED, Turn.DELIVERABLE_ACCEPTED, Turn.DELIVERABLE_RETURNED})
STAGE_TURNS = frozenset({Turn.STAGE_ENTERED, Turn.STAGE_REOPENED})


@record
class Taken:
    """One turn, after the event `seq`: of the gap or the access `subject`, or of the stage and its `deliverable`."""

    seq: int
    at: datetime
    turn: Turn
    subject: UUID | None = None
    stage: Stage | None = None
    deliverable: str | None = None
    until: date | None = None
