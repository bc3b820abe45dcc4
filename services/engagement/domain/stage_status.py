"""Where a stage and what it delivers stand, as people read it."""

from enum import StrEnum


class StageStatus(StrEnum):
    """`completed`: everything was accepted, and every track is complete."""

    NOT_ENTERED = "not_entered"
    ENTERED = "entered"
    COMPLETED = "completed"


class DeliverableStatus(StrEnum):
    NOT_SUBMITTED = "not_submitted"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class StageMove(StrEnum):
    """`left`: an earlier stage was reopened, so that this one is no longer entered."""

    ENTERED = "entered"
    REOPENED = "reopened"
    LEFT = "left"
